/**
 * One line of a dump: any prefix of a log, an offset, numbers in columns, and the printable characters. Offsets prove a line, since each
 * is the previous one plus the bytes of that line.
 */
import { afterHex, hexAt } from './escape-grammar.ts';
import { MAX_BEFORE } from './line-begins.ts';

export const MAX_LINE_BYTES = 512;
const MAX_BYTES_A_LINE = 64;
/** The longest name of a symbol, in `<name+8>`. */
const MAX_SYMBOL = 256;
/** Candidates for the offset that precede it: line numbers, ports, years. */
const MAX_TRIED = 8;
const MIN_OFFSET_DIGITS = 4;
/** Addresses do not differ beyond 48 bits, and longer ones would not be exact numbers here. */
const OFFSET_DIGITS = 12;
/** `od` without options. */
const OCTAL_WORD = 6;
/** `od -b`, `hexdump -b`, `x/ob` of gdb. */
const OCTAL_BYTE = 3;
const HALF = 8;
/** Gap between the columns of `hexdump -x`. */
const MAX_GAP = 4;
const HEXDUMP_X = 4;
/** Between the bytes of `od -t x1c`. */
const GAP_OF_X1C = 2;
const MAX_BLANKS = 32;
const [TAB, LF, CR, SPACE, STAR, DASH] = [0x09, 0x0a, 0x0d, 0x20, 0x2a, 0x2d];
const [ZERO, COLON, LESS, EQUALS, GREATER, BACKTICK, BAR, LETTER_X] = [0x30, 0x3a, 0x3c, 0x3d, 0x3e, 0x60, 0x7c, 0x78];

export interface Line {
  readonly offset: number;
  /** The bytes it encodes; empty where an offset stands alone. */
  readonly row: Uint8Array;
  /** Bytes of a number that may have been printed most significant byte first; 1 where each byte stands alone. */
  readonly wordBytes: number;
  /** The characters of its bytes may stand in a line of their own behind it, as `od -t x1c` prints them. */
  readonly hasCharactersBelow: boolean;
  readonly end: number;
}

/** Buffers for this line and the previous one: allocating one for each line took more time than all the rest. */
const rows = [new Uint8Array(MAX_BYTES_A_LINE + HALF), new Uint8Array(MAX_BYTES_A_LINE + HALF)] as const;
let latest = 0;

/** The acceptable offset of a line: any, or the one that follows from the previous line. */
export interface Expected {
  readonly least: number;
  readonly most: number;
}

/**
 * Reads a line. Of the candidates for the offset, takes the number followed by the most bytes; after another line, only
 * the expected number.
 */
export function readLine(bytes: Uint8Array, start: number, base: number, expected?: Expected): Line | undefined {
  const limit = Math.min(bytes.length, start + MAX_BEFORE);
  let best: Line | undefined;
  let tried = 0;
  for (let at = start; at < limit && tried < MAX_TRIED; ) {
    if (bytes[at] === LF) break;
    const digits = bytes[at] === ZERO && bytes[at + 1] === LETTER_X ? at + 2 : at;
    const digitsEnd = afterHex(bytes, digits, OFFSET_DIGITS + 5);
    if (digitsEnd === digits) {
      at++;
      continue;
    }
    at = digitsEnd;
    if (digitsEnd - digits < MIN_OFFSET_DIGITS || digitsEnd - digits > 16 || isInWord(bytes, digits)) continue;
    tried++;
    const line = readFrom(bytes, { digits, digitsEnd, base, expected });
    if (line === undefined) continue;
    if (expected !== undefined) return line;
    if (best === undefined || line.row.length > best.row.length) best = { ...line, row: line.row.slice() };
    if (line.row.length > MIN_OFFSET_DIGITS) at = Math.max(at, numbersEnd);
  }
  return best;
}

/** Whether a letter or a digit precedes it, other than `0x`. */
function isInWord(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1] ?? SPACE;
  if (before === LETTER_X) return bytes[at - 2] !== ZERO;
  return (before >= ZERO && before < COLON) || ((before | 0x20) >= 0x61 && (before | 0x20) <= 0x7a);
}

interface Digits {
  readonly digits: number;
  readonly digitsEnd: number;
  readonly base: number;
  readonly expected: Expected | undefined;
}

