/**
 * Sparse files in tar, so that a disk image has its blocks at the right offsets: GNU tar manual, "Storing Sparse Files". The old
 * format stores the map in the header and in blocks behind it; pax 0.0 and 0.1 in the pax header, 1.0 in front of the data.
 */
import { zeros } from '../../bytes/zeros.ts';
import { hasMagic, magic } from '../container/magic.ts';
import { numberField } from './tar-header.ts';

export interface Segment {
  readonly offset: number;
  readonly bytes: number;
}

export interface SparseFile {
  readonly segments: readonly Segment[];
  /** Of the expanded file, including holes. */
  readonly size: number;
}

/** The sparse map of pax records; without segments, the map precedes the data. */
export interface PaxSparse {
  readonly size: number;
  readonly segments?: readonly Segment[];
}

/** A map with more segments is not kept in memory. */
const MAX_SEGMENTS = 100_000;
const NO_MAP = { segments: [], bytes: 0 };
/** Bytes in front of the data in which a map is searched for. */
export const MAX_MAP_BYTES = 1 << 20;

const GNU_MAGIC = magic('75 73 74 61 72 20 20 00', 257);

/* header: 386  4 times 12 + 12  offset and bytes of a segment    482  1  more blocks follow    483  12  size of the file
 * others:   0  21 times the same                                 504  1  more blocks follow                              */
/** @param blocks the header, and the map blocks that follow it; star's have another layout */
export function oldSparseFile([header, ...others]: readonly Uint8Array[]): SparseFile | undefined {
  const size = header && hasMagic(header, GNU_MAGIC) ? numberField(header, 483, 12) : undefined;
  if (header === undefined || size === undefined) return undefined;
  const segments = [...segmentsIn(header, 386, 4), ...others.flatMap((block) => [...segmentsIn(block, 0, 21)])];
  return { segments, size };
}

function* segmentsIn(block: Uint8Array, start: number, count: number): Generator<Segment> {
  for (let at = start; at < start + 24 * count && at + 24 <= block.length; at += 24) {
    if (block[at] === 0) return;
    const [offset, bytes] = [numberField(block, at, 12) ?? Number.NaN, numberField(block, at + 12, 12) ?? Number.NaN];
    yield { offset, bytes };
  }
}

/** @param records in order; keywords of 0.0 repeat */
export function paxSparse(records: readonly (readonly [keyword: string, value: string])[]): PaxSparse | undefined {
  const values = new Map(records);
  const size = decimal(values.get('GNU.sparse.realsize') ?? values.get('GNU.sparse.size'));
  if (Number.isNaN(size)) return undefined;
  if (values.get('GNU.sparse.major') === '1') return { size };
  const map = values.get('GNU.sparse.map');
  const [offset, bytes] = ['offset', 'numbytes'].map((field) => valuesOf(records, `GNU.sparse.${field}`));
  const numbers = map === undefined ? offset!.flatMap((value, at) => [value, bytes![at] ?? '']) : map.split(',');
  return { size, segments: pairs(numbers.slice(0, 2 * MAX_SEGMENTS).map(decimal)) };
}

function valuesOf(records: readonly (readonly [string, string])[], wanted: string): string[] {
  return records.filter(([keyword]) => keyword === wanted).map(([, value]) => value);
}

/**
 * @param front of the data. @returns the size of the map, in whole blocks; without segments, which fits no data, when there is none to be
 * read; undefined when it has too many
 */
export function sparseMap(
  front: Uint8Array,
): { readonly segments: readonly Segment[]; readonly bytes: number } | undefined {
  const text = Buffer.from(front.buffer, front.byteOffset, front.length).toString('latin1');
  const count = decimal(/^(\d+)\n/.exec(text)?.[1]);
  if (count > MAX_SEGMENTS) return undefined;
  const numbers: number[] = [];
  let at = text.indexOf('\n') + 1;
  if (Number.isNaN(count)) return NO_MAP;
  while (numbers.length < 2 * count) {
    const end = text.indexOf('\n', at);
    if (end < 0) return NO_MAP;
    numbers.push(decimal(text.slice(at, end)));
    at = end + 1;
  }
  return { segments: pairs(numbers), bytes: Math.ceil(at / 512) * 512 };
}

function pairs(numbers: readonly number[]): Segment[] {
  return Array.from({ length: numbers.length >> 1 }, (_, at) => ({
    offset: numbers[2 * at]!,
    bytes: numbers[2 * at + 1]!,
  }));
}

function decimal(text: string | undefined): number {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

/** Bytes in holes; NaN when the map is inconsistent with that much data. */
export function holeBytes({ segments, size }: SparseFile, dataBytes: number): number {
  let [end, data] = [0, 0];
  for (const { offset, bytes } of segments) {
    if (!(offset >= end && bytes >= 0)) return Number.NaN;
    end = offset + bytes;
    data += bytes;
  }
  return data === dataBytes && end <= size ? size - data : Number.NaN;
}

/** Whether no segments were left out because there are too many. */
export function isWholeMap({ segments }: SparseFile): boolean {
  return segments.length < MAX_SEGMENTS;
}

/** @param stored all segments, concatenated */
export async function* withHoles(
  stored: AsyncIterable<Uint8Array>,
  { segments, size }: SparseFile,
): AsyncGenerator<Uint8Array> {
  let [at, index, left] = [0, -1, 0];
  for await (const chunk of stored) {
    for (let done = 0; done < chunk.length; ) {
      while (left === 0) {
        const { offset, bytes } = segments[++index]!;
        yield* zeros(offset - at);
        [at, left] = [offset, bytes];
      }
      const part = chunk.subarray(done, done + left);
      yield part;
      done += part.length;
      at += part.length;
      left -= part.length;
    }
  }
  yield* zeros(size - at);
}
