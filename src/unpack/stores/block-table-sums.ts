import { maskedCrc32c } from '../checksums/crc32c.ts';
import { lowerXxh3 } from '../checksums/xxh3.ts';
import { xxh32 } from '../checksums/xxh32.ts';
import { lowerXxh64 } from '../checksums/xxh64.ts';
import type { TableFooter } from './block-table-footer.ts';

const [CRC32C, XXH32, XXH64, XXH3] = [1, 2, 3, 4];
/** Factor by which RocksDB mixes the last byte into XXH3 (ModifyChecksumForLastByte in table/format.cc). */
const LAST_BYTE_PRIME = 0x6b9083d9;

/**
 * The checksum of a block, 0 to 2^32 - 1; undefined where the table has none.
 * @param bytes of the block, including its codec byte
 * @param at where the block begins in its file
 */
export function blockSum({ sumKind, sumBase }: TableFooter, bytes: Uint8Array, at: number): number | undefined {
  const sum = plainSum(sumKind, bytes);
  // ChecksumModifierForContext in table/format.h: ties a block to its offset and file.
  const context = sumBase === 0 ? 0 : sumBase ^ ((at >>> 0) + Math.floor(at / 2 ** 32));
  return sum === undefined ? undefined : (sum + context) >>> 0;
}

function plainSum(kind: number, bytes: Uint8Array): number | undefined {
  switch (kind) {
    case CRC32C:
      return maskedCrc32c(bytes);
    case XXH32:
      return xxh32(bytes);
    case XXH64:
      return lowerXxh64(bytes);
    case XXH3:
      return lowerXxh3(bytes.subarray(0, -1)) ^ Math.imul(bytes.at(-1)!, LAST_BYTE_PRIME);
    default:
      return undefined;
  }
}
