/**
 * PKCS#12 key stores (.p12, .pfx, Java key stores since Java 9) at any offset: RFC 7292. For what is read and refused, see
 * structures/pkcs12-store.ts. A store that a usual password opens is as good as a key in the clear; any other is encrypted. The
 * same goes for stores of symmetric keys and passwords (secret bags). Stores with certificates alone are no finding; stores above
 * 64 KiB are not read.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import { berToDer } from '../der/ber-to-der.ts';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import type { Detector } from '../detector.ts';
import { blobFingerprint, guessableFingerprint } from '../fingerprint.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { KEY_HOLDS } from '../proof/proof-text.ts';
import { type Pkcs12Store, readPkcs12 } from '../structures/pkcs12-store.ts';

export const pkcs12KeyStore: Detector = {
  id: 'key-store-pkcs12',
  form: { specification: 'RFC 7292, RFC 9579', proof: `MAC under a common password; ${KEY_HOLDS}` },
  title: 'PKCS#12 key store with a common password',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    // ContentInfo: id-data, then [0].
    anchors: [byteAnchor('06 09 2a 86 48 86 f7 0d 01 07 01 a0')],
    // Outer header 4 or 2, version 3, header of ContentInfo 4 or 2.
    bytesBefore: 11,
    reads: 'bytes',
  },
  maxMatchBytes: 64 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const start = beginOfStore(window, at);
  if (start === undefined) return undefined;
  const bytes = window.subarray(0, start + pkcs12KeyStore.maxMatchBytes);
  const isBer = window[start + 1] === 0x80;
  const converted = isBer ? berToDer(bytes, start) : undefined;
  if (isBer && converted === undefined) return undefined;
  const outside = converted ? new DerCursor(converted.der) : new DerCursor(bytes, start);
  const frame = outside.element(TAG.sequence);
  const store = frame && readPkcs12(frame);
  if (store === undefined) return undefined;
  const length = converted?.length ?? outside.position - start;
  return toMatch(store, { offset: start, length });
}

/** Where `30 <length> 02 01 03 30 <length>` begins that ends right before the anchor. */
function beginOfStore(window: Uint8Array, at: number): number | undefined {
  for (const inner of HEADER_BYTES) {
    const version = at - inner - 3;
    if (version < 2 || !isHeader(window, at - inner, inner)) continue;
    if (window[version] !== 0x02 || window[version + 1] !== 0x01 || window[version + 2] !== 0x03) continue;
    for (const outer of HEADER_BYTES) if (isHeader(window, version - outer, outer)) return version - outer;
  }
  return undefined;
}
/** Header of a SEQUENCE: the tag, then the length in one to four bytes. */
const HEADER_BYTES = [4, 2, 3, 5];

function isHeader(window: Uint8Array, start: number, bytes: number): boolean {
  if (start < 0 || window[start] !== 0x30) return false;
  const first = window[start + 1]!;
  return bytes === 2 ? first <= 0x80 : first === 0x80 + bytes - 2;
}

function toMatch(store: Pkcs12Store, place: { readonly offset: number; readonly length: number }): Match | undefined {
  const shared = { ...place, preview: '30 … 02 01 03 (PKCS#12)' };
  const facts = { keys: Math.max(store.keyBags, 1), ...(store.hidden && { hiddenContents: true }) };
  const key = store.keys[0];
  if (key !== undefined) {
    const password = store.state === 'clear' ? 'none' : store.passwordIsEmpty ? 'empty' : 'usual';
    const title = store.state === 'clear' ? { title: 'Private key in the clear in a PKCS#12 store' } : {};
    const stored = { ...key, structure: 'pkcs12', length: place.length };
    return { ...keyMatch(stored, { ...shared, form: 'pkcs12', facts: { ...facts, password } }), ...title };
  }
  if (store.clearSecret !== undefined) {
    const fingerprint = guessableFingerprint(Buffer.from(store.clearSecret).toString('latin1'));
    const title = 'Secret in the clear in a PKCS#12 store';
    return { ...shared, fingerprint, title, confidence: 'high', facts: { form: 'pkcs12', ...facts, password: 'none' } };
  }
  if (store.ciphertext === undefined) return undefined;
  const fingerprint = blobFingerprint(store.ciphertext);
  if (store.state === 'opened') {
    const password = store.passwordIsEmpty ? 'empty' : 'usual';
    return { ...shared, fingerprint, facts: { form: 'pkcs12', ...facts, password } };
  }
  return {
    ...{ ...shared, fingerprint, title: 'PKCS#12 key store, encrypted with a passphrase', severity: 'low' },
    confidence: store.keyBags > 0 ? 'high' : 'low',
    facts: { form: 'pkcs12', encrypted: true, ...facts },
  };
}
