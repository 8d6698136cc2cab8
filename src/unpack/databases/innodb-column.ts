/**
 * Columns that MariaDB packs (`v TEXT COMPRESSED`; sql/field_comp.cc, sql/field.cc). Neither page nor record identifies them, so every
 * byte that may begin one is checked: deflate is recognised by its first codes, and the value by its length.
 */
import type { Budget } from '../../bytes/budget.ts';
import { deflateHead } from '../codecs/deflate-head.ts';
import { type Inflated, inflateNext, inflateWhole } from '../codecs/inflate.ts';
import { isZlibHeader, ZLIB_HEADER_BYTES } from '../codecs/zlib-head.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { PageSet } from '../records/page-set.ts';
import { type InnodbSpace, LONG_AT, longOf, PAGE_HEADER_BYTES, TYPES } from './innodb-space.ts';

/*  packed value
 *  0  1  bits 0 to 2: bytes of the length; bit 3: deflate stands bare, else in zlib (column_compression_zlib_wrap); 4 to 7: 8, zlib
 *  1  .  length of the value, big-endian, its first byte not 0
 *  .  .  deflate (RFC 1951)
 * A value that would not become shorter has a 0 before it, and is plain. */
const [METHOD, METHOD_BITS, BARE, LENGTH_BITS, MAX_LENGTH_BYTES] = [0x80, 0xf0, 8, 7, 4];
/** RFC 1950, section 2.2. */
const ZLIB_SUM_BYTES = 4;
/** Deflate's largest ratio (https://zlib.net/zlib_tech.html). */
const MAX_RATIO = 1032;
/** Failed attempts per page, for what begins like deflate but is not, or no longer is; each costs 0.1 ms. */
const MAX_FAILURES = 64;

interface PackedHead {
  readonly deflateAt: number;
  /** Size of the checksum behind the deflate data. */
  readonly sumBytes: number;
  /** Size of the value. */
  readonly bytes: number;
}

/** Undefined where none begins. @param room up to where it may extend */
function headAt(room: Uint8Array, at: number): PackedHead | undefined {
  const kind = room[at]!;
  const lengthBytes = kind & LENGTH_BITS;
  if ((kind & METHOD_BITS) !== METHOD || lengthBytes === 0 || lengthBytes > MAX_LENGTH_BYTES) return undefined;
  const behind = at + 1 + lengthBytes;
  if (room[at + 1] === 0 || behind + ZLIB_HEADER_BYTES >= room.length) return undefined;
  const isBare = (kind & BARE) !== 0;
  if (!isBare && !isZlibHeader(room.subarray(behind, behind + ZLIB_HEADER_BYTES))) return undefined;
  const deflateAt = behind + (isBare ? 0 : ZLIB_HEADER_BYTES);
  const head = deflateHead(room, deflateAt);
  if (head === 'no' || head === 'too short to tell') return undefined;
  let bytes = 0;
  for (let index = at + 1; index < behind; index++) bytes = bytes * 256 + room[index]!;
  return { deflateAt, bytes, sumBytes: isBare ? 0 : ZLIB_SUM_BYTES };
}

/** A packed value that continues from page to page. */
export interface LongPacked {
  /** The page on which it begins. */
  readonly page: number;
  /** Offset on that page. */
  readonly deflateAt: number;
  readonly end: number;
  readonly nextPage: number;
}

/** Packed values found on one page. */
export interface PackedOnPage {
  readonly values: Uint8Array[];
  /** Those that only begin there. */
  readonly long: LongPacked[];
  /** The check was cut short. */
  isCut: boolean;
}

/** @param room of the page's records */
export function packedColumns(room: Uint8Array, page: number, space: InnodbSpace): PackedOnPage {
  const found: PackedOnPage = { values: [], long: [], isCut: false };
  let failures = 0;
  for (let at = 0; at < room.length && !found.isCut; at++) {
    const head = headAt(room, at);
    if (head === undefined) continue;
    const { deflateAt } = head;
    const end = at + PREFIX_BYTES;
    const nextPage = nextPageOf(room, end, space);
    const value = nextPage === undefined ? unpackedFrom(room, head) : undefined;
    if (nextPage !== undefined) {
      found.long.push({ page, deflateAt, end, nextPage });
      at = end - 1;
    } else if (value !== undefined) {
      found.values.push(value.output);
      at = deflateAt + value.consumed + head.sumBytes - 1;
    } else found.isCut = ++failures === MAX_FAILURES;
  }
  return found;
}

function unpackedFrom(room: Uint8Array, { deflateAt, bytes }: PackedHead): Inflated | undefined {
  const packed = room.subarray(deflateAt);
  if (bytes > MAX_RATIO * packed.length) return undefined;
  const found = inflateWhole(packed, bytes, bytes);
  return typeof found !== 'string' && found.output.length === bytes ? found : undefined;
}

/*  of a value that does not fit into a row of COMPACT or REDUNDANT, behind its first 768 bytes (btr0types.h)
 *  0   4  number of the space
 *  4   4  first page of the rest
 *  8   4  where on it = 38
 *  12  8  length of the rest                   */
const [PREFIX_BYTES, POINTER_BYTES] = [768, 20];

function nextPageOf(room: Uint8Array, at: number, { number, pages }: InnodbSpace): number | undefined {
  if (at + POINTER_BYTES > room.length) return undefined;
  const view = new DataView(room.buffer, room.byteOffset + at, POINTER_BYTES);
  const [space, first, offset] = [0, 4, 8].map((of) => view.getUint32(of)) as [number, number, number];
  return space === number && first > 0 && first < pages && offset === PAGE_HEADER_BYTES ? first : undefined;
}

/** A value that begins on a page of its own; continuation pages begin differently. */
export function longPackedOn(bytes: Uint8Array, page: number): LongPacked | undefined {
  const { end, nextPage } = longOf(bytes);
  const head = headAt(bytes.subarray(0, end), LONG_AT);
  return head && { page, deflateAt: head.deflateAt, end, nextPage };
}

/** The whole value. @param readPage returns a page, unpacked if necessary; undefined beyond the last one */
export async function* unpackColumn(
  { page, deflateAt, end, nextPage }: LongPacked,
  { readPage, used, budget }: { readPage(number: number): Uint8Array | undefined; used: PageSet; budget: Budget },
): AsyncGenerator<Uint8Array> {
  async function* packed(): AsyncGenerator<Uint8Array> {
    yield readPage(page)?.subarray(deflateAt, end) ?? new Uint8Array(0);
    // The set's numbers begin with 1.
    for (let number = nextPage; used.add(number + 1); ) {
      budget.checkTime();
      const bytes = readPage(number);
      if (bytes === undefined) return;
      const next = longOf(bytes);
      if (next.type !== TYPES.long) return;
      yield bytes.subarray(LONG_AT, next.end);
      number = next.nextPage;
    }
  }
  yield* inflateNext(new ChunkReader(packed()));
}