function readFrom(bytes: Uint8Array, { digits, digitsEnd, base, expected }: Digits): Line | undefined {
  const isSplit = bytes[digitsEnd] === BACKTICK && digitsEnd - digits === HALF;
  const offsetEnd = isSplit ? afterHex(bytes, digitsEnd + 1, HALF) : digitsEnd;
  const offset =
    base === 16
      ? lowDigits(bytes, isSplit ? digitsEnd + 1 : digits, offsetEnd)
      : numberIn(base, bytes, digits, offsetEnd);
  if (offset < 0 || (expected !== undefined && !(offset >= expected.least && offset <= expected.most)))
    return undefined;
  const { after, mark } = afterOffset(bytes, offsetEnd);
  const first = afterBlanks(bytes, after);
  const isAlone = first === bytes.length || bytes[first] === LF;
  if (first === offsetEnd && !isAlone) return undefined;
  const { row, width, columns, hasPrefix } = readNumbers(bytes, first, base);
  const end = afterLine(bytes, numbersEnd);
  if (end < 0 || (row.length === 0 && !isAlone)) return undefined;
  latest ^= 1;
  const wordBytes = wordBytesOf(width, base, mark === COLON && !hasPrefix);
  return { offset, row, wordBytes, hasCharactersBelow: width === 2 && columns === GAP_OF_X1C, end };
}

/** `xxd` has a colon and prints pairs of bytes in order; all others print pairs as numbers. Longer groups may be either. */
function wordBytesOf(width: number, base: number, isPairwise: boolean): number {
  if (base === 8 && width === OCTAL_WORD) return 2;
  if (width === 4) return isPairwise ? 1 : 2;
  return width === 8 || width === 16 ? width / 2 : 1;
}

function lowDigits(bytes: Uint8Array, start: number, end: number): number {
  return hexAt(bytes, Math.max(start, end - OFFSET_DIGITS), end);
}

/** -1 when a digit is invalid in the base. */
function numberIn(base: number, bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (!(digit >= 0 && digit < base)) return -1;
    number = number * base + digit;
  }
  return number;
}

/** Behind ` <symbol+8>`, and a colon, a bar, or between blanks a dash (`BIO_dump` of OpenSSL) or an equals sign (`mem` of J-Link). */
function afterOffset(bytes: Uint8Array, offsetEnd: number): { after: number; mark: number } {
  let at = offsetEnd;
  if (bytes[at] === SPACE && bytes[at + 1] === LESS) {
    const limit = Math.min(bytes.length, at + MAX_SYMBOL);
    let end = at + 2;
    while (end < limit && bytes[end] !== LF && !(bytes[end] === GREATER && bytes[end + 1] === COLON)) end++;
    if (bytes[end] === GREATER) at = end + 1;
  }
  const mark = bytes[at] ?? 0;
  if (mark === COLON || mark === BAR) return { after: at + 1, mark };
  const sign = mark === SPACE && bytes[at + 2] === SPACE ? bytes[at + 1] : undefined;
  if (sign === DASH || sign === EQUALS) return { after: at + 3, mark: sign };
  return { after: at, mark: 0 };
}

/** Where the numbers read last end. */
let numbersEnd = 0;

function readNumbers(bytes: Uint8Array, first: number, base: number) {
  const row = rows[latest ^ 1]!;
  let [at, read, width, columns, hasPrefix] = [first, 0, 0, 0, false];
  numbersEnd = first;
  while (read < MAX_BYTES_A_LINE) {
    const isPrefixed = bytes[at] === ZERO && bytes[at + 1] === LETTER_X;
    if (isPrefixed ? width > 0 && !hasPrefix : hasPrefix) break;
    hasPrefix = isPrefixed;
    const end = readNumber(bytes, isPrefixed ? at + 2 : at, { base, width, row, read });
    // A colon follows, so this is the offset, and what was taken for one precedes it.
    if (end < 0 || bytes[end] === COLON) break;
    const isLast = width > 0 && numberDigits < width;
    width = Math.max(width, numberDigits);
    read += numberBytes;
    numbersEnd = end;
    const next = afterGap(bytes, end);
    const gap = next - end;
    if (isLast || gap === 0 || gap > MAX_GAP) break;
    // Two blanks or more separate the halves of a line, and the numbers from the printable characters; or every number from the
    // next.
    const isFirst = read === numberBytes;
    if (isFirst) columns = width === HEXDUMP_X || (width === 2 && gap === GAP_OF_X1C) ? gap : 1;
    if (gap > 1 && gap !== columns && read !== HALF) break;
    at = next;
  }
  return { row: row.subarray(0, read), width, columns, hasPrefix };
}

