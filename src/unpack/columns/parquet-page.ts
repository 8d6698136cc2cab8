/** Pages of Parquet, each with a header of its own (parquet.thrift, PageHeader), so they are found without the footer too. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { isNumber, THRIFT, ThriftReader } from './thrift-compact.ts';

/*  PageHeader, a struct in the compact protocol of Thrift
 *  1  type: 0 data, 1 index, 2 dictionary, 3 data of version 2
 *  2  bytes unpacked     3  bytes as is, without this header     4  CRC-32 of these
 *  5, 6, 7, 8  what a page of that type has, in the order of 0, 1, 2, 3:
 *     0  1 values  2 encoding  3 and 4 that of levels  5 statistics: values, as they are
 *     2  1 values  2 encoding
 *     3  1 values  4 encoding  5 bytes of definition levels, 6 of repetition levels: not packed, these first  7 whether it is packed  */
export const PAGE = { data: 0, index: 1, dictionary: 2, dataV2: 3 } as const;
const PART_OF_TYPE = [5, 6, 7, 8];
const IS_PACKED = 7;
/** Statistics contain two values of any length; all but a few headers are shorter than the first size. */
const WINDOWS_BYTES = [512, 64 << 10, 4 << 20];

export interface Page {
  readonly start: number;
  /** Where its data begins, behind its header. */
  readonly dataAt: number;
  readonly end: number;
  readonly type: number;
  readonly unpackedBytes: number;
  readonly crc: number | undefined;
  /** Values, including absent ones; 0 for a page without data. */
  readonly values: number;
  readonly encoding: number;
  /** In version 2: bytes before the values, which are never packed. */
  readonly levelBytes: number;
  readonly isPacked: boolean;
}

/**
 * The consecutive pages from `start` on that end by `limit`, as far as their headers are valid; only those that begin before `end`.
 * @returns bytes inspected in vain behind the last one
 */
export function* pagesFrom(
  source: ByteSource,
  start: number,
  { end, limit, budget }: { readonly end: number; readonly limit: number; readonly budget: Budget },
): Generator<Page, number> {
  for (let at = start; at < end; ) {
    budget.checkTime();
    const page = pageAt(source, at, limit);
    if (typeof page === 'number') return page;
    yield page;
    at = page.end;
  }
  return 0;
}

/** The page that begins at `at` and ends by `limit`, or how many bytes were inspected for its header. */
function pageAt(source: ByteSource, at: number, limit: number): Page | number {
  let bytes = 0;
  if (at < 0) return bytes;
  for (const windowBytes of WINDOWS_BYTES) {
    bytes = Math.max(0, Math.min(windowBytes, limit - at));
    if (bytes === 0) return bytes;
    const header = headerIn(source.read(at, bytes));
    if (header === 'cut' && bytes < limit - at) continue;
    if (typeof header !== 'object') return bytes;
    const { headerBytes, packedBytes, ...page } = header;
    const dataAt = at + headerBytes;
    return dataAt + packedBytes <= limit ? { ...page, start: at, dataAt, end: dataAt + packedBytes } : bytes;
  }
  return bytes;
}

type Header = Omit<Page, 'start' | 'dataAt' | 'end'> & { readonly headerBytes: number; readonly packedBytes: number };

/** Whether a page header begins there. @param bytes which may end within it */
export function beginsPage(bytes: Uint8Array): boolean {
  return typeof headerIn(bytes) === 'object';
}

/** @returns `cut` where it continues beyond `bytes` */
function headerIn(bytes: Uint8Array): Header | 'cut' | undefined {
  // All writers begin with the type and the size, both 32-bit numbers.
  if (bytes[0] !== 0x15 || bytes[2] !== 0x15) return undefined;
  const reader = new ThriftReader(bytes);
  try {
    return readHeader(reader);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return reader.at >= bytes.length ? 'cut' : undefined;
  }
}

function readHeader(reader: ThriftReader): Header | undefined {
  const numbers = new Map<number, number>();
  let part: { readonly id: number; readonly fields: Map<number, number> } | undefined;
  for (const field of reader.fields()) {
    const { id, type } = field;
    if (isNumber(field)) numbers.set(id, reader.int());
    else if (type === THRIFT.struct && PART_OF_TYPE.includes(id)) part = { id, fields: numbersOf(reader) };
  }
  const [type = -1, unpackedBytes = -1, packedBytes = -1, crc] = [1, 2, 3, 4].map((id) => numbers.get(id));
  if (part === undefined || PART_OF_TYPE[type] !== part.id || unpackedBytes < 0 || packedBytes < 0) return undefined;
  const { fields } = part;
  const [isData, isV2] = [type !== PAGE.index, type === PAGE.dataV2];
  const levelBytes = isV2 ? (fields.get(5) ?? -1) + (fields.get(6) ?? -1) : 0;
  const [values, encoding] = isData ? [fields.get(1) ?? -1, fields.get(isV2 ? 4 : 2) ?? -1] : [0, 0];
  if (values < 0 || encoding < 0 || levelBytes < 0 || levelBytes > Math.min(packedBytes, unpackedBytes))
    return undefined;
  return {
    ...{ headerBytes: reader.at, packedBytes, type, unpackedBytes, values, encoding, levelBytes },
    crc: crc === undefined ? undefined : crc >>> 0,
    isPacked: !isV2 || fields.get(IS_PACKED) !== THRIFT.false,
  };
}

/** Numeric fields, and the boolean one, whose value is in its type. */
function numbersOf(reader: ThriftReader): Map<number, number> {
  const fields = new Map<number, number>();
  for (const field of reader.fields()) {
    if (isNumber(field)) fields.set(field.id, reader.int());
    else if (field.id === IS_PACKED) fields.set(field.id, field.type);
  }
  return fields;
}
