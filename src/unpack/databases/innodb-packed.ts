/** Unpacks InnoDB pages packed with zlib. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { inflateNext, inflateWhole } from '../codecs/inflate.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { PageSet } from '../records/page-set.ts';
import { type InnodbSpace, PAGE_HEADER_BYTES, TYPES } from './innodb-space.ts';

/** RFC 1950, section 2.2. */
const ZLIB_HEADER_BYTES = 2;
const ZLIB = 1;
/** Upper bound on a page, with the index information that precedes packed rows. */
const MAX_PAGE_BYTES = 128 << 10;

/*  packed page of MariaDB      with full sums                      of MySQL (os0file.cc)
 *  24  2  type = 34354         24  2  0x8000 and how long          24  2  type = 14
 *  26  8  packer, 1 zlib       26  .  the page, with its header    26  1  version; 27 1 packer, 1 zlib
 *  38  2  how long                                                 28  2  type of the page
 *  40  .  the page                                                 30  2  bytes of its content; 32 2 packed
 *                                                                  38  .  its content                          */

export function isPacked(type: number, { packer }: InnodbSpace): boolean {
  return type === TYPES.pagePacked || type === TYPES.packed || (packer > 0 && type >= PACKED);
}
/** Bit of the page type, with full sums. */
const PACKED = 0x8000;

/** @returns the whole page; undefined where it cannot be unpacked */
export function unpackPage(page: Uint8Array, type: number, { pageBytes, packer }: InnodbSpace): Uint8Array | undefined {
  if (type === TYPES.pagePacked) return page[33] === ZLIB ? unpack(page.subarray(40), pageBytes) : undefined;
  if (type !== TYPES.packed) return packer === ZLIB ? unpack(page.subarray(26), pageBytes) : undefined;
  const content =
    page[27] === ZLIB ? unpack(page.subarray(PAGE_HEADER_BYTES), pageBytes - PAGE_HEADER_BYTES) : undefined;
  if (content === undefined) return undefined;
  const whole = Buffer.concat([page.subarray(0, PAGE_HEADER_BYTES), content]);
  whole.set(page.subarray(28, 30), 24);
  return whole;
}

function unpack(packed: Uint8Array, bytes: number): Uint8Array | undefined {
  const found = inflateWhole(packed.subarray(ZLIB_HEADER_BYTES), bytes, bytes);
  return typeof found !== 'string' && found.output.length === bytes ? found.output : undefined;
}

/** Where the packed rows of a page are; rows written later follow them unpacked. */
const ROWS_AT = 94;

/** Rows of a page of ROW_FORMAT=COMPRESSED, back to back. */
export function unpackRows(page: Uint8Array): Uint8Array | undefined {
  const found = inflateWhole(page.subarray(ROWS_AT + ZLIB_HEADER_BYTES), MAX_PAGE_BYTES, page.length);
  return typeof found === 'string' ? undefined : found.output;
}

/** The part that did not fit into a packed row: a zlib stream that continues from page to page. */
export async function* unpackLong(
  source: ByteSource,
  { first, pageBytes, used, budget }: { first: number; pageBytes: number; used: PageSet; budget: Budget },
): AsyncGenerator<Uint8Array> {
  async function* packed(): AsyncGenerator<Uint8Array> {
    let number = first;
    // The set's numbers begin with 1.
    while ((number + 1) * pageBytes <= source.size && used.add(number + 1)) {
      budget.checkTime();
      const page = source.read(number * pageBytes, pageBytes);
      const view = new DataView(page.buffer, page.byteOffset, page.length);
      if (!TYPES.packedLong.some((type) => type === view.getUint16(24))) return;
      yield page.subarray(PAGE_HEADER_BYTES + (number === first ? ZLIB_HEADER_BYTES : 0));
      number = view.getUint32(12);
    }
  }
  yield* inflateNext(new ChunkReader(packed()));
}
