/** Runs of base64 digits, with the line ends between them: where they are. For what they decode to, see base64-decode.ts. */

import { afterLineGlue } from './line-glue.ts';

/** 18 bytes. Shorter than any token worth the name. */
export const MIN_DIGITS = 24;
export const PADDING = 0x3d;
const SPACE = 0x20;
/** Blanks separate words; only lines of at least this many digits are joined across a blank. */
export const MIN_SPACED_WIDTH = 32;
export const FOREIGN = 64;

/** Indexed by byte: the value of a digit, in both alphabets; 64 for any other byte. */
export const VALUES = new Uint8Array(256).fill(FOREIGN);
for (const [index, digit] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  VALUES[digit.charCodeAt(0)] = index;
VALUES['-'.charCodeAt(0)] = 62;
VALUES['_'.charCodeAt(0)] = 63;

/** Digits that are judged: 768 bytes. */
const MAX_KEPT = 1024;

export interface Base64Run {
  /** Values of the first digits, up to 1,024. Valid until the next run is read, as is `starts`. */
  readonly values: Uint8Array;
  readonly count: number;
  /** For each line with such digits, a pair: its place, and the index of its first digit. */
  readonly starts: Float64Array;
  /** Number of lines in `starts`. */
  readonly kept: number;
  readonly digits: number;
  readonly lines: number;
  /** Width of all lines except the first, which may follow a name, and the last. */
  readonly width: number;
  readonly end: number;
}

/** With room for the digits of a line that is rejected in the end. */
const values = new Uint8Array(2 * MAX_KEPT);
const starts = new Float64Array(2 * MAX_KEPT + 2);

/** The lines that begin at `at`. */
export function readBase64Run(bytes: Uint8Array, at: number): Base64Run {
  const { length } = bytes;
  let line = afterForeign(bytes, at);
  let digits = 0;
  let lines = 0;
  let kept = 0;
  let width = 0;
  let end = line;
  while (line >= 0 && line < length) {
    const position = afterDigits(bytes, keepDigits(bytes, line, digits));
    const padded = afterPadding(bytes, position);
    const lineWidth = padded - line;
    if (lineWidth === 0 || (lines > 1 && lineWidth > width)) break;
    if (digits < MAX_KEPT) {
      starts[2 * lines] = line;
      starts[2 * lines + 1] = digits;
      kept = lines + 1;
    }
    digits += position - line;
    lines++;
    end = padded;
    if (lines > 1 && lineWidth < width) break;
    width = lineWidth;
    line = nextLine(bytes, end, { width, lines, isPadded: padded > position });
  }
  return { values, count: Math.min(digits, MAX_KEPT), starts, kept, digits, lines, width, end };
}

/*
 * The loops over bytes are functions of their own because they become hot at once. Otherwise V8 would optimize the code around them
 * before it has run, and again for each branch that it meets later.
 */

/**
 * Stores the values of the digits from `line` on, starting at index `digits`, as far as there is room. @returns where it stopped
 */
function keepDigits(bytes: Uint8Array, line: number, digits: number): number {
  const room = Math.min(bytes.length, line + Math.max(0, MAX_KEPT - digits));
  let position = line;
  for (let into = digits; position < room; position++) {
    const value = VALUES[bytes[position]!]!;
    if (value === FOREIGN) break;
    values[into++] = value;
  }
  return position;
}

function afterForeign(bytes: Uint8Array, at: number): number {
  let position = at;
  while (position < bytes.length && VALUES[bytes[position]!] === FOREIGN) position++;
  return position;
}

/** Offset of the digit with this index. */
export function placeOf({ starts, kept }: Base64Run, index: number): number {
  let line = 0;
  while (line + 1 < kept && starts[2 * line + 3]! <= index) line++;
  return starts[2 * line]! + index - starts[2 * line + 1]!;
}

function afterDigits(bytes: Uint8Array, at: number): number {
  let position = at;
  while (position < bytes.length && VALUES[bytes[position]!] !== FOREIGN) position++;
  return position;
}

function afterPadding(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== PADDING) return at;
  return bytes[at + 1] === PADDING ? at + 2 : at + 1;
}

/**
 * Where the next line begins; -1 when this was the last. After padding the run continues only with a line of the same
 * width, and after a blank only with one that is wider than words are.
 */
function nextLine(
  bytes: Uint8Array,
  at: number,
  { width, lines, isPadded }: { readonly width: number; readonly lines: number; readonly isPadded: boolean },
): number {
  const next = afterLineGlue(bytes, at);
  const isSpaced = next < 0 && bytes[at] === SPACE && width >= MIN_SPACED_WIDTH;
  if (!isSpaced && !isPadded) return next;
  const line = isSpaced ? at + 1 : next;
  if (line < 0) return -1;
  const nextWidth = afterPadding(bytes, afterDigits(bytes, line)) - line;
  if (nextWidth === width && width >= MIN_DIGITS) return line;
  // Possibly the last of several lines.
  return isSpaced && !isPadded && lines > 1 && nextWidth < width ? line : -1;
}
