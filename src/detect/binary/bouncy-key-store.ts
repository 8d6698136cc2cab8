/**
 * Key stores of Bouncy Castle, which Android apps contain too, at any offset:
 *   BKS     versions 1 and 2, opened with the usual passwords: structures/bouncy-key-store.ts
 *   UBER    the same header, then all of it in Twofish: recognised by its header and random-looking content, low
 *   BCFKS   opened with the usual passwords: structures/bcfks-store.ts. One that none opens may contain only certificates
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import type { Detector } from '../detector.ts';
import { blobFingerprint } from '../fingerprint.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { aliasFacts } from '../structures/alias-facts.ts';
import { type BcfksStore, readBcfksStore } from '../structures/bcfks-store.ts';
import { isBouncyCount, readBouncyKeyStore } from '../structures/bouncy-key-store.ts';

export const bouncyKeyStore: Detector = {
  id: 'key-store-bouncy-castle',
  form: { specification: 'BKS, UBER, BCFKS of Bouncy Castle', proof: 'BKS, BCFKS: MAC under a common password' },
  title: 'Bouncy Castle key store with a common password',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [
      // Version and length of the salt.
      byteAnchor('00 00 00 01 00 00 00 14'),
      byteAnchor('00 00 00 02 00 00 00 14'),
      // OBJECT IDENTIFIER aes256-CCM (NIST), then its parameters.
      byteAnchor('06 09 60 86 48 01 65 03 04 01 2f 30'),
    ],
    bytesBefore: 160,
    reads: 'bytes',
  },
  maxMatchBytes: 64 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  return window[at] === 0 ? binaryStore(window, at) : fipsStore(window, at);
}

function binaryStore(window: Uint8Array, at: number): Match | undefined {
  if (window[at + 28] !== 0 || window[at + 29] !== 0 || !isBouncyCount(window[at + 30]! * 256 + window[at + 31]!)) {
    return undefined;
  }
  const store = readBouncyKeyStore(window.subarray(0, at + bouncyKeyStore.maxMatchBytes), at);
  if (store === undefined) return uberStore(window, at);
  const { length, version, publicKey } = store;
  const shared = { offset: at, length, preview: `00 00 00 0${version}… (BKS)` };
  const facts = aliasFacts(store.aliases);
  const form = `bks${version}`;
  if (publicKey !== undefined) {
    return keyMatch({ state: 'proven', structure: form, length, publicKey }, { ...shared, form, facts });
  }
  const fingerprint = blobFingerprint(store.ciphertext);
  if (store.opened) return { ...shared, fingerprint, facts: { form, ...facts } };
  return { ...shared, ...LOCKED, confidence: 'high', fingerprint, facts: { encrypted: true, form, ...facts } };
}

const LOCKED = { title: 'Bouncy Castle key store, encrypted with a passphrase', severity: 'low' } as const;
const UBER_HEAD_BYTES = 32;
const UBER_LOOK_BYTES = 256;

/** The salt and the bytes after it look random: 256 random bytes have fewer than 130 values with a chance below 10^-9. */
function uberStore(window: Uint8Array, at: number): Match | undefined {
  const end = at + UBER_HEAD_BYTES + UBER_LOOK_BYTES;
  if (window[at + 3] !== 1 || end > window.length) return undefined;
  const body = window.subarray(at + UBER_HEAD_BYTES, end);
  if (new Set(body).size < 130 || new Set(window.subarray(at + 8, at + 28)).size < 14) return undefined;
  return {
    ...{ offset: at, length: end - at, preview: '00 00 00 01… (UBER)', ...LOCKED, confidence: 'low' },
    fingerprint: blobFingerprint(body),
    facts: { encrypted: true, form: 'uber', cipher: 'twofish-cbc' },
  };
}

/** The outermost SEQUENCE begins before the anchor: headers, PBES2, PBKDF2 with its salt. */
function fipsStore(window: Uint8Array, at: number): Match | undefined {
  for (let start = Math.max(0, at - bouncyKeyStore.trigger.bytesBefore); start < at; start++) {
    if (window[start] !== 0x30 || window[start + 1] !== 0x82) continue;
    const outside = new DerCursor(window.subarray(0, start + bouncyKeyStore.maxMatchBytes), start);
    const frame = outside.element(TAG.sequence);
    const store = frame && readBcfksStore(frame);
    if (store === undefined) continue;
    const shared = { offset: start, length: outside.position - start, preview: '30 82… (BCFKS)' };
    return bcfksMatch(store, shared);
  }
  return undefined;
}

function bcfksMatch(
  store: BcfksStore,
  shared: { readonly offset: number; readonly length: number; readonly preview: string },
): Match | undefined {
  const { ciphertext, opened, publicKey, aliases } = store;
  const fingerprint = blobFingerprint(ciphertext);
  if (!opened) {
    const facts = { encrypted: true, form: 'bcfks', cipher: 'aes-256-ccm' };
    return { ...shared, ...LOCKED, confidence: 'medium', fingerprint, facts };
  }
  if (aliases.length === 0) return undefined;
  const facts = aliasFacts(aliases);
  if (publicKey === undefined) return { ...shared, fingerprint, facts: { form: 'bcfks', ...facts } };
  const key = { state: 'proven', structure: 'bcfks', length: shared.length, publicKey } as const;
  return keyMatch(key, { ...shared, form: 'bcfks', facts });
}
