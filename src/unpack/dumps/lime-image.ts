/**
 * Writes an image of physical memory in the format of LiME, which views/lime.ts reads: for formats that pack memory page by
 * page.
 */

/** Name of the entry with such an image. */
export const MEMORY_NAME = 'memory.lime';

/*  LiME's lime.h, version 1, little-endian
 *  0   4  magic number
 *  4   4  version = 1
 *  8   8  first address
 *  16  8  last address
 *  24  8  zero, then the memory  */
const HEADER_BYTES = 32;
const MAGIC = 0x4c694d45;

/** The header for `length` bytes from physical `address` on. @param length at least 1 */
export function limeHeader(address: bigint, length: bigint): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(1, 4);
  header.writeBigUInt64LE(BigInt.asUintN(64, address), 8);
  header.writeBigUInt64LE(BigInt.asUintN(64, address + length - 1n), 16);
  return header;
}
