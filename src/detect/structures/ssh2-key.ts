/**
 * Private keys of ssh.com's SSH2 (armour `SSH2 ENCRYPTED PRIVATE KEY`, which says ENCRYPTED even for unencrypted keys). There is
 * no specification; the layout is that of PuTTY's import.c, which reads and writes them:
 *
 *     0  4  3f 6f f9 eb
 *     4  4  total length in bytes
 *     8  .  string type, `if-modn{…}` for RSA, `dl-modp{…}` for DSA; string cipher, `none` or `3des-cbc`
 *     .  .  string blob, in the clear or encrypted: string numbers, padding
 *
 * A number is a uint32 count of bits, then the bytes. RSA has e, d, n, q⁻¹ mod p, q, p; DSA has p, g, q, y, x after four zero
 * bytes. Refused: every other type and cipher.
 */
import { fromBytes } from '../proof/big-integer.ts';
import { proveDsa } from '../proof/dsa.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import type { LockedKey, ProvenKey } from '../proof/read-key.ts';
import { MAX_RSA_BITS, proveRsa } from '../proof/rsa.ts';
import { SshCursor } from './ssh-cursor.ts';

const SSH2_MAGIC: Uint8Array = Uint8Array.of(0x3f, 0x6f, 0xf9, 0xeb);

/** @returns the key that `bytes` begin with; undefined if there is none, it is cut, or its numbers do not agree. Never throws. */
export function readSsh2Key(bytes: Uint8Array): ProvenKey | LockedKey | undefined {
  const cursor = new SshCursor(bytes);
  const magic = cursor.take(SSH2_MAGIC.length);
  if (magic === undefined || Buffer.compare(magic, SSH2_MAGIC) !== 0) return undefined;
  const length = cursor.uint32();
  const type = text(cursor.string());
  const cipher = text(cursor.string());
  const blob = cursor.string();
  if (blob === undefined || length !== cursor.position || !/^(?:if-modn|dl-modp)\{/.test(type)) return undefined;
  if (cipher === '3des-cbc') {
    if (blob.length < 64 || blob.length % 8 !== 0 || isMonotonous(blob)) return undefined;
    return { state: 'locked', structure: 'ssh2', length, cipher: '3des-cbc', ciphertext: blob };
  }
  const numbers = cipher === 'none' ? new SshCursor(blob).string() : undefined;
  const publicKey = numbers && (type.startsWith('if') ? rsaKey(numbers) : dsaKey(numbers));
  return publicKey && { state: 'proven', structure: 'ssh2', length, publicKey };
}

function rsaKey(blob: Uint8Array): PublicKey | undefined {
  const cursor = new SshCursor(blob);
  const [e, d, n, qi, q, p] = [0, 1, 2, 3, 4, 5].map(() => number(cursor));
  if (e === undefined || d === undefined || n === undefined) return undefined;
  if (qi === undefined || p === undefined || q === undefined || !cursor.atEnd) return undefined;
  return proveRsa({ n, e, d, p, q, qi });
}

function dsaKey(blob: Uint8Array): PublicKey | undefined {
  const cursor = new SshCursor(blob);
  if (cursor.uint32() !== 0) return undefined;
  const [p, g, q, y, x] = [0, 1, 2, 3, 4].map(() => number(cursor));
  if (p === undefined || g === undefined || q === undefined) return undefined;
  if (y === undefined || x === undefined || !cursor.atEnd) return undefined;
  return proveDsa({ p, q, g, x, y });
}

function number(cursor: SshCursor): bigint | undefined {
  const bits = cursor.uint32();
  if (bits === undefined || bits === 0 || bits > MAX_RSA_BITS) return undefined;
  const bytes = cursor.take(Math.ceil(bits / 8));
  return bytes && fromBytes(bytes);
}

function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes).toString('latin1');
}
