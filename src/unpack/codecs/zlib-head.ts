/**
 * Recognises the beginning of a zlib stream (RFC 1950): its magic number is two bytes with many valid values, so the deflate
 * stream after it decides.
 */
import { adler32 } from '../checksums/adler32.ts';
import { deflateHead } from './deflate-head.ts';
import { inflateWhole } from './inflate.ts';

/** A header of dynamic codes has up to 320 bytes; the usual fixed codes are recognised sooner. */
export const ZLIB_HEAD_BYTES = 1024;
export const ZLIB_HEADER_BYTES = 2;
const TRAILER_BYTES = 4;

/**
 * Whether a zlib stream begins with these bytes; pass 1 KiB, or all there is. Rejects nearly everything else in less than a
 * microsecond, and accepts fewer than one in 100,000 random sequences that begin with a zlib header. May misjudge a stream of
 * fewer than some hundred bytes that continues beyond `bytes`.
 */
export function isZlibHead(bytes: Uint8Array): boolean {
  if (!isZlibHeader(bytes)) return false;
  const head = deflateHead(bytes, ZLIB_HEADER_BYTES);
  if (typeof head === 'string') return head === 'likely';
  const packed = bytes.subarray(ZLIB_HEADER_BYTES, head.endsAt);
  const data = inflateWhole(packed, MAX_TINY_BYTES, packed.length);
  return typeof data !== 'string' && adlerAt(bytes.subarray(head.endsAt)) === adler32(data.output);
}
/** Fewer than a hundred symbols cannot make more. */
const MAX_TINY_BYTES = 32 << 10;

/** The method in the low four bits, the window in the high four (RFC 1950, section 2.2). */
export const ZLIB_FIRST_BYTES: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7].map((window) => (window << 4) | 8);

/*  0  1  CMF: bits 0 to 3: method, 8 = deflate; 4 to 7: window, 2^(8 + n) bytes, n up to 7
 *  1  1  FLG: bit 5: a preset dictionary is needed; 6 and 7: level; 0 to 4: so that CMF * 256 + FLG is a multiple of 31   */
export function isZlibHeader(bytes: Uint8Array): boolean {
  if (bytes.length < ZLIB_HEADER_BYTES) return false;
  const [cmf, flags] = bytes as unknown as readonly [number, number];
  return (cmf & 15) === 8 && cmf >> 4 <= 7 && (flags & 0x20) === 0 && (cmf * 256 + flags) % 31 === 0;
}

/** Adler-32, big-endian. @returns undefined when it is cut off */
export function adlerAt(bytes: Uint8Array): number | undefined {
  if (bytes.length < TRAILER_BYTES) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, TRAILER_BYTES).readUInt32BE();
}
