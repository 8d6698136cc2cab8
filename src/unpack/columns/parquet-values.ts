/**
 * Values of a Parquet page, one by one (apache/parquet-format, Encodings.md). In the page, a value is preceded by its length, whose
 * lowest byte may be a letter, or is stored back to back with others, or lacks the prefix that it shares: a token does not have its own
 * ends.
 */
import { deltaLengths } from '../codecs/delta-packed.ts';
import { littleEndian } from '../codecs/small-numbers.ts';

/** parquet.thrift, Type and Encoding. */
const BYTE_ARRAY = 6;
export const FIXED_BYTES = 7;
const ENCODING = { plain: 0, plainDictionary: 2, deltaLength: 6, deltaBytes: 7, dictionary: 8, split: 9 } as const;

/** What the footer states about the values of a column. Absent without one. */
export interface ValueKind {
  readonly type: number;
  /** For FIXED_BYTES. */
  readonly width: number;
  /** Number of level lists before the values of a page of version 1: 0 to 2. */
  readonly levels: number;
}

export interface Values {
  /** Where the encoded values begin, behind the levels. */
  readonly start: number;
  /** Each is valid until the next one. */
  all(): Iterable<Uint8Array>;
}

export interface PageValues {
  readonly page: Uint8Array;
  readonly encoding: number;
  /** Count for the page, including absent ones. */
  readonly count: number;
  /** In version 2, and in a dictionary page: where the values begin. */
  readonly start: number | undefined;
  readonly isDictionary: boolean;
}

/**
 * @param hasDictionary a dictionary preceded the page
 * @returns `as is` where the bytes need no decoding; undefined where they do but cannot be decoded
 */
export function valuesOf(
  values: PageValues,
  kind: ValueKind | undefined,
  hasDictionary: boolean,
): Values | 'as is' | undefined {
  const { encoding, isDictionary } = values;
  const isText = kind?.type === BYTE_ARRAY || kind?.type === FIXED_BYTES;
  switch (encoding) {
    case ENCODING.deltaLength:
    case ENCODING.deltaBytes:
      return firstOf(startsOf(values, kind), (start) => deltaValues(values, start));
    case ENCODING.split:
      return kind?.type === FIXED_BYTES ? splitValues(values, kind) : 'as is';
    case ENCODING.dictionary:
    case ENCODING.plainDictionary:
      if (!isDictionary) return hasDictionary || !isText ? 'as is' : undefined;
      return plainValues(values, kind);
    case ENCODING.plain:
      return plainValues(values, kind);
    default:
      // These are numbers.
      return isText ? undefined : 'as is';
  }
}

function firstOf<T, U>(items: Iterable<T>, find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/*  page of version 1: levels of repetition, then of definition, where a column has such: 4 bytes of length and as many bytes; values */
/** Candidates for where the values begin: a single one if the footer gives the number of level lists. */
function* startsOf({ page, start }: PageValues, kind: ValueKind | undefined): Generator<number> {
  if (start !== undefined) return yield start;
  let at = 0;
  for (let levels = 0; levels <= (kind?.levels ?? MAX_LEVELS); levels++) {
    if (levels === (kind?.levels ?? levels)) yield at;
    if (at + LENGTH_BYTES > page.length) return;
    at += LENGTH_BYTES + littleEndian(page, at, LENGTH_BYTES);
    if (at > page.length) return;
  }
}
const MAX_LEVELS = 2;
const LENGTH_BYTES = 4;

/** Shorter ones are numbers, or parts of something. */
const MIN_WIDTH = 8;

function plainValues(values: PageValues, kind: ValueKind | undefined): Values | 'as is' | undefined {
  const { page } = values;
  const isNumber = kind !== undefined && kind.type !== BYTE_ARRAY && kind.type !== FIXED_BYTES;
  if (isNumber) return 'as is';
  if (kind?.type === FIXED_BYTES) return kind.width < MIN_WIDTH ? 'as is' : fixedValues(values, kind);
  const found = firstOf(startsOf(values, kind), (start) => {
    let at = start;
    while (at + LENGTH_BYTES <= page.length) at += LENGTH_BYTES + littleEndian(page, at, LENGTH_BYTES);
    return at === page.length ? { start, all: () => lengthPrefixed(page, start) } : undefined;
  });
  // Without a footer they may be numbers. With one, levels may be bit-packed without a length, as Hadoop wrote them in 2013; the page's
  // statement about that is not used, since Java makes it for absent levels too.
  return found ?? (kind === undefined ? 'as is' : undefined);
}

function* lengthPrefixed(page: Uint8Array, start: number): Generator<Uint8Array> {
  for (let at = start; at < page.length; ) {
    const end = at + LENGTH_BYTES + littleEndian(page, at, LENGTH_BYTES);
    yield page.subarray(at + LENGTH_BYTES, end);
    at = end;
  }
}

function fixedValues(values: PageValues, kind: ValueKind): Values | undefined {
  const [start] = startsOf(values, kind);
  const { page } = values;
  if (start === undefined || kind.width < 1 || (page.length - start) % kind.width !== 0) return undefined;
  return { start, all: () => inPieces(page.subarray(start), kind.width) };
}

function* inPieces(bytes: Uint8Array, width: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += width) yield bytes.subarray(at, at + width);
}

