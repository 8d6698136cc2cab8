import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64BE, size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import type { Range } from '../container/coverage.ts';
import { hasMagic, magic } from '../container/magic.ts';

/** The layout of a dump of makedumpfile. */
export interface KdumpHeader {
  readonly isLittleEndian: boolean;
  /** Also the block size of the file. */
  readonly pageBytes: number;
  /** One bit for each page frame, least significant first: whether its page is in the file. */
  readonly bitmap: Range;
  /** The page frame of the first bit; not 0 in a part of a split dump. */
  readonly firstFrame: number;
  /** Where the descriptors begin, one for each page in the file. */
  readonly descriptorsAt: number;
}

/*  disk_dump_header, diskdump_mod.h of makedumpfile, in the byte order of the machine
 *  0    8  "KDUMP   ", before makedumpfile "DISKDUMP"
 *  8    4  version, 1 to 6
 *  12 390  utsname: six names of 65 bytes
 *  408 16  time; 404, 8 where longs have 32 bits, and what follows stands 12 bytes earlier
 *  424  4  status
 *  428  4  bytes of a block, which are those of a page
 *  432  4  blocks of the header behind this one
 *  436  4  blocks of the bitmaps: frames that are memory, then frames that are in the file  */
const STATUS_AT = [424, 412] as const;
const HEADER_BYTES = 444;
const MIN_PAGE_BYTES = 4 << 10;
/** On ARM and POWER. */
const MAX_PAGE_BYTES = 64 << 10;

export function isKdump(head: Uint8Array): boolean {
  return MAGICS.some((one) => hasMagic(head, one));
}
const MAGICS = [magic('4b 44 55 4d 50 20 20 20'), magic('44 49 53 4b 44 55 4d 50')];

/** @throws FormatError */
export function readKdumpHeader(source: ByteSource): KdumpHeader {
  const head = Buffer.from(source.read(0, Math.min(HEADER_BYTES, source.size)));
  if (head.length === HEADER_BYTES)
    for (const isLittleEndian of [true, false])
      for (const statusAt of STATUS_AT) {
        const header = headerWith(source, { head, isLittleEndian, statusAt });
        if (header !== undefined) return header;
      }
  throw new FormatError(
    'expected the sizes of pages, headers and bitmaps in the header of a kdump, found some that make no sense',
  );
}

function headerWith(
  source: ByteSource,
  {
    head,
    isLittleEndian,
    statusAt,
  }: { readonly head: Buffer; readonly isLittleEndian: boolean; readonly statusAt: number },
): KdumpHeader | undefined {
  const u32 = u32Of(head, isLittleEndian);
  const [pageBytes, headerBlocks, bitmapBlocks] = [u32(statusAt + 4), u32(statusAt + 8), u32(statusAt + 12)];
  const isPageSize = pageBytes >= MIN_PAGE_BYTES && pageBytes <= MAX_PAGE_BYTES && (pageBytes & (pageBytes - 1)) === 0;
  if (!isPageSize || headerBlocks === 0 || bitmapBlocks < 2) return undefined;
  const bitmapsAt = (1 + headerBlocks) * pageBytes;
  const descriptorsAt = bitmapsAt + bitmapBlocks * pageBytes;
  if (descriptorsAt > source.size) return undefined;
  const bitmap = { start: bitmapsAt + (bitmapBlocks >>> 1) * pageBytes, end: descriptorsAt };
  const isWide = statusAt === STATUS_AT[0];
  const version = u32(8);
  const firstFrame = firstFrameIn(Buffer.from(source.read(pageBytes, SUB_HEADER_BYTES)), {
    isLittleEndian,
    isWide,
    version,
  });
  return { isLittleEndian, pageBytes, bitmap, firstFrame, descriptorsAt };
}

/*  kdump_sub_header, the second block; longs of 64 bits, and of 32
 *  12  8   4  whether this is a part of a dump that is split, since version 2
 *  16 12   8, 4  first page frame of the part
 *  80      8  the same, since version 6                                        */
const SUB_HEADER_BYTES = 104;

function firstFrameIn(
  head: Buffer,
  {
    isLittleEndian,
    isWide,
    version,
  }: { readonly isLittleEndian: boolean; readonly isWide: boolean; readonly version: number },
): number {
  const u32 = u32Of(head, isLittleEndian);
  if (version < 2 || u32(isWide ? 12 : 8) === 0) return 0;
  if (!isWide) return u32(12);
  const at = version >= 6 ? 80 : 16;
  return Math.min(isLittleEndian ? size64LE(head, at) : size64BE(head, at), MAX_FRAMES);
}
/** For physical addresses of 52 bits. */
const MAX_FRAMES = 2 ** 40;

function u32Of(bytes: Buffer, isLittleEndian: boolean): (at: number) => number {
  return (at) => (isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
}

/** Consecutive page frames that are in the file. */
export interface FrameRun {
  readonly first: number;
  readonly count: number;
}

const BITMAP_PIECE_BYTES = 64 << 10;

/** The frames set in the file's bitmap, ascending. */
export function* frameRuns(source: ByteSource, { bitmap, firstFrame }: KdumpHeader): Generator<FrameRun> {
  let first = 0;
  let count = 0;
  for (let at = bitmap.start; at < bitmap.end; at += BITMAP_PIECE_BYTES) {
    const piece = source.read(at, Math.min(BITMAP_PIECE_BYTES, bitmap.end - at));
    for (const [index, byte] of piece.entries()) {
      if (byte === 0 && count === 0) continue;
      for (let bit = 0; bit < 8; bit++) {
        if ((byte >> bit) & 1) {
          if (count++ === 0) first = firstFrame + 8 * (at - bitmap.start + index) + bit;
        } else if (count > 0) {
          yield { first, count };
          count = 0;
        }
      }
    }
  }
  if (count > 0) yield { first, count };
}
