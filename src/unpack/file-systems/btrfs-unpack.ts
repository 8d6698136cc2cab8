/** A packed extent of btrfs. */
import { FormatError } from '../../model/errors.ts';
import { inflateFirst, type UnpackedFrame, unzstdWhole } from '../codecs/first-of-packed.ts';
import { inflateWhole } from '../codecs/inflate.ts';
import { unpackLzoBlock } from '../codecs/lzo-block.ts';

/** BTRFS_MAX_COMPRESSED and BTRFS_MAX_UNCOMPRESSED, limits for either side. */
export const MAX_PACKED_BYTES = 128 << 10;
/** RFC 1950, section 2.2: two bytes precede the deflate data, and a checksum follows it. */
const [ZLIB_HEADER_BYTES, ADLER_BYTES] = [2, 4];
export const PACKING = { zlib: 1, lzo: 2, zstd: 3 } as const;

/**
 * @param packed up to the end of its last sector
 * @param bytes limit on the output: whole sectors, even where the file ends within one
 * @returns as much as could be unpacked
 */
export async function unpackExtent(
  packing: number,
  packed: Uint8Array,
  bytes: number,
  sectorBytes: number,
): Promise<UnpackedFrame> {
  if (packing === PACKING.zlib) return unzlib(packed, bytes);
  if (packing === PACKING.zstd) return unzstdWhole(packed, bytes);
  if (packing === PACKING.lzo)
    return unpackLzo(Buffer.from(packed.buffer, packed.byteOffset, packed.length), bytes, sectorBytes);
  throw new FormatError(`packing ${packing} of an extent of btrfs is not known`, 'unsupported');
}

async function unzlib(packed: Uint8Array, bytes: number): Promise<UnpackedFrame> {
  const body = packed.subarray(ZLIB_HEADER_BYTES);
  const inflated = inflateWhole(body, Math.max(1, bytes), bytes);
  if (typeof inflated === 'string')
    return { content: (await inflateFirst(body, bytes)).subarray(0, bytes), packedBytes: undefined };
  const end = Math.min(packed.length, ZLIB_HEADER_BYTES + inflated.consumed + ADLER_BYTES);
  return { content: inflated.output, packedBytes: isZlib(packed) ? end : undefined };
}

/** Linux accepts no other header; and without one, nobody would find the data. */
function isZlib(packed: Uint8Array): boolean {
  const [method = 0, flags = 0] = packed;
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) === 0;
}

/* fs/btrfs/lzo.c:  0  4  bytes of all of it, these four included
 * then, for each sector that was packed:  0  4  bytes,  4  n  LZO1X
 * Where fewer than four bytes are left of a sector, they are zeros, and the next one begins with the four bytes. */
const LENGTH_BYTES = 4;

function unpackLzo(packed: Buffer, bytes: number, sectorBytes: number): UnpackedFrame {
  const target = new Uint8Array(bytes);
  let done = 0;
  if (packed.length < LENGTH_BYTES) return { content: target.subarray(0, 0), packedBytes: undefined };
  const end = packed.readUInt32LE(0);
  let at = LENGTH_BYTES;
  while (at + LENGTH_BYTES <= Math.min(end, packed.length) && done < bytes) {
    const room = sectorBytes - (at % sectorBytes);
    if (room < LENGTH_BYTES) {
      at += room;
      continue;
    }
    const start = at + LENGTH_BYTES;
    const segmentEnd = start + packed.readUInt32LE(at);
    const segment = packed.subarray(start, Math.min(segmentEnd, packed.length));
    const made = unpackLzoBlock(segment, target.subarray(done, Math.min(done + sectorBytes, bytes)), true);
    done += made < 0 ? ~made : made;
    if (made < 0 || segmentEnd > packed.length) return { content: target.subarray(0, done), packedBytes: undefined };
    at = segmentEnd;
  }
  return { content: target.subarray(0, done), packedBytes: at === end ? end : undefined };
}
