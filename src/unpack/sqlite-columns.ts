/**
 * Values of a record (SQLite database file format, 2.1 "Record Format"). They stand one right behind the other, lengths before all of them:
 * a token between two of them has no end that can be seen.
 */

/* n  varint: bytes of the header, with this number
 * n  varint for each value: 0 to 11 numbers, 12 and more even: a blob of (N − 12) / 2 bytes, odd: text of (N − 13) / 2
 * n  values                                                                                                          */
const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];
const FIRST_TEXT = 12;

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
  const header = new Varints(payload, 0);
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
 * Of a record that lies on one page, what has a neighbour there: values of one line, and the first and the last line of others, which are
 * seen as they lie. A line feed behind each.
 */
export function* linesOf(payload: Uint8Array, bytes: number): Generator<Uint8Array> {
  for (const { start, end } of valuesOf(payload, bytes)) {
    const value = payload.subarray(start, end);
    const first = value.indexOf(LINE_FEED[0]!);
    const lines =
      first < 0 ? [value] : [value.subarray(0, first), value.subarray(value.lastIndexOf(LINE_FEED[0]!) + 1)];
    for (const line of lines)
      if (line.length >= LEAST_BYTES) {
        yield line;
        yield LINE_FEED;
      }
  }
}

/** 1.6: 7 bits a byte, high ones first; of a ninth byte all 8. As numbers: sizes are small, and there are many. */
class Varints {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  next(): number {
    let value = 0;
    for (let count = 0; count < 8; count++) {
      const byte = this.#bytes[this.at++] ?? 0;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return value * 256 + (this.#bytes[this.at++] ?? 0);
  }
}

const LINE_FEED = Uint8Array.of(0x0a);

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
