/** Checksums of XFS 5 metadata: CRC-32C of a whole block, with zeros in place of the checksum (xfs_cksum.h of xfsprogs). */
import { crc32cFrom } from '../checksums/crc32c.ts';

const SUM_BYTES = 4;
const NO_SUM = Buffer.alloc(SUM_BYTES);
const ALL_ONES = 0xffff_ffff;

/** @param at offset of the checksum, which is little-endian */
export function isSumRight(block: Buffer, at: number): boolean {
  const before = crc32cFrom(ALL_ONES, block.subarray(0, at));
  const sum = ~crc32cFrom(crc32cFrom(before, NO_SUM), block.subarray(at + SUM_BYTES)) >>> 0;
  return sum === block.readUInt32LE(at);
}