/** BYTE_STREAM_SPLIT: the first bytes of all values, then the second ones, and so on. */
function splitValues(values: PageValues, kind: ValueKind): Values | undefined {
  const fixed = fixedValues(values, kind);
  if (fixed === undefined) return undefined;
  const bytes = values.page.subarray(fixed.start);
  return { start: fixed.start, all: () => woven(bytes, kind.width) };
}

function* woven(bytes: Uint8Array, width: number): Generator<Uint8Array> {
  const count = bytes.length / width;
  const value = new Uint8Array(width);
  for (let index = 0; index < count; index++) {
    for (let at = 0; at < width; at++) value[at] = bytes[at * count + index]!;
    yield value;
  }
}

/*  DELTA_BYTE_ARRAY: lengths of what each value shares with the one before, lengths of what follows, and that of all values in a row
 *  DELTA_LENGTH_BYTE_ARRAY: the same without the first                                                                              */
function deltaValues({ page, encoding, count }: PageValues, start: number): Values | undefined {
  const shared = encoding === ENCODING.deltaBytes ? deltaLengths(page, start, count) : undefined;
  if (encoding === ENCODING.deltaBytes && shared === undefined) return undefined;
  const own = deltaLengths(page, shared?.end ?? start, count);
  if (own === undefined || (shared && shared.lengths.length !== own.lengths.length)) return undefined;
  let [at, latest, decodedBytes] = [own.end, 0, 0];
  for (let index = 0; index < own.lengths.length; index++) {
    const prefix = shared?.lengths[index] ?? 0;
    if (prefix > latest) return undefined;
    latest = prefix + own.lengths[index]!;
    at += own.lengths[index]!;
    decodedBytes += latest;
  }
  if (at !== page.length || decodedBytes > MAX_DECODED_BYTES) return undefined;
  return { start, all: () => frontCoded(page, own.end, { shared: shared?.lengths, own: own.lengths }) };
}

/** Limit, since values that share everything take no space: a page of a megabyte could make 300 GB. */
const MAX_DECODED_BYTES = 128 << 20;

interface FrontCoding {
  readonly shared: Int32Array | undefined;
  readonly own: Int32Array;
}

function* frontCoded(page: Uint8Array, start: number, { shared, own }: FrontCoding): Generator<Uint8Array> {
  let value: Uint8Array = new Uint8Array(256);
  let at = start;
  for (let index = 0; index < own.length; index++) {
    const prefix = shared?.[index] ?? 0;
    const end = prefix + own[index]!;
    if (end > value.length) {
      // No value is longer than the page, which contains each byte of it.
      const larger = new Uint8Array(Math.min(2 * end, page.length));
      larger.set(value.subarray(0, prefix));
      value = larger;
    }
    value.set(page.subarray(at, at + own[index]!), prefix);
    at += own[index]!;
    yield value.subarray(0, end);
  }
}
