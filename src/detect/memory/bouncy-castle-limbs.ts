/**
 * y of Ed25519 as BouncyCastle stores it in the PublicPoint of a key (Ed25519.java): ten ints, the lowest first, each half of the
 * number in limbs of 26, 26, 25, 26 and 25 bits (X25519Field.java, decode128; heap dump of bcprov 1.80).
 */
import { fromBytes } from '../proof/big-integer.ts';

const LIMB_BITS = [26, 26, 25, 26, 25, 26, 26, 25, 26, 25];

/**
 * @param y big-endian
 * @returns the ints as HPROF writes them, and as a little-endian machine has them; nothing if y is not one of Ed25519
 */
export function bouncyCastleLimbs(y: Uint8Array): Uint8Array[] {
  if (y.length !== 32) return [];
  const limbs = Buffer.alloc(4 * LIMB_BITS.length);
  let rest = fromBytes(y);
  for (const [index, bits] of LIMB_BITS.entries()) {
    limbs.writeUInt32BE(Number(rest & (2n ** BigInt(bits) - 1n)), 4 * index);
    rest >>= BigInt(bits);
  }
  return [limbs, Buffer.from(limbs).swap32()];
}