/** Blanks, or the dash in the middle of a line of WinDbg and of `BIO_dump`. */
function afterGap(bytes: Uint8Array, at: number): number {
  return bytes[at] === DASH ? at + 1 : afterBlanks(bytes, at);
}

let numberDigits = 0;
let numberBytes = 0;

interface Into {
  readonly base: number;
  readonly width: number;
  readonly row: Uint8Array;
  readonly read: number;
}

/** Where the number at `at` ends; -1 when there is none. Its length and value are stored alongside. */
function readNumber(bytes: Uint8Array, at: number, { base, width, row, read }: Into): number {
  let end = afterHex(bytes, at, 17);
  numberDigits = end - at;
  if (numberDigits === HALF && bytes[end] === BACKTICK) {
    const lowEnd = afterHex(bytes, end + 1, HALF + 1);
    if (lowEnd - end - 1 !== HALF) return -1;
    putPairs(bytes, at, end, row, read);
    putPairs(bytes, end + 1, lowEnd, row, read + 4);
    [end, numberDigits, numberBytes] = [lowEnd, 16, 8];
    return end;
  }
  if (numberDigits === OCTAL_BYTE || (base === 8 && numberDigits === OCTAL_WORD)) {
    const value = numberIn(8, bytes, at, end);
    numberBytes = numberDigits / 3;
    if (value < 0 || value >> (8 * numberBytes) > 0 || (width > 0 && width !== numberDigits)) return -1;
    if (numberBytes === 2) row[read] = value >> 8;
    row[read + numberBytes - 1] = value;
    return end;
  }
  if (numberDigits === 0 || numberDigits % 2 === 1 || numberDigits > 16 || (width > 0 && numberDigits > width))
    return -1;
  if (width === OCTAL_BYTE) return -1;
  numberBytes = numberDigits / 2;
  putPairs(bytes, at, end, row, read);
  return end;
}

function putPairs(bytes: Uint8Array, start: number, end: number, row: Uint8Array, at: number): void {
  for (let pair = start, into = at; pair < end; pair += 2, into++) row[into] = hexAt(bytes, pair, pair + 2);
}

/** Bounded by the widest gap of any dump: otherwise a megabyte of blanks would be walked from each of its bytes. */
function afterBlanks(bytes: Uint8Array, at: number): number {
  const end = at + MAX_BLANKS;
  let position = at;
  while (position < end && (bytes[position] === SPACE || bytes[position] === TAB || bytes[position] === CR)) position++;
  return position;
}

/** The line after the one at `at`, which holds the characters of the row before; undefined where it does not end soon. */
export function afterCharacters(bytes: Uint8Array, at: number): number | undefined {
  const end = afterLine(bytes, at);
  return end < 0 ? undefined : end;
}

/** The next line's beginning; -1 when this line does not end soon. The end of the bytes counts as a line end. */
function afterLine(bytes: Uint8Array, at: number): number {
  for (let end = at; end < at + MAX_LINE_BYTES; end++) {
    if (end >= bytes.length) return bytes.length;
    if (bytes[end] === LF) return end + 1;
  }
  return -1;
}

/** Behind a `*` line, which stands for lines equal to the one before; undefined where there is none. */
export function afterStar(bytes: Uint8Array, at: number): number | undefined {
  const limit = Math.min(bytes.length, at + MAX_BEFORE);
  let end = at;
  while (end < limit && bytes[end] !== LF) end++;
  if (bytes[end] !== LF) return undefined;
  const star = bytes[end - 1] === CR ? end - 2 : end - 1;
  const isStar = bytes[star] === STAR && star >= at && (star === at || bytes[star - 1] === SPACE);
  return isStar ? end + 1 : undefined;
}
