/** XXH64, of which RocksDB keeps the low half if configured to use it (Cyan4973/xxHash, doc/xxhash_spec.md), seed 0. */
export const PRIME64 = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
] as const;
const [PRIME1, PRIME2, PRIME3, PRIME4, PRIME5] = PRIME64;
const STRIPE_BYTES = 32;
const low64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const turned = (value: bigint, bits: bigint): bigint => low64(value << bits) | (value >> (64n - bits));
const round = (lane: bigint, word: bigint): bigint => low64(turned(low64(lane + word * PRIME2), 31n) * PRIME1);

/** The low 32 bits of the hash, 0 to 2^32 - 1. Uses bigints, since it is rarely needed: then it takes a second for 20 MB. */
export function lowerXxh64(input: Uint8Array): number {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.length);
  let at = 0;
  let hash = PRIME5 as bigint;
  if (bytes.length >= STRIPE_BYTES) {
    let [one, two, three, four] = [low64(PRIME1 + PRIME2), PRIME2 as bigint, 0n, low64(-PRIME1)];
    for (; at + STRIPE_BYTES <= bytes.length; at += STRIPE_BYTES) {
      one = round(one, bytes.readBigUInt64LE(at));
      two = round(two, bytes.readBigUInt64LE(at + 8));
      three = round(three, bytes.readBigUInt64LE(at + 16));
      four = round(four, bytes.readBigUInt64LE(at + 24));
    }
    hash = turned(one, 1n) + turned(two, 7n) + turned(three, 12n) + turned(four, 18n);
    for (const lane of [one, two, three, four]) hash = low64((low64(hash) ^ round(0n, lane)) * PRIME1 + PRIME4);
  }
  hash = low64(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8)
    hash = low64(turned(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * PRIME1 + PRIME4);
  if (at + 4 <= bytes.length) {
    hash = low64(turned(hash ^ low64(BigInt(bytes.readUInt32LE(at)) * PRIME1), 23n) * PRIME2 + PRIME3);
    at += 4;
  }
  for (; at < bytes.length; at++) hash = low64(turned(hash ^ low64(BigInt(bytes[at]!) * PRIME5), 11n) * PRIME1);
  return Number(BigInt.asUintN(32, avalanche64(hash)));
}

export function avalanche64(value: bigint): bigint {
  let hash = value ^ (value >> 33n);
  hash = low64(hash * PRIME2);
  hash ^= hash >> 29n;
  hash = low64(hash * PRIME3);
  return hash ^ (hash >> 32n);
}
