/**
 * Values of a record (SQLite database file format, 2.1 "Record Format"). They stand one right behind the other, lengths before all of them:
 * a token between two of them has no end that can be seen.
 */
import { SqliteVarints } from '../bytes/sqlite-varint.ts';

/* n  varint: bytes of the header, with this number
 * n  varint for each value: 0 to 11 numbers, 12 and more even: a blob of (N − 12) / 2 bytes, odd: text of (N − 13) / 2
 * n  values                                                                                                          */
const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];
const FIRST_TEXT = 12;
const LINE_FEED = Uint8Array.of(0x0a);

export interface Value {
  /** In the payload. */
  readonly start: number;
  readonly end: number;
}

/**
 * Those of text and blobs, in the order of the record.
 * @param payload of a record, or its beginning, with all of the header: else there are none
 * @param bytes of the whole payload, which all of them end in
 */
export function valuesOf(payload: Uint8Array, bytes: number): readonly Value[] {
  const header = new SqliteVarints(payload, 0);
  const headerBytes = header.next();
  const values: Value[] = [];
  if (headerBytes > payload.length) return values;
  for (let start = headerBytes; header.at < headerBytes; ) {
    const type = header.next();
    const end = start + (type < FIRST_TEXT ? NUMBER_BYTES[type]! : Math.floor((type - FIRST_TEXT) / 2));
    if (end > bytes) break;
    if (type >= FIRST_TEXT) values.push({ start, end });
    start = end;
  }
  return values;
}

/** What is shorter is no secret that a rule knows by itself. */
const LEAST_BYTES = 8;

/**
 * Of records that lie on one page, what has a neighbour there: values of one line, and the first and the last line of others, which are
 * seen as they lie. A line feed behind each.
 */
export class PageLines {
  readonly #lines: Uint8Array;
  #end = 0;

  /** @param pageBytes what all records of a page come to, at most: a page that lies has some twice, of which the later are left out */
  constructor(pageBytes: number) {
    // A line of LEAST_BYTES and its line feed.
    this.#lines = new Uint8Array(Math.ceil((pageBytes * (LEAST_BYTES + 1)) / LEAST_BYTES));
  }

  add(payload: Uint8Array, bytes: number): void {
    for (const { start, end } of valuesOf(payload, bytes)) {
      if (end - start < LEAST_BYTES || end > payload.length) continue;
      const first = payload.indexOf(LINE_FEED[0]!, start);
      if (first < 0 || first >= end) this.#append(payload, start, end);
      else {
        this.#append(payload, start, first);
        this.#append(payload, payload.lastIndexOf(LINE_FEED[0]!, end - 1) + 1, end);
      }
    }
  }

  /** All of them, which are gone then. */
  take(): Uint8Array {
    const lines = this.#lines.slice(0, this.#end);
    this.#end = 0;
    return lines;
  }

  #append(payload: Uint8Array, start: number, end: number): void {
    if (end - start < LEAST_BYTES || this.#end + end - start >= this.#lines.length) return;
    this.#lines.set(payload.subarray(start, end), this.#end);
    this.#end += end - start;
    this.#lines[this.#end++] = LINE_FEED[0]!;
  }
}

/** Puts a line feed before and behind each value of a record that comes in pieces. */
export class Breaker {
  readonly #breaks: readonly number[];
  #next = 0;
  #at = 0;

  constructor(values: readonly Value[]) {
    this.#breaks = [...new Set(values.flatMap(({ start, end }) => [start, end]))];
  }

  *break(piece: Uint8Array): Generator<Uint8Array> {
    let from = 0;
    for (; this.#next < this.#breaks.length; this.#next++) {
      const end = this.#breaks[this.#next]! - this.#at;
      if (end > piece.length) break;
      yield piece.subarray(from, end);
      yield LINE_FEED;
      from = end;
    }
    yield piece.subarray(from);
    this.#at += piece.length;
  }
}
