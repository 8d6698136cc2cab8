/** Pages of MVStore (org.h2.mvstore.Page of h2database/h2database): keys of a map, and values of a leaf, which may be packed. */
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
/** That, three varints, the type. */
const MOST_HEADER_BYTES = HEADER_BYTES + 3 * 5 + 1;
/** Keys and nothing else. */
const LEAST_BYTES = 9;
/** A page has a row at least, whose texts are of 1,048,576 characters at most; programs that use H2's store may have longer ones. */
const MAX_PAGE_BYTES = 32 << 20;
const [NODE, PACKED, DEFLATE] = [1, 2, 6];
const LAST_TYPE = 7;
const CHILD_BYTES = 8;
/** A step of LZF of 3 bytes makes up to 264; deflate makes less than 1,032 bytes of one (zlib's "Maximum Compression Factor"). */
const [MOST_RATIO_OF_LZF, MOST_RATIO_OF_DEFLATE] = [88, 1032];

export interface H2Page {
  readonly bytes: number;
  readonly keys: number;
  readonly isLeaf: boolean;
  readonly isPacked: boolean;
  /** Keys, and values of a leaf; undefined where they cannot be unpacked. */
  content(): Uint8Array | 'too large' | undefined;
}

export interface H2PagePlace {
  readonly chunk: number;
  readonly chunkAt: number;
  readonly at: number;
  /** Pages have no number before H2 2. */
  readonly isOld: boolean;
}

/** @param end of the pages of the chunk @returns undefined where none begins */
export function h2PageAt(source: ByteSource, end: number, place: H2PagePlace): H2Page | undefined {
  const { chunk, chunkAt, at, isOld } = place;
  if (end - at < LEAST_BYTES) return undefined;
  const header = source.read(at, Math.min(MOST_HEADER_BYTES, end - at));
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const bytes = view.getUint32(0);
  if (bytes < LEAST_BYTES || bytes > end - at) return undefined;
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

/** Where one may begin, by its length and its check, from `place` on; or `end`. */
export function nextH2Page(source: ByteSource, end: number, { chunk, chunkAt, at }: H2PagePlace): number {
  const chunkHalves = halves(chunk);
  for (let start = at; start + LEAST_BYTES <= end; start += WINDOW_BYTES) {
    const window = source.read(start, Math.min(WINDOW_BYTES + HEADER_BYTES - 1, end - start));
    const view = new DataView(window.buffer, window.byteOffset, window.length);
    for (let offset = 0; offset + HEADER_BYTES <= window.length; offset++) {
      const bytes = view.getUint32(offset);
      if (bytes < LEAST_BYTES || bytes > end - start - offset) continue;
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
  if (bytes > packed.length * (isDeflate ? MOST_RATIO_OF_DEFLATE : MOST_RATIO_OF_LZF)) return undefined;
  if (bytes > MAX_PAGE_BYTES) return 'too large';
  if (isDeflate) return inflated(packed, bytes);
  const content = new Uint8Array(bytes);
  const { read, made } = unpackLzf(packed, content);
  return read === packed.length && made === bytes ? content : undefined;
}

/** zlib's chunks have no fewer, and one that is full is followed by another. */
const LEAST_CHUNK_BYTES = 64;

/** A stream of zlib, whose checksum is compared. */
function inflated(packed: Uint8Array, bytes: number): Uint8Array | undefined {
  try {
    // One piece: of many, all would be there twice when they are put together.
    const content = inflateSync(packed, { maxOutputLength: Math.max(1, bytes), chunkSize: bytes + LEAST_CHUNK_BYTES });
    return content.length === bytes ? content : undefined;
  } catch {
    return undefined;
  }
}
