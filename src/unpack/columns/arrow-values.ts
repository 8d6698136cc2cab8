/** Values of one column of Apache Arrow, one a line: of text by its offsets (Columnar Format, "Variable-size Binary Layout"). */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { viewOf } from '../container/magic.ts';
import type { ArrowContent } from './arrow-buffers.ts';
import { longAt } from './flat-buffer.ts';

export interface OffsetColumn {
  readonly rows: number;
  readonly offsets: ByteSource;
  /** Bytes of an offset. */
  readonly wordBytes: 4 | 8;
  readonly values: ArrowContent;
}

/** Offsets that are read at once. */
const OFFSETS = 4096;

/** What comes before and behind all values is in none, and comes where it is packed: it lies nowhere else. */
export function* valuesByOffsets(column: OffsetColumn, budget: Budget): Generator<Uint8Array> {
  const { bytes: values, packedAt } = column.values;
  const isPacked = packedAt !== undefined;
  let from: number | undefined;
  for (const to of offsetsIn(column, budget)) {
    if (from !== undefined && to - from <= MOST_BYTES) {
      if (to > from) yield values.read(from, to - from);
    } else if (from !== undefined) yield* valueAt(values, from, to, isPacked);
    else if (isPacked) yield* valueAt(values, 0, to, true);
    from = to;
  }
  if (isPacked) yield* valueAt(values, from ?? 0, values.size, true);
}

/** Writers fill buffers up to a multiple of 64 bytes at most, and some count that. */
const FILL_BYTES = 64;

/** Whether there is one behind the last row, too, none falls or leads out of the values, and not all values are empty where there are some. */
export function haveOffsetsSense(column: OffsetColumn, budget: Budget): boolean {
  let count = 0;
  let [first, last] = [0, 0];
  for (const offset of offsetsIn(column, budget)) {
    if (count++ === 0) first = offset;
    last = offset;
  }
  return count > column.rows && (last > first || column.values.bytes.size < FILL_BYTES);
}

/** As far as they make sense. */
function* offsetsIn({ rows, offsets, wordBytes, values }: OffsetColumn, budget: Budget): Generator<number> {
  const count = Math.min(rows + 1, Math.floor(offsets.size / wordBytes));
  let last = 0;
  for (let index = 0; index < count; index += OFFSETS) {
    budget.checkTime();
    const many = Math.min(OFFSETS, count - index);
    const view = viewOf(offsets.read(index * wordBytes, many * wordBytes));
    for (let at = 0; at < many * wordBytes; at += wordBytes) {
      const offset = wordBytes === 4 ? view.getUint32(at, true) : longAt(view, at);
      if (offset < last || offset > values.bytes.size) return;
      yield offset;
      last = offset;
    }
  }
}

/** What is longer is seen as it lies, but for its ends: no secret has lines as long as that. */
const MOST_BYTES = 64 << 10;

/** @param isAll the whole of it, however long: it does not lie in the source as it is */
export function* valueAt(values: ByteSource, from: number, to: number, isAll: boolean): Generator<Uint8Array> {
  if (to - from <= MOST_BYTES || isAll) {
    if (to > from) yield values.read(from, to - from);
    return;
  }
  const half = MOST_BYTES >> 1;
  yield values.read(from, half);
  yield values.read(to - half, half);
}

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 1 << 20;

/** With a line feed behind each. */
export async function* linesOf(values: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(CHUNK_BYTES);
  let held = 0;
  for (const value of values) {
    if (held + value.length + 1 > CHUNK_BYTES) {
      yield chunk.subarray(0, held);
      [chunk, held] = [new Uint8Array(CHUNK_BYTES), 0];
    }
    // Not put together with others, which would copy it.
    if (value.length >= CHUNK_BYTES) yield value;
    else {
      chunk.set(value, held);
      held += value.length;
    }
    chunk[held++] = LINE_FEED;
  }
  if (held > 0) yield chunk.subarray(0, held);
}
