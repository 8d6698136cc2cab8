const MODULUS = 65_521;
/** Bytes that can be added up before the sums exceed 2^32. */
const RUN_BYTES = 5552;

/** Adler-32, RFC 1950 section 8.2. @param sum of the bytes before; 1 when there are none */
export function adler32(bytes: Uint8Array, sum = 1): number {
  let low = sum & 0xffff;
  let high = sum >>> 16;
  for (let at = 0; at < bytes.length; ) {
    for (const end = Math.min(at + RUN_BYTES, bytes.length); at < end; at++) {
      low += bytes[at]!;
      high += low;
    }
    low %= MODULUS;
    high %= MODULUS;
  }
  return high * 2 ** 16 + low;
}
