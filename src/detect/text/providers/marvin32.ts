/**
 * Marvin32, the checksum in Microsoft's identifiable keys (SymCrypt, lib/marvin32.c; US patent 20130262421). Keyed with 64 bits
 * that are public for this use: their only job is to keep kinds of keys apart.
 */

/** @param seed eight characters, as the issuers name their kinds (`Default0`): the first is the highest byte */
export function marvin32(bytes: Uint8Array, seed: bigint): number {
  let low = Number(seed & 0xffffffffn);
  let high = Number(seed >> 32n);
  const mix = (word: number): void => {
    low = (low + word) | 0;
    high ^= low;
    low = (rotate(low, 20) + high) | 0;
    high = rotate(high, 9) ^ low;
    low = (rotate(low, 27) + high) | 0;
    high = rotate(high, 19);
  };
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length & ~3;
  for (let at = 0; at < whole; at += 4) mix(view.readInt32LE(at));
  let last = 0x80;
  for (let at = bytes.length - 1; at >= whole; at--) last = (last << 8) | bytes[at]!;
  mix(last);
  mix(0);
  return (low ^ high) >>> 0;
}

/** The seed of eight ASCII characters. */
export function marvinSeed(name: string): bigint {
  return BigInt(`0x${Buffer.from(name, 'latin1').toString('hex')}`);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
