/**
 * View columns of Apache Arrow (Columnar Format, "Variable-size Binary View Layout"; the types Utf8View and BinaryView): a short value is
 * inside its view, a longer one in a data buffer.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { viewOf } from '../container/magic.ts';
import type { ArrowContent } from './arrow-buffers.ts';
import { valueAt } from './arrow-values.ts';

/*  0   4  bytes of the value
 *  of 12 or fewer:  4  12  the value, zeros behind it
 *  of more:         4   4  its first bytes
 *                   8   4  which buffer of data, from 0
 *                  12   4  where in it                      */
const VIEW_BYTES = 16;
const INLINE_BYTES = 12;
/** A multiple of 8, so that their validity bits begin on a byte boundary. */
const VIEWS = 8192;

export interface ViewColumn {
  readonly rows: number;
  readonly views: ByteSource;
  /** One bit for each view, 0 where there is no value, in whose place there may be anything; absent: all have one. */
  readonly validity: ByteSource | undefined;
  /** Data buffers. */
  readonly data: readonly ArrowContent[];
}

interface View {
  readonly length: number;
  /** Offset in `bytes`. */
  readonly at: number;
  /** Of this view and others. */
  readonly bytes: DataView;
  /** And the offset in it; arbitrary for a view that contains its value. */
  readonly buffer: number;
  readonly start: number;
}

/**
 * For each data buffer, whether every byte of it is in a value. Undefined where a view is invalid: too few, out of range, or
 * contradicting the first bytes of its value.
 */
export function coverageOf(column: ViewColumn, budget: Budget): readonly boolean[] | undefined {
  if (column.views.size < column.rows * VIEW_BYTES) return undefined;
  const known = column.data.map((content) => ({ content, reached: 0, hasHole: false }));
  for (const { length, at, bytes, buffer, start } of viewsIn(column, budget)) {
    if (length <= INLINE_BYTES) {
      if (!isInline(length, at, bytes)) return undefined;
      continue;
    }
    const data = known[buffer];
    const end = start + length;
    if (data === undefined || end > data.content.bytes.size) return undefined;
    if (viewOf(data.content.bytes.read(start, 4)).getUint32(0, true) !== bytes.getUint32(at + 4, true))
      return undefined;
    data.hasHole ||= start > data.reached;
    data.reached = Math.max(data.reached, end);
  }
  return known.map(({ content, reached, hasHole }) => !hasHole && reached === content.bytes.size);
}

function isInline(length: number, at: number, bytes: DataView): boolean {
  if (length < 0) return false;
  for (let index = length; index < INLINE_BYTES; index++) if (bytes.getUint8(at + 4 + index) !== 0) return false;
  return true;
}

/** In row order. @param column with valid views */
export function* valuesByViews(column: ViewColumn, budget: Budget): Generator<Uint8Array> {
  for (const { length, at, bytes, buffer, start } of viewsIn(column, budget)) {
    if (length <= INLINE_BYTES) {
      if (length > 0) yield new Uint8Array(bytes.buffer, bytes.byteOffset + at + 4, length);
      continue;
    }
    const { bytes: values, packedAt } = column.data[buffer]!;
    yield* valueAt(values, start, start + length, packedAt !== undefined);
  }
}

/** The views that have a value. */
function* viewsIn({ rows, views, validity }: ViewColumn, budget: Budget): Generator<View> {
  const count = Math.min(rows, Math.floor(views.size / VIEW_BYTES));
  for (let first = 0; first < count; first += VIEWS) {
    budget.checkTime();
    const many = Math.min(VIEWS, count - first);
    const bytes = viewOf(views.read(first * VIEW_BYTES, many * VIEW_BYTES));
    const bits = validity && bitsIn(validity, first / 8, Math.ceil(many / 8));
    for (let index = 0; index < many; index++) {
      if (bits !== undefined && (((bits[index >> 3] ?? 0xff) >> (index & 7)) & 1) === 0) continue;
      const at = index * VIEW_BYTES;
      const length = bytes.getInt32(at, true);
      yield { length, at, bytes, buffer: bytes.getUint32(at + 8, true), start: bytes.getUint32(at + 12, true) };
    }
  }
}

function bitsIn(validity: ByteSource, at: number, bytes: number): Uint8Array {
  const from = Math.min(at, validity.size);
  return validity.read(from, Math.min(bytes, validity.size - from));
}
