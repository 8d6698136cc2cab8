/** What stands before and behind the deflate data of a zlib stream: RFC 1950. */

/** RFC 1950, 2.2: deflate, window of at most 32 KiB, no dictionary, check bits. */
export function startsZlib(bytes: Uint8Array, at = 0): boolean {
  const method = bytes[at] ?? 0;
  const flags = bytes[at + 1] ?? 0;
  return (method & 0x8f) === 8 && (flags & 0x20) === 0 && (method * 256 + flags) % 31 === 0;
}

const BASE = 65521;
/** So many bytes can be added up before a sum passes 2^31. */
const RUN_BYTES = 3800;

/** Adler-32, RFC 1950, section 9. @param sum of the bytes before, 1 at the beginning */
export function adler32(bytes: Uint8Array, sum = 1): number {
  let low = sum & 0xffff;
  let high = sum >>> 16;
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(at + RUN_BYTES, bytes.length);
    for (; at < end; at++) {
      low += bytes[at]!;
      high += low;
    }
    low %= BASE;
    high %= BASE;
  }
  return ((high << 16) | low) >>> 0;
}
