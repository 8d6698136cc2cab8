/**
 * Private keys of libp2p and IPFS (peer-ids specification): a protobuf { 1: type, 2: data } in base64.
 *   08 01 12 40   Ed25519: 32 bytes of seed, 32 of the public half         CAESQ…
 *   08 01 12 60   the same with the public half repeated                     CAESYA…
 *   08 00 12 ..   RSA: PKCS#1                                               CAAS…
 *   08 03 12 ..   ECDSA: SEC1                                               CAMS…
 * Refused: secp256k1 (type 2), which cannot be proved.
 */

import { keyMatch } from '../../proof/key-match.ts';
import { KEY_HOLDS } from '../../proof/proof-text.ts';
import type { ReadKey } from '../../proof/read-key.ts';
import { readDerKey } from '../../structures/der-keys.ts';
import { ed25519Key } from '../../structures/raw-edwards.ts';
import { BASE64_DIGITS, isInRun } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

/** PKCS#1 of RSA-8192 takes 4.7 KB. */
const MAX_BYTES = 8 * 1024;
const TOKEN = /[A-Za-z0-9+/]+={0,2}/y;

export const libp2pPrivateKey = keyTextDetector({
  id: 'private-key-libp2p',
  form: { specification: 'libp2p peer-ids specification', proof: KEY_HOLDS },
  title: 'libp2p private key',
  anchors: ['CAESQ', 'CAESY', 'CAAS', 'CAMS'],
  bytesBefore: 1,
  maxMatchBytes: MAX_BYTES,
  glance: (window, at) => BASE64_DIGITS[window[at - 1] ?? 0] === 0 && isInRun(window, at, BASE64_DIGITS, 90),
  read(text, at) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined || token.length < 92) return undefined;
    const key = readKey(Buffer.from(token, 'base64'), token.length);
    return key && keyMatch(key, { offset: at, length: token.length, form: 'libp2p', preview: `${token.slice(0, 4)}…` });
  },
});

function readKey(bytes: Uint8Array, length: number): ReadKey | undefined {
  const type = bytes[1];
  const first = bytes[3]!;
  const [start, count] = first < 0x80 ? [4, first] : [5, (first & 0x7f) + 128 * bytes[4]!];
  const data = bytes.subarray(start);
  if (data.length !== count || bytes[0] !== 8 || bytes[2] !== 0x12) return undefined;
  if (type === 1) {
    if (count !== 64 && count !== 96) return undefined;
    const publicHalf = data.subarray(32, 64);
    if (count === 96 && Buffer.compare(publicHalf, data.subarray(64)) !== 0) return undefined;
    return ed25519Key(data.subarray(0, 32), publicHalf, length);
  }
  const key = type === 0 || type === 3 ? readDerKey(data) : undefined;
  return key?.state === 'proven' && key.length === count ? key : undefined;
}
