/**
 * Finds the values of a PostgreSQL row without its column definitions, which are in other tables. A packed value is proved by unpacking.
 * For others, rows of a page agree on where the first one begins, and consecutive values are likelier than numbers that happen to look like
 * one.
 */
import { type Row, type Value, valueAt } from './postgres-page.ts';
import { type PostgresUnpacker, packedHead } from './postgres-value.ts';

/** Shorter values have a one-byte length (VARATT_SHORT_MAX); numbers look like longer ones. */
const MIN_LONG_BYTES = 127;
/** Limit per page on unpacking values that turn out not to be packed. */
const MAX_WASTED_BYTES = 8 << 20;
/** From this many rows on, the majority counts. */
const MIN_VOTERS = 4;
const MAX_FIXED_BYTES = 128;

export interface PackedValue extends Value {
  readonly at: number;
  /** Valid until the next one is requested. */
  readonly content: Uint8Array;
}

/** The packed values in rows of one page. */
export class PackedValues {
  readonly #unpacker: PostgresUnpacker;
  #wastedBytes = 0;

  constructor(unpacker: PostgresUnpacker) {
    this.#unpacker = unpacker;
  }

  get isExhausted(): boolean {
    return this.#wastedBytes > MAX_WASTED_BYTES;
  }

  *of(page: Uint8Array, row: Row): Generator<PackedValue> {
    for (let at = row.start + ((4 - (row.start % 4)) % 4); at < row.end && !this.isExhausted; at += 4) {
      if ((page[at]! & 3) !== 2) continue;
      const value = valueAt(page, at, row.end);
      const packed = value && page.subarray(value.start, value.end);
      const head = packed && packedHead(packed, packed.length);
      if (value === undefined || packed === undefined || head === undefined) continue;
      const content = this.#unpacker.unpack(packed, head);
      if (content === undefined) this.#wastedBytes += this.#unpacker.written + packed.length;
      else {
        yield { ...value, at, content };
        at = value.end + ((4 - (value.end % 4)) % 4) - 4;
      }
    }
  }
}

/** Where the first value begins in most rows, relative to the row: columns before it have the same size in all of them. */
export function firstTextIn(page: Uint8Array, rows: readonly Row[]): number {
  const voters = rows.filter(({ hasNulls, columns }) => !hasNulls && columns === rows[0]!.columns);
  if (voters.length < MIN_VOTERS) return 0;
  for (let offset = 0; offset < MAX_FIXED_BYTES; offset++) {
    const isOne = ({ start, end }: Row): boolean =>
      start + offset < end && textAt(page, start + offset, end) !== undefined;
    if (voters.filter(isOne).length * 10 >= voters.length * 9) return offset;
  }
  return 0;
}

/** Consecutive texts in [start, end). */
export function* textsIn(page: Uint8Array, start: number, end: number): Generator<Value> {
  /** For each offset, how many consecutive values follow. */
  const chains = new Uint8Array(end - start + 1);
  for (let at = end - 1; at >= start; at--) {
    const value = textAt(page, at, end);
    if (value !== undefined) chains[at - start] = Math.min(255, 1 + chains[value.end - start]!);
  }
  for (let at = start; at < end; ) {
    const value = chains[at - start] === 0 ? undefined : textAt(page, at, end);
    const better =
      value && chains.subarray(at - start + 1, value.end - start).findIndex((chain) => chain > chains[at - start]!);
    if (value === undefined || better === undefined) at++;
    else if (better >= 0) at += better + 1;
    else {
      yield value;
      at = value.end;
    }
  }
}

function textAt(page: Uint8Array, at: number, end: number): Value | undefined {
  const value = valueAt(page, at, end);
  if (value === undefined || value.isPacked || (value.start - at === 4 && value.end - value.start < MIN_LONG_BYTES))
    return;
  return isText(page, value) ? value : undefined;
}

/** In any alphabet: no control characters other than tabs and line ends. */
function isText(page: Uint8Array, { start, end }: Value): boolean {
  for (let at = start; at < end; at++) {
    const byte = page[at]!;
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f) return false;
  }
  return true;
}
