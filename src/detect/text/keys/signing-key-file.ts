/**
 * Secret keys of minisign and of OpenBSD's signify: a line of base64 below `untrusted comment:`.
 *   minisign (minisign.c)   "Ed", "Sc" or 0 0, "B2", salt 32, limits 8 and 8, key number 8, key 64, BLAKE2b 32
 *   signify (signify.c)     "Ed", "BK", uint32 rounds, salt 16, first 8 bytes of the key's SHA-512, key number 8, key 64
 * A key is the seed and the public half of Ed25519, which prove one another. With a passphrase (scrypt in minisign, rounds above 0
 * in signify) the key is encrypted.
 */
import { createHash } from 'node:crypto';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { keyMatch } from '../../proof/key-match.ts';
import type { ReadKey } from '../../proof/read-key.ts';
import { ed25519Key } from '../../structures/raw-edwards.ts';
import { decodeBase64 } from '../base64.ts';
import { keyTextDetector } from './key-text.ts';

const MINISIGN_BYTES = 158;
const SIGNIFY_BYTES = 104;

export const signingKeyFile = keyTextDetector({
  id: 'private-key-minisign',
  form: { specification: 'minisign and signify secret key files', proof: 'the seed gives the public half' },
  title: 'Secret key of minisign or signify',
  // "EdScB2" and "Ed", 0, 0, "B2" of minisign; "EdBK" and fewer than 65,536 rounds of signify.
  anchors: ['RWRTY0Iy', 'RWQAAEIy', 'RWRCSwAA'],
  bytesBefore: 1,
  maxMatchBytes: 212,
  read(text, at) {
    if (/[A-Za-z0-9+/]/.test(text.charAt(at - 1))) return undefined;
    const isSignify = text.startsWith('RWRC', at);
    const length = isSignify ? 140 : 212;
    const secret = text.slice(at, at + length);
    const bytes = secret.length === length ? decodeBase64(secret, 'standard') : undefined;
    if (bytes?.length !== (isSignify ? SIGNIFY_BYTES : MINISIGN_BYTES)) return undefined;
    const key = isSignify ? signify(bytes, length) : minisign(bytes, length);
    const form = isSignify ? 'signify' : 'minisign';
    return key && keyMatch(key, { offset: at, length, form, preview: `${text.slice(at, at + 6)}…` });
  },
});

function minisign(bytes: Uint8Array, length: number): ReadKey | undefined {
  const secret = bytes.subarray(62, 126);
  if (bytes[2] === 0) return ed25519Key(secret.subarray(0, 32), secret.subarray(32), length);
  return locked('minisign', secret, length, 'scrypt');
}

function signify(bytes: Uint8Array, length: number): ReadKey | undefined {
  const secret = bytes.subarray(40);
  if (bytes.subarray(4, 8).some((byte) => byte !== 0)) return locked('signify', secret, length, 'bcrypt');
  const checksum = createHash('sha512').update(secret).digest().subarray(0, 8);
  if (Buffer.compare(checksum, bytes.subarray(24, 32)) !== 0) return undefined;
  return ed25519Key(secret.subarray(0, 32), secret.subarray(32), length);
}

function locked(structure: string, ciphertext: Uint8Array, length: number, kdf: string): ReadKey | undefined {
  if (isMonotonous(ciphertext)) return undefined;
  return { state: 'locked', structure, length, cipher: 'xor', kdf, ciphertext };
}
