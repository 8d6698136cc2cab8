import { settingOf } from './pair-lines.ts';

/** Anything shorter is no secret that a rule recognises by itself. */
const MIN_BYTES = 8;
const LINE_FEED = 0x0a;

/** Lines take at most this many times the size of their pair: `/b` and `a=;b` give `/b\nb="a=;b"\na=;b\n`. */
const MAX_RATIO = 3;

/** RFC 1950, 2.2: a window of 32 KiB, and levels at which zlib compresses; `x^` also begins formulas. */
const PACKED = 0x78;
const LEVELS = [0x01, 0x9c, 0xda];
/** Qt's qCompress puts the size before it. */
const HEADS_AT = [0, 4];

/**
 * Collects, from values on one page, the lines next to a neighbour: values of one line, and the first and the last line of others,
 * whose rest is scanned as is. Each gets a line feed.
 */
export class PageLines {
  readonly #lines: Uint8Array;
  #end = 0;

  /** @param pageBytes limit on all values of a page; if a forged page repeats values beyond it, the later ones are dropped */
  constructor(pageBytes: number) {
    this.#lines = new Uint8Array(Math.ceil(pageBytes * MAX_RATIO));
  }

  /** The key in [keyAt, valueAt) of `bytes` and its value up to `end`: on one line, if they are a name and a word. */
  addPair(bytes: Uint8Array, { keyAt, valueAt, end }: { keyAt: number; valueAt: number; end: number }): void {
    const setting =
      end <= bytes.length ? settingOf(bytes.subarray(keyAt, valueAt), bytes.subarray(valueAt, end)) : undefined;
    if (setting === undefined) {
      this.add(bytes, keyAt, valueAt);
      this.add(bytes, valueAt, end);
    } else this.addSetting(setting);
  }

  /** Adds the result of `settingOf`, which ends in a line feed. */
  addSetting(setting: Uint8Array): void {
    if (this.#end + setting.length > this.#lines.length) return;
    this.#lines.set(setting, this.#end);
    this.#end += setting.length;
  }

  /** The value in [start, end) of `bytes`; ignored unless it is wholly there. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (end - start < MIN_BYTES || end > bytes.length) return;
    // Searches only the value: on a page without line feeds, each search would otherwise run to its end.
    const first = bytes.subarray(start, end).indexOf(LINE_FEED);
    if (first < 0) this.#append(bytes, start, end);
    // The first line of packed data would look like a packed stream that includes all later values, again in the next one: pictures in
    // Qt's help are stored that way.
    else if (!isPacked(bytes, start)) {
      this.#append(bytes, start, start + first);
      this.#append(bytes, bytes.lastIndexOf(LINE_FEED, end - 1) + 1, end);
    }
  }

  /** All lines; afterwards this is empty. */
  take(): Uint8Array {
    const lines = this.#lines.slice(0, this.#end);
    this.#end = 0;
    return lines;
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    if (end - start < MIN_BYTES || this.#end + end - start >= this.#lines.length) return;
    this.#lines.set(bytes.subarray(start, end), this.#end);
    this.#end += end - start;
    this.#lines[this.#end++] = LINE_FEED;
  }
}

function isPacked(bytes: Uint8Array, start: number): boolean {
  return HEADS_AT.some((at) => bytes[start + at] === PACKED && LEVELS.includes(bytes[start + at + 1]!));
}
