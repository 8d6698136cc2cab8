/**
 * Values of one Apache Arrow column, one a line: text, located by its offsets (Columnar Format, "Variable-size Binary Layout").
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64At } from '../../bytes/size64.ts';
import { viewOf } from '../container/magic.ts';
import type { ArrowContent } from './arrow-buffers.ts';

export interface OffsetColumn {
  readonly rows: number;
  readonly offsets: ByteSource;
  /** Size of an offset. */
  readonly wordBytes: 4 | 8;
  readonly values: ArrowContent;
}

/** Offsets read at a time. */
const OFFSETS = 4096;

/**
 * Bytes before and behind all values belong to none, but come too if the buffer is packed, since they are visible
 * nowhere else.
 */
export function* valuesByOffsets(column: OffsetColumn, budget: Budget): Generator<Uint8Array> {
  const { bytes: values, packedAt } = column.values;
  const isPacked = packedAt !== undefined;
  let from: number | undefined;
  for (const to of offsetsIn(column, budget)) {
    if (from !== undefined && to - from <= MAX_BYTES) {
      if (to > from) yield values.read(from, to - from);
    } else if (from !== undefined) yield* valueAt(values, from, to, isPacked);
    else if (isPacked) yield* valueAt(values, 0, to, true);
    from = to;
  }
  if (isPacked) yield* valueAt(values, from ?? 0, values.size, true);
}

/** Writers pad buffers to a multiple of 64 bytes at most, and some count the padding. */
const FILL_BYTES = 64;

/**
 * Whether offsets are plausible: one for each row and one more, none decreasing or beyond the values, and not all values empty if there are
 * bytes.
 */
export function haveOffsetsSense(column: OffsetColumn, budget: Budget): boolean {
  let count = 0;
  let [first, last] = [0, 0];
  for (const offset of offsetsIn(column, budget)) {
    if (count++ === 0) first = offset;
    last = offset;
  }
  return count > column.rows && (last > first || column.values.bytes.size < FILL_BYTES);
}

/** As far as they are valid. */
function* offsetsIn({ rows, offsets, wordBytes, values }: OffsetColumn, budget: Budget): Generator<number> {
  const count = Math.min(rows + 1, Math.floor(offsets.size / wordBytes));
  let last = 0;
  for (let index = 0; index < count; index += OFFSETS) {
    budget.checkTime();
    const many = Math.min(OFFSETS, count - index);
    const view = viewOf(offsets.read(index * wordBytes, many * wordBytes));
    for (let at = 0; at < many * wordBytes; at += wordBytes) {
      const offset = wordBytes === 4 ? view.getUint32(at, true) : size64At(view, at, true);
      if (offset < last || offset > values.bytes.size) return;
      yield offset;
      last = offset;
    }
  }
}

/** A longer value is scanned as is, except for its ends: no secret has lines this long. */
const MAX_BYTES = 64 << 10;

/** @param isAll yields all of it, however long: it is not in the source in this form */
export function* valueAt(values: ByteSource, from: number, to: number, isAll: boolean): Generator<Uint8Array> {
  if (to - from <= MAX_BYTES || isAll) {
    if (to > from) yield values.read(from, to - from);
    return;
  }
  const half = MAX_BYTES >> 1;
  yield values.read(from, half);
  yield values.read(to - half, half);
}

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 1 << 20;

/** With a line feed after each. */
export async function* linesOf(values: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(CHUNK_BYTES);
  let held = 0;
  for (const value of values) {
    if (held + value.length + 1 > CHUNK_BYTES) {
      yield chunk.subarray(0, held);
      [chunk, held] = [new Uint8Array(CHUNK_BYTES), 0];
    }
    // Passed on separately, since joining would copy it.
    if (value.length >= CHUNK_BYTES) yield value;
    else {
      chunk.set(value, held);
      held += value.length;
    }
    chunk[held++] = LINE_FEED;
  }
  if (held > 0) yield chunk.subarray(0, held);
}
