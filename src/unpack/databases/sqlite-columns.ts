/**
 * Values of a record (SQLite database file format, 2.1 "Record Format"). They are stored back to back, with all lengths before them: a
 * token between two others has no visible end.
 */
import { SqliteVarints } from '../../bytes/sqlite-varint.ts';
import type { PageLines } from '../records/page-lines.ts';
import { settingOf } from '../records/pair-lines.ts';

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
 * The text and blob values, in record order.
 * @param payload of a record, or its beginning; with an incomplete header, there are none
 * @param bytes of the whole payload, which the values must exactly fill
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

/**
 * Adds the values that are on the page. Two values may be a key and a value, as in tables of settings. @param bytes of the whole
 * payload
 */
export function addValues(lines: PageLines, payload: Uint8Array, bytes: number): void {
  const values = valuesOf(payload, bytes);
  const [key, value] = values;
  const isPair = values.length === 2 && key!.end === value!.start && value!.end <= payload.length;
  const [name, word] = isPair ? values.map(({ start, end }) => narrowed(payload.subarray(start, end))) : [];
  const setting = isPair ? settingOf(name!, word!) : undefined;
  if (setting !== undefined) lines.addSetting(setting);
  else for (const { start, end } of values) lines.add(payload, start, end);
}

/**
 * Narrows UTF-16 text whose characters all fit in one byte. A database may use that encoding (1.3.13 "Text encoding"), which only its first
 * page states, and a log need not have that page. Other text is returned unchanged.
 */
function narrowed(text: Uint8Array): Uint8Array {
  const isBigEndian = text[0] === 0;
  if (text.length % 2 !== 0) return text;
  for (let at = isBigEndian ? 0 : 1; at < text.length; at += 2) if (text[at] !== 0) return text;
  return text.filter((_, at) => at % 2 === (isBigEndian ? 1 : 0));
}

/** Adds a line feed before and after each value of a record that arrives in pieces. */
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
