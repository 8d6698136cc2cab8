/**
 * RSA keys of the SSH-1 protocol, as `ssh-keygen -t rsa1` wrote them (OpenSSH up to 7.5, authfile.c) and `puttygen -t rsa1` still
 * does (sshpubk.c). There is no specification but these sources:
 *
 *      0  33  "SSH PRIVATE KEY FILE FORMAT 1.1", LF, NUL
 *     33   1  cipher, 0 for none
 *     34   4  reserved
 *     38   4  bits of n
 *     42   .  mpint n, mpint e, string comment
 *      .   .  in the clear or encrypted: bytes a b a b, mpint d, q⁻¹ mod p, q, p, and zeros up to a multiple of 8
 *
 * An mpint is a uint16 count of bits and the bytes (SSH-2 counts bytes, in a uint32), and a string is as in SSH-2. The numbers
 * have their PKCS#1 names; q precedes p since SSH-1 calls it p ("reverse from SSL p" in authfile.c). Not checked: the count of
 * bits, the reserved bytes, and the padding, which a truncated file may lack. Refused: ciphers that SSH 1.2 does not have.
 */
import { bitLength, fromBytes } from '../proof/big-integer.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import type { LockedKey, ProvenKey } from '../proof/read-key.ts';
import { isRsaPublicKey, MAX_RSA_BITS, proveRsa, type RsaPublicKey } from '../proof/rsa.ts';
import { SshCursor } from './ssh-cursor.ts';

export const SSH1_MAGIC: Uint8Array = Buffer.from('SSH PRIVATE KEY FILE FORMAT 1.1\n\0', 'latin1');

/** SSH_CIPHER_… of SSH 1.2 (cipher.h). OpenSSH and PuTTY write 3DES. The key is the MD5 digest of the passphrase. */
const CIPHERS: ReadonlyMap<number, string> = new Map([
  [1, 'idea'],
  [2, 'des'],
  [3, '3des'],
  [5, 'rc4'],
  [6, 'blowfish'],
]);
/** The private part is padded to a multiple of this, whatever the cipher. */
const BLOCK_BYTES = 8;

/** @returns the key that begins at `start`; undefined if there is none, it is cut, or its numbers do not agree. Never throws. */
export function readSsh1Key(bytes: Uint8Array, start: number): ProvenKey | LockedKey | undefined {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.take(SSH1_MAGIC.length);
  if (magic === undefined || Buffer.compare(magic, SSH1_MAGIC) !== 0) return undefined;
  const cipher = cursor.take(1)?.[0];
  cursor.take(4 + 4);
  const n = mpint(cursor);
  const e = mpint(cursor);
  if (cipher === undefined || n === undefined || e === undefined || cursor.string() === undefined) return undefined;
  if (!isRsaPublicKey(n, e)) return undefined;
  const publicKey: RsaPublicKey = { kind: 'rsa', n, e };
  const shared = { structure: 'ssh1', publicKey };
  if (cipher === 0) {
    return holds(cursor, publicKey) ? { state: 'proven', ...shared, length: cursor.position - start } : undefined;
  }
  const name = CIPHERS.get(cipher);
  const ciphertext = takeCiphertext(cursor, n);
  if (name === undefined || ciphertext === undefined || isMonotonous(ciphertext)) return undefined;
  return { state: 'locked', ...shared, length: cursor.position - start, cipher: name, kdf: 'md5', ciphertext };
}

/** The private part in the clear, up to its padding. */
function holds(cursor: SshCursor, { n, e }: RsaPublicKey): boolean {
  const start = cursor.position;
  const check = cursor.take(4);
  if (check === undefined || check[0] !== check[2] || check[1] !== check[3]) return false;
  const [d, qi, q, p] = [mpint(cursor), mpint(cursor), mpint(cursor), mpint(cursor)];
  if (d === undefined || qi === undefined || q === undefined || p === undefined) return false;
  cursor.take(upToBlock(cursor.position - start) - (cursor.position - start));
  return proveRsa({ n, e, d, p, q, qi }) !== undefined;
}

/**
 * The encrypted part ends with the file, whose end is unknown in the middle of other bytes. So its numbers are assumed to have
 * full width: d that of n, the others half of it. They are a few bits shorter, which the padding usually absorbs; otherwise the
 * file ends a block earlier.
 */
function takeCiphertext(cursor: SshCursor, n: bigint): Uint8Array | undefined {
  const bytes = Math.ceil(bitLength(n) / 8);
  const full = upToBlock(4 + 4 * 2 + bytes + 3 * Math.ceil(bytes / 2));
  return cursor.take(full) ?? cursor.take(full - BLOCK_BYTES);
}

function upToBlock(length: number): number {
  return Math.ceil(length / BLOCK_BYTES) * BLOCK_BYTES;
}

/** uint16 count of bits, then the bytes. */
function mpint(cursor: SshCursor): bigint | undefined {
  const bits = cursor.uint16();
  if (bits === undefined || bits > MAX_RSA_BITS) return undefined;
  const bytes = cursor.take(Math.ceil(bits / 8));
  return bytes && fromBytes(bytes);
}
