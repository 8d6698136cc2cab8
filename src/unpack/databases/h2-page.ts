/**
 * Pages of MVStore (org.h2.mvstore.Page of h2database/h2database): the keys of a map, and in a leaf its values, possibly packed.
 */
import { inflateSync } from 'node:zlib';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { unpackLzf } from '../codecs/lzf.ts';
import { javaVarintAt } from './h2-varint.ts';

/*  page, big-endian
 *  0   4  bytes of the page, with these
 *  4   2  check: both halves of the chunk's number, of where the page is in the chunk and of its length, combined by exclusive or
 *  6   .  varint: number of the page in its chunk; since format 2 of the file, that of H2 2
 *  .   .  varint: number of the map
 *  .   .  varint: keys
 *  .   1  type: 1 a node, 2 packed with LZF, 6 packed with deflate
 *  .   .  of a node, of each child, of which there is one more than keys: 8 bytes where it is; then of each a varint: entries in it
 *  .   .  where it is packed: varint: how many bytes more it has when it is unpacked
 *  .   .  keys, then values of a leaf                                                                                            */
const HEADER_BYTES = 6;
/** The above, three varints, the type. */
const MAX_HEADER_BYTES = HEADER_BYTES + 3 * 5 + 1;
/** Nothing but keys. */
const MIN_BYTES = 9;
/**
 * A page has at least one row, whose texts have at most 1,048,576 characters each; programs that use H2's store may have longer
 * ones.
 */
const MAX_PAGE_BYTES = 32 << 20;
const [NODE, PACKED, DEFLATE] = [1, 2, 6];
const LAST_TYPE = 7;
const CHILD_BYTES = 8;
/** A step of LZF of 3 bytes expands to at most 264; deflate's ratio is below 1,032 (zlib's "Maximum Compression Factor"). */
const [MAX_RATIO_OF_LZF, MAX_RATIO_OF_DEFLATE] = [88, 1032];

export interface H2Page {
  readonly bytes: number;
  readonly keys: number;
  readonly isLeaf: boolean;
  readonly isPacked: boolean;
  /** Keys, and in a leaf values; undefined where they cannot be unpacked. */
  content(): Uint8Array | 'too large' | undefined;
}

export interface H2PagePlace {
  readonly chunk: number;
  readonly chunkAt: number;
  readonly at: number;
  /** Before H2 2, pages have no number. */
  readonly isOld: boolean;
}

/** @param end of the chunk's pages @returns undefined where none begins */
export function h2PageAt(source: ByteSource, end: number, place: H2PagePlace): H2Page | undefined {
  const { chunk, chunkAt, at, isOld } = place;
  if (end - at < MIN_BYTES) return undefined;
  const header = source.read(at, Math.min(MAX_HEADER_BYTES, end - at));
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const bytes = view.getUint32(0);
  if (bytes < MIN_BYTES || bytes > end - at) return undefined;
  if (view.getUint16(4) !== (halves(chunk) ^ halves(at - chunkAt) ^ halves(bytes))) return undefined;
  const numbers: number[] = [];
  let next = HEADER_BYTES;
  for (let count = isOld ? 2 : 3; count > 0; count--) {
    const found = javaVarintAt(header, next);
    if (found === undefined) return undefined;
    numbers.push(found.value);
    next = found.next;
  }
  const type = header[next];
  if (type === undefined || type > LAST_TYPE) return undefined;
  const keys = numbers.at(-1)!;
  const isPacked = (type & PACKED) !== 0;
  const isLeaf = (type & NODE) === 0;
  const contentAt = next + 1;
  return {
    ...{ bytes, keys, isLeaf, isPacked },
    content: () => {
      if (bytes > MAX_PAGE_BYTES) return 'too large';
      const page = source.read(at, bytes);
      const start = isLeaf ? contentAt : behindChildren(page, contentAt, keys);
      if (start === undefined) return undefined;
      return isPacked ? unpacked(page, start, (type & DEFLATE) === DEFLATE) : page.subarray(start);
    },
  };
}

/** The next candidate from `place` on, judged by its length and check value; or `end`. */
export function nextH2Page(source: ByteSource, end: number, { chunk, chunkAt, at }: H2PagePlace): number {
  const chunkHalves = halves(chunk);
  for (let start = at; start + MIN_BYTES <= end; start += WINDOW_BYTES) {
    const window = source.read(start, Math.min(WINDOW_BYTES + HEADER_BYTES - 1, end - start));
    const view = new DataView(window.buffer, window.byteOffset, window.length);
    for (let offset = 0; offset + HEADER_BYTES <= window.length; offset++) {
      const bytes = view.getUint32(offset);
      if (bytes < MIN_BYTES || bytes > end - start - offset) continue;
      const check = chunkHalves ^ halves(start + offset - chunkAt) ^ halves(bytes);
      if (view.getUint16(offset + 4) === check) return start + offset;
    }
  }
  return end;
}
const WINDOW_BYTES = 64 << 10;

/** DataUtils.getCheckValue */
function halves(number: number): number {
  return ((number >>> 16) ^ number) & 0xffff;
}

function behindChildren(page: Uint8Array, start: number, keys: number): number | undefined {
  if (keys >= page.length / CHILD_BYTES) return undefined;
  let at = start + CHILD_BYTES * (keys + 1);
  for (let child = 0; child <= keys; child++) {
    const found = javaVarintAt(page, at);
    if (found === undefined) return undefined;
    at = found.next;
  }
  return at;
}

function unpacked(page: Uint8Array, start: number, isDeflate: boolean): Uint8Array | 'too large' | undefined {
  const added = javaVarintAt(page, start);
  if (added === undefined) return undefined;
  const packed = page.subarray(added.next);
  const bytes = packed.length + added.value;
  if (bytes > packed.length * (isDeflate ? MAX_RATIO_OF_DEFLATE : MAX_RATIO_OF_LZF)) return undefined;
  if (bytes > MAX_PAGE_BYTES) return 'too large';
  if (isDeflate) return inflated(packed, bytes);
  const content = new Uint8Array(bytes);
  const { read, made } = unpackLzf(packed, content);
  return read === packed.length && made === bytes ? content : undefined;
}

/** zlib accepts no smaller chunks, and a full one is followed by another. */
const MIN_CHUNK_BYTES = 64;

/** Inflates a zlib stream and verifies its checksum. */
function inflated(packed: Uint8Array, bytes: number): Uint8Array | undefined {
  try {
    // One chunk: with several, all of them would exist twice while they are joined.
    const content = inflateSync(packed, { maxOutputLength: Math.max(1, bytes), chunkSize: bytes + MIN_CHUNK_BYTES });
    return content.length === bytes ? content : undefined;
  } catch {
    return undefined;
  }
}
