import { settingOf } from './pair-lines.ts';

/** What is shorter is no secret that a rule knows by itself. */
const LEAST_BYTES = 8;
const LINE_FEED = 0x0a;

/** Lines are at most so many times as long as the pair that they are made of: of `/b` and `a=;b` come `/b\nb="a=;b"\na=;b\n`. */
const MOST_RATIO = 3;

/** RFC 1950, 2.2: a window of 32 KiB, and levels at which zlib packs; `x^` is the beginning of formulas too. */
const PACKED = 0x78;
const LEVELS = [0x01, 0x9c, 0xda];
/** Qt's qCompress puts the size before it. */
const HEADS_AT = [0, 4];

/**
 * Of values that lie on one page, what has a neighbour there: those of one line, and the first and the last line of others, which are
 * seen as they lie. A line feed behind each.
 */
export class PageLines {
  readonly #lines: Uint8Array;
  #end = 0;

  /** @param pageBytes of all values of a page; where a forged page names values twice that come to more, the later ones are left out */
  constructor(pageBytes: number) {
    this.#lines = new Uint8Array(Math.ceil(pageBytes * MOST_RATIO));
  }

  /** A key in [keyAt, valueAt) of `bytes` and its value up to `end`: on one line, where they are a name and a word. */
  addPair(bytes: Uint8Array, { keyAt, valueAt, end }: { keyAt: number; valueAt: number; end: number }): void {
    const setting =
      end <= bytes.length ? settingOf(bytes.subarray(keyAt, valueAt), bytes.subarray(valueAt, end)) : undefined;
    if (setting === undefined) {
      this.add(bytes, keyAt, valueAt);
      this.add(bytes, valueAt, end);
    } else this.addSetting(setting);
  }

  /** What `settingOf` made, which ends in a line feed. */
  addSetting(setting: Uint8Array): void {
    if (this.#end + setting.length > this.#lines.length) return;
    this.#lines.set(setting, this.#end);
    this.#end += setting.length;
  }

  /** The value in [start, end) of `bytes`, unless it does not lie there as a whole. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (end - start < LEAST_BYTES || end > bytes.length) return;
    // In the value alone: of a page without line feeds each value would look through all behind it.
    const first = bytes.subarray(start, end).indexOf(LINE_FEED);
    if (first < 0) this.#append(bytes, start, end);
    // Its first line would be a beginning that all values behind it are taken for, in the next one as well: Qt's help has pictures so.
    else if (!isPacked(bytes, start)) {
      this.#append(bytes, start, start + first);
      this.#append(bytes, bytes.lastIndexOf(LINE_FEED, end - 1) + 1, end);
    }
  }

  /** All of them, which are gone then. */
  take(): Uint8Array {
    const lines = this.#lines.slice(0, this.#end);
    this.#end = 0;
    return lines;
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    if (end - start < LEAST_BYTES || this.#end + end - start >= this.#lines.length) return;
    this.#lines.set(bytes.subarray(start, end), this.#end);
    this.#end += end - start;
    this.#lines[this.#end++] = LINE_FEED;
  }
}

function isPacked(bytes: Uint8Array, start: number): boolean {
  return HEADS_AT.some((at) => bytes[start + at] === PACKED && LEVELS.includes(bytes[start + at + 1]!));
}
