/**
 * Private keys of Ethereum accounts:
 *   64 hex digits after a word such as `private_key`, proved by a nearby address (Keccak-256 of the public point, its last
 *   20 bytes) or public key; without either, no finding
 *   keystore files, version 3 (Web3 Secret Storage): encrypted, low
 */
import type { Match } from '../../../model/match.ts';
import { blobFingerprint } from '../../fingerprint.ts';
import { keccak256 } from '../../proof/keccak256.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { secp256k1Key } from '../../structures/raw-ec.ts';
import { HEX_DIGITS, isInRun } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

const NEAR_BYTES = 1024;
const SECRET = /^(?:private[_ -]?|priv)key[^0-9a-fA-F\n]{1,16}(?:0x)?([0-9a-fA-F]{64})(?![0-9a-fA-F])/i;
const STORE = /"ciphertext"\s{0,8}:\s{0,8}"([0-9a-fA-F]{64})"/y;

export const ethereumKey = keyTextDetector({
  id: 'ethereum-private-key',
  form: { specification: 'Web3 Secret Storage; Keccak-256', proof: 'd·G gives the address next to it' },
  title: 'Private key of an Ethereum account',
  anchors: ['any:private_key', 'any:privatekey', 'any:private key', 'any:private-key', 'any:privkey', '"ciphertext"'],
  bytesBefore: NEAR_BYTES,
  maxMatchBytes: NEAR_BYTES,
  // The digits begin 8 to 29 bytes after the start of the anchor, those of a ciphertext 14 to 30.
  glance: (window, at) => isInRun(window, at + 30, HEX_DIGITS, 64),
  read(text, at) {
    return text.charAt(at) === '"' ? keyStore(text, at) : readEthereumSecret(text, at);
  },
});

/**
 * @param at where one of the names is
 * @returns undefined if `text` has neither the address nor the public half
 */
export function readEthereumSecret(text: string, at: number): Match | undefined {
  const found = SECRET.exec(text.slice(at, at + 96));
  const hex = found?.[1];
  if (found === null || hex === undefined) return undefined;
  const key = secp256k1Key(Buffer.from(hex, 'hex'), hex.length);
  if (key === undefined || key.publicKey.kind !== 'ec') return undefined;
  const { point } = key.publicKey;
  const address = Buffer.from(keccak256(point.subarray(1)))
    .subarray(-20)
    .toString('hex');
  const x = Buffer.from(point.subarray(1, 33)).toString('hex');
  const around = text.toLowerCase();
  if (!around.includes(address) && !around.includes(x)) return undefined;
  const offset = at + found[0].length - hex.length;
  const place = { offset, length: hex.length, form: 'secp256k1-hex', preview: 'private key…' };
  return keyMatch(key, { ...place, facts: { address: `0x${address}` } });
}

/** Members of version 3 around the ciphertext: `kdf`, `mac`, `"version": 3`. */
function keyStore(text: string, at: number): Match | undefined {
  STORE.lastIndex = at;
  const found = STORE.exec(text);
  const ciphertext = found?.[1];
  if (found === null || ciphertext === undefined) return undefined;
  const around = text.slice(Math.max(0, at - NEAR_BYTES), at + NEAR_BYTES);
  const isStore =
    /"kdf"\s{0,8}:\s{0,8}"(?:scrypt|pbkdf2)"/.test(around) &&
    /"mac"\s{0,8}:\s{0,8}"[0-9a-fA-F]{64}"/.test(around) &&
    /"version"\s{0,8}:\s{0,8}3\b/.test(around);
  if (!isStore) return undefined;
  return {
    ...{ offset: at, length: found[0].length, preview: '{"crypto":{"ciphertext":…}}' },
    ...{ title: 'Ethereum keystore, encrypted with a password', severity: 'low', confidence: 'high' },
    fingerprint: blobFingerprint(Buffer.from(ciphertext, 'hex')),
    facts: { encrypted: true, form: 'ethereum-keystore-3' },
  };
}
