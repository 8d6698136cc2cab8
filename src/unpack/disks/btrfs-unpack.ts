/** A packed extent of btrfs. */
import { FormatError } from '../../model/errors.ts';
import { inflateFirst, unzstdWhole } from '../codecs/first-of-packed.ts';
import { unpackLzoBlock } from '../codecs/lzo-block.ts';

/** BTRFS_MAX_COMPRESSED and BTRFS_MAX_UNCOMPRESSED are 128 KiB. */
export const MAX_PACKED_BYTES = 1 << 20;
/** RFC 1950, section 2.2: two bytes before the data of deflate. */
const ZLIB_HEADER_BYTES = 2;
const [ZLIB, LZO, ZSTD] = [1, 2, 3];

/**
 * @param packed up to the end of its last sector
 * @param bytes that it may make: those of whole sectors, where the file ends in the middle of one
 * @returns all that could be had of it
 */
export async function unpackExtent(
  packing: number,
  packed: Uint8Array,
  bytes: number,
  sectorBytes: number,
): Promise<Uint8Array> {
  if (bytes === 0) return new Uint8Array(0);
  if (packing === ZLIB) return (await inflateFirst(packed.subarray(ZLIB_HEADER_BYTES), bytes)).subarray(0, bytes);
  if (packing === ZSTD) return (await unzstdWhole(packed, bytes)).subarray(0, bytes);
  if (packing === LZO)
    return unpackLzo(Buffer.from(packed.buffer, packed.byteOffset, packed.length), bytes, sectorBytes);
  throw new FormatError(`packing ${packing} of an extent of btrfs is not known`, 'unsupported');
}

/* fs/btrfs/lzo.c:  0  4  bytes of all of it, these four included
 * then, for each sector that was packed:  0  4  bytes,  4  n  LZO1X
 * Where fewer than four bytes are left of a sector, they are zeros, and the next one begins with the four bytes. */
const LENGTH_BYTES = 4;

function unpackLzo(packed: Buffer, bytes: number, sectorBytes: number): Uint8Array {
  const target = new Uint8Array(bytes);
  let done = 0;
  if (packed.length < LENGTH_BYTES) return target.subarray(0, done);
  const end = Math.min(packed.length, packed.readUInt32LE(0));
  for (let at = LENGTH_BYTES; at + LENGTH_BYTES <= end && done < bytes; ) {
    const room = sectorBytes - (at % sectorBytes);
    if (room < LENGTH_BYTES) {
      at += room;
      continue;
    }
    const start = at + LENGTH_BYTES;
    const segmentEnd = start + packed.readUInt32LE(at);
    const segment = packed.subarray(start, Math.min(segmentEnd, packed.length));
    const made = unpackLzoBlock(segment, target.subarray(done, Math.min(done + sectorBytes, bytes)));
    done += made < 0 ? ~made : made;
    if (made < 0 || segmentEnd > packed.length) break;
    at = segmentEnd;
  }
  return target.subarray(0, done);
}
