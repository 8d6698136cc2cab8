/** Wraps bare LZMA2 data as an .xz file (The .xz File Format 1.2.1), which needs nothing but its sizes. */
import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../bytes/byte-source.ts';

/** Where LZMA2 data ends, and what it unpacks to. */
export interface Lzma2Extent {
  readonly end: number;
  readonly unpackedBytes: number;
  /** It continues beyond the end of the source, or is followed by no chunk. */
  readonly isCut: boolean;
}

/*  chunk of LZMA2, sizes less 1 and big-endian
 *  0  1  0 end; 1 and 2 as they are; from 80 on packed: bits 0 to 4 are bits 16 to 20 of the unpacked size, from c0 on a byte of properties
 *  1  2  unpacked size
 *  3  2  packed size, of what is packed                                                                                      */
export const STORED_HEADER_BYTES = 3;
const PACKED_HEADER_BYTES = 5;

/** Skips from chunk to chunk, from `start` on. */
export function measureLzma2(source: ByteSource, start: number, checkTime: () => void): Lzma2Extent {
  let unpackedBytes = 0;
  for (let at = start; ; checkTime()) {
    const head = source.read(at, Math.min(PACKED_HEADER_BYTES, Math.max(0, source.size - at)));
    const chunk = chunkIn(head);
    if (chunk === 'end') return { end: at + 1, unpackedBytes, isCut: false };
    if (chunk === undefined || at + chunk.bytes >= source.size) return { end: at, unpackedBytes, isCut: true };
    at += chunk.bytes;
    unpackedBytes += chunk.unpackedBytes;
  }
}

function chunkIn(head: Uint8Array): 'end' | { readonly bytes: number; readonly unpackedBytes: number } | undefined {
  const [control = 3, high = 0, low = 0, packedHigh = 0, packedLow = 0] = head;
  if (control === 0) return 'end';
  const unpackedBytes = (high << 8) + low + 1;
  if (control <= 2) return { bytes: STORED_HEADER_BYTES + unpackedBytes, unpackedBytes };
  if (control < 0x80) return undefined;
  const bytes = PACKED_HEADER_BYTES + (control >= 0xc0 ? 1 : 0) + (packedHigh << 8) + packedLow + 1;
  return { bytes, unpackedBytes: ((control & 0x1f) << 16) + unpackedBytes };
}

/** The LZMA bytes of a packed chunk that resets the dictionary and has the default properties of all tools. */
export interface UsualChunk {
  /** Where the LZMA bytes begin and end in the data. */
  readonly start: number;
  readonly end: number;
  readonly unpackedBytes: number;
}

/** The first chunk, if it is of that kind; `data` need not extend beyond it. */
export function usualChunk(data: Uint8Array): UsualChunk | undefined {
  const start = PACKED_HEADER_BYTES + 1;
  const chunk = chunkIn(data);
  if (chunk === undefined || chunk === 'end' || data.length <= start || data[0]! < 0xe0) return undefined;
  // The first byte of LZMA data is always zero.
  if (data[PACKED_HEADER_BYTES] !== PROPERTIES_OF_TOOLS || data[start] !== 0) return undefined;
  return { start, end: chunk.bytes, unpackedBytes: chunk.unpackedBytes };
}
/** `USUAL_PROPERTIES` of lzma-decoder.ts as LZMA encodes them: (pb · 5 + lp) · 9 + lc. */
const PROPERTIES_OF_TOOLS = 0x5d;

/** Whether LZMA2 data may begin so: the first chunk resets the dictionary and, when it is packed, sets the properties. */
export function beginsLzma2(dictionary: number, control: number): boolean {
  return dictionary <= MAX_DICTIONARY && (control === 1 || control >= 0xe0);
}
/** The code 40 means 4 GiB minus 1. */
const MAX_DICTIONARY = 40;

const NO_CHECK = Buffer.of(0, 0);
/** The number of the filter. */
export const LZMA2 = 0x21;
const END_OF_DATA = Buffer.of(0);

/** What goes before and after the data. @param dictionary its size, as LZMA2 encodes it */
export function xzAround(
  { unpackedBytes, isCut }: Lzma2Extent,
  packedBytes: number,
  dictionary: number,
): { readonly before: Buffer; readonly behind: Buffer } {
  const flags = withSum(NO_CHECK);
  // 2: a multiple of four bytes, and one of them more; no sizes, one filter; its properties have one byte.
  const block = withSum(Buffer.of(2, 0, LZMA2, 1, dictionary, 0, 0, 0));
  const before = Buffer.concat([Buffer.from('fd377a585a00', 'hex'), flags, block]);
  // Truncated data lacks an end of its own.
  const end = isCut ? END_OF_DATA : Buffer.alloc(0);
  const dataBytes = packedBytes + end.length;
  const padding = Buffer.alloc(-dataBytes & 3);
  const trailer = xzTrailer(NO_CHECK, { unpaddedBytes: block.length + dataBytes, unpackedBytes });
  return { before, behind: Buffer.concat([end, padding, trailer]) };
}

/**
 * Index and footer of a stream of one block.
 * @param flags of the stream, as in its header
 * @param unpaddedBytes size of the block with its header and check, without padding
 */
export function xzTrailer(
  flags: Uint8Array,
  { unpaddedBytes, unpackedBytes }: { readonly unpaddedBytes: number; readonly unpackedBytes: number },
): Buffer {
  const index = withSum(padded(Buffer.of(0, 1, ...number(unpaddedBytes), ...number(unpackedBytes))));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(index.length / 4 - 1);
  const footer = Buffer.concat([size, flags]);
  return Buffer.concat([index, sumOf(footer), footer, Buffer.from('YZ')]);
}

function withSum(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, sumOf(bytes)]);
}

function sumOf(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(bytes));
  return sum;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}

/** 7 bits a byte, the lowest first; the top bit says that more follow. */
function number(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return [...bytes, value];
}
