/**
 * Key databases of NSS (Firefox, Thunderbird, certutil), key4.db and key3.db, at any offset. A password protects them, which is
 * empty by default. For its check, see structures/nss-gate.ts; for the keys it protects, structures/nss-key.ts.
 *   a key                 if the row with the password is within 64 KiB: proven like any other
 *   the row               with a usual password, and no readable key nearby, as in databases of Firefox, whose pages
 *                         have 32 KiB: high if the table names signatures over private values, low if it does not,
 *                         since distributions install databases without keys. With another password: encrypted, low
 */
import { byteAnchor, textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { blobFingerprint } from '../fingerprint.ts';
import { latin1 } from '../latin1.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { KEY_HOLDS } from '../proof/proof-text.ts';
import type { ReadKey } from '../proof/read-key.ts';
import { NSS_VALUE_ANCHORS, nssValueAround } from '../structures/nss-encryption.ts';
import { isGateName, key3Gate, key4Gate, type NssGate, nearestGate } from '../structures/nss-gate.ts';
import { readNssKey } from '../structures/nss-key.ts';

const REACH_BYTES = 64 * 1024;
const FIRST_OF_TEXT = 0x70;
export const nssKeyStore: Detector = {
  id: 'key-store-nss',
  form: {
    specification: 'key4.db and key3.db of NSS (lib/softoken)',
    proof: `the password decrypts the password check; ${KEY_HOLDS}`,
  },
  title: 'Key in an NSS database with a common password',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [...NSS_VALUE_ANCHORS.map(byteAnchor), textAnchor('password-check')],
    bytesBefore: REACH_BYTES,
    reads: 'bytes',
  },
  maxMatchBytes: REACH_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  if (window[at] === FIRST_OF_TEXT) {
    const gate = key3Gate(window, at);
    return gate && inspectGate(window, gate);
  }
  const value = nssValueAround(window, at);
  if (value === undefined) return undefined;
  const own = key4Gate(window, value.start);
  if (own !== undefined) return inspectGate(window, own);
  const gate = nearestGate(window, value.start);
  const key = gate?.password === undefined ? undefined : readNssKey(window, value, gate);
  return gate && key && matchOfKey(key, value.start, gate);
}

function matchOfKey(key: ReadKey, offset: number, gate: NssGate): Match {
  const match = keyMatch(key, {
    ...{ offset, length: key.length, form: `nss-${gate.format}`, preview: `${gate.format}.db…` },
    facts: { password: passwordOf(gate) },
  });
  // That it decrypts with a proved password shows that it is a key.
  return key.state === 'symmetric' ? { ...match, confidence: 'high' } : match;
}

function passwordOf({ password }: NssGate): string {
  return password === '' ? 'empty' : 'usual';
}

/** Undefined if a key can be read, which is found by itself. */
function inspectGate(window: Uint8Array, gate: NssGate): Match | undefined {
  const { start, end, format, password } = gate;
  const shared = { offset: start, length: end - start, preview: `${format}.db…` };
  const fingerprint = blobFingerprint(gate.ciphertext);
  const form = `nss-${format}`;
  if (password === undefined) {
    return {
      ...{ ...shared, fingerprint, title: 'NSS key database, encrypted with a password' },
      ...{ severity: 'low', confidence: 'high', facts: { encrypted: true, form } },
    };
  }
  const keys = readableKeys(window, gate);
  if (keys === 'read') return undefined;
  const hasKeys = keys === 'unread' || signsPrivateValue(window);
  const title = hasKeys
    ? 'NSS key database with a common password'
    : 'NSS key database with a common password, without keys nearby';
  return {
    ...{ ...shared, fingerprint, title, severity: hasKeys ? 'high' : 'low', confidence: 'high' },
    facts: { form, password: passwordOf(gate) },
  };
}

/** Whether there are values around the gate, and whether one of them is read as a key. The values of other gates do not count. */
function readableKeys(window: Uint8Array, gate: NssGate): 'read' | 'unread' | 'none' {
  const view = Buffer.from(window.buffer, window.byteOffset, window.length);
  let found: 'unread' | 'none' = 'none';
  for (const { bytes } of nssKeyStore.trigger.anchors.slice(0, NSS_VALUE_ANCHORS.length)) {
    let looked = 0;
    for (let at = view.indexOf(bytes); at >= 0 && looked < MAX_LOOKED; at = view.indexOf(bytes, at + 1), looked++) {
      const value = nssValueAround(window, at);
      if (value === undefined || isGateName(window, value.start)) continue;
      if (readNssKey(window, value, gate) !== undefined) return 'read';
      found = 'unread';
    }
  }
  return found;
}
/** An RSA key has six. */
const MAX_LOOKED = 16;

/** `sig_key_`, the handle, CKA_VALUE or CKA_PRIVATE_EXPONENT. */
function signsPrivateValue(window: Uint8Array): boolean {
  const view = Buffer.from(window.buffer, window.byteOffset, window.length);
  let looked = 0;
  for (let at = view.indexOf('sig_key_'); at >= 0 && looked < MAX_SIGNATURES; at = view.indexOf('sig_key_', at + 8)) {
    if (/^sig_key_[0-9a-f]{8}_00000(?:011|123)$/.test(latin1(window, at, at + 25))) return true;
    looked++;
  }
  return false;
}
const MAX_SIGNATURES = 256;
