import { crc32Table } from './crc32-table.ts';

/** CRC-32C, RFC 3720 appendix B.4: the polynomial 0x1edc6f41, which node:zlib does not support. */
export function crc32c(bytes: Uint8Array): number {
  return ~crc32cFrom(0xffffffff, bytes) >>> 0;
}

/** Continues from `start` without any inversion, as ext4 uses it. */
export function crc32cFrom(start: number, bytes: Uint8Array): number {
  let sum = start;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff]! ^ (sum >>> 8);
  return sum >>> 0;
}

/** `crc32cFrom` for the four bytes of a word, least significant first. */
export function crc32cOfWord(start: number, word: number): number {
  return crc32cFrom(start, Uint8Array.of(word, word >>> 8, word >>> 16, word >>> 24));
}

const TABLE = crc32Table(0x82f63b78);

/** Rotated by 15 bits, with a constant added, as in framed Snappy and LevelDB (framing_format.txt, section 3). */
export function maskedCrc32c(bytes: Uint8Array): number {
  const sum = crc32c(bytes);
  return (((sum >>> 15) | (sum << 17)) + 0xa282ead8) >>> 0;
}
