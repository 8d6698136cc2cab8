/**
 * Seeds of Ed25519 keys in base32, followed by a little-endian CRC-16 (XMODEM):
 *   NATS nkeys: S, the role (A account, C cluster, N server, O operator, U user, X curve), 58 characters: prefix 2 bytes,
 *   seed 32, CRC 2
 *   Stellar (SEP-23): S, 56 characters: version 1 byte, seed 32, CRC 2; if a word near it says what it is. Of its servers and SDKs these
 *   are SIGNING_KEY and SIGNING_SEED (web authentication, recovery), NODE_SEED (stellar-core) and Keypair.fromSecret.
 */

import { keyMatch } from '../../proof/key-match.ts';
import { decodeStrkey } from '../../proof/strkey.ts';
import { ed25519Key, x25519Key } from '../../structures/raw-edwards.ts';
import { BASE32_DIGITS, BASE64_DIGITS, isInRun } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

const NKEY = /S[ACNOUX]A[A-Z2-7]{55}(?![A-Z2-7a-z])/y;
const STELLAR = /(?<![A-Za-z0-9])S[ABCD][A-Z2-7]{54}(?![A-Z2-7a-z])/;
const ROLES: Readonly<Record<string, string>> = {
  A: 'account',
  C: 'cluster',
  N: 'server',
  O: 'operator',
  U: 'user',
  X: 'curve',
};
const REACH = 64;
const STELLAR_WORDS = [
  ...['stellar', 'secret_seed', 'secret seed'],
  ...['signing_key', 'signing_seed', 'node_seed', 'fromsecret('],
];
const [CAPITAL_S, CAPITAL_A] = [0x53, 0x41];

export const nkeySeed = keyTextDetector({
  id: 'nkey-seed',
  form: { specification: 'NATS nkeys; Stellar SEP-23', proof: 'CRC-16' },
  title: 'Seed of a NATS or Stellar key',
  anchors: [...['SAA', 'SCA', 'SNA', 'SOA', 'SUA', 'SXA'], ...STELLAR_WORDS.map((word) => `any:${word}`)],
  bytesBefore: 1,
  maxMatchBytes: 136,
  glance(window, at) {
    if (window[at] === CAPITAL_S && window[at + 2] === CAPITAL_A) {
      return BASE64_DIGITS[window[at - 1] ?? 0] === 0 && isInRun(window, at, BASE32_DIGITS, 58);
    }
    return isInRun(window, at + 55, BASE32_DIGITS, 56) || isInRun(window, at + REACH + 1, BASE32_DIGITS, 56);
  },
  read(text, at) {
    return text.charAt(at) === 'S' && text.charAt(at + 2) === 'A' ? nkey(text, at) : stellar(text, at);
  },
});

function nkey(text: string, at: number) {
  if (/[A-Za-z0-9]/.test(text.charAt(at - 1))) return undefined;
  NKEY.lastIndex = at;
  const token = NKEY.exec(text)?.[0];
  const bytes = token === undefined ? undefined : decodeStrkey(token);
  if (token === undefined || bytes === undefined) return undefined;
  const seed = bytes.subarray(2);
  const role = token.charAt(1);
  const key = (role === 'X' ? x25519Key : ed25519Key)(seed, undefined, token.length);
  const place = { offset: at, length: token.length, form: 'nkey', preview: `${token.slice(0, 2)}…` };
  return key && keyMatch(key, { ...place, facts: { role: ROLES[role]! } });
}

function stellar(text: string, at: number) {
  const found = STELLAR.exec(text.slice(at, at + REACH + 57));
  const bytes = found === null ? undefined : decodeStrkey(found[0]);
  if (found === null || bytes === undefined) return undefined;
  const key = ed25519Key(bytes.subarray(1), undefined, 56);
  return key && keyMatch(key, { offset: at + found.index, length: 56, form: 'stellar', preview: 'S…' });
}
