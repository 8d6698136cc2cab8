/**
 * Rows of one-byte numbers as programs write them: `0x2d, 0x2d` (`xxd -i`, C, Go, Java, Rust …), `$2D` (Pascal, Motorola), `&H2D` (Basic),
 * `45, 45` (a Buffer as JSON, Python, Java, where they may be negative), `[45 45]` (Go's `%v`, NumPy, Lisp, `od -An -tu1`, a line each in
 * PowerShell), and a YAML list with `- 45` on each line; together with what separates rows in source (row-breaks.ts). Words of two bytes
 * and more, in either byte order, are reported where they begin as a file or as text does (word-array.ts).
 */

import { membersOf } from '../../bytes/members.ts';
import { standsAt } from '../../bytes/stands-at.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { HEX_DIGITS, NO_HEX_DIGIT } from '../container/hex-digits.ts';
import { beginsFormat, HEAD_BYTES, isText, PROOF_BYTES } from '../container/plausible.ts';
import type { Coding, Run } from './coding.ts';
import { inPieces, type Piece } from './in-pieces.ts';
import { afterRow, MAX_ROW_BREAK_BYTES } from './row-breaks.ts';
import { runsInStretches } from './stretches.ts';
import { decodeLongWords, decodeWords, readWords, wordAt } from './word-array.ts';

const MIN_NUMBERS = 24;
/** A row of eight hex numbers with commas, without the last comma: Wireshark's rows are no longer. */
const MIN_BYTES = 46;
/** Includes the characters of `(byte) 0x2d` and `0x2du8`. */
const MEMBERS = membersOf(/[0-9A-Fa-fxX,\t-\r \-()ytuU$&H]/);
/** How a number or its cast begins; and what may precede it. */
const BEGINNINGS = membersOf(/[0-9($&-]/);
/** `<<45,45>>` is an Erlang binary. */
const BOUNDARIES = membersOf(/[\t-\r ,([{<]/);
const BLANKS = membersOf(/[\t-\r ]/);
const [SPACE, PARENTHESIS, COMMA, MINUS, ZERO, NINE] = [0x20, 0x28, 0x2c, 0x2d, 0x30, 0x39];
const [DOLLAR, AMPERSAND, LETTER_H, LETTER_X] = [0x24, 0x26, 0x48, 0x78];
const SUFFIXED = membersOf(/[uiU]/);
/** `(byte)` of Java and C#; and suffixes of a one-byte number: `u8` of Rust, `U` of C. */
const CASTS = ['(byte)', '(char)', '(uint8_t)'].map((cast) => Buffer.from(cast));
const SUFFIXES = ['u8', 'i8', 'U', 'u'].map((suffix) => Buffer.from(suffix));

/** Numbers that are judged. */
const MAX_KEPT = 512;
const kept = new Uint8Array(MAX_KEPT);

export const byteArray: Coding = {
  id: 'byte-array',
  title:
    'Byte arrays in source code, JSON and logs: `xxd -i`, C, Go, Java, Python, Erlang, Buffer, assembler; hex words in either byte order',
  sign: SIGNS.separated,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const search = { start, end, signs, sign: SIGNS.separated };
    const readAt = (from: number) => readNumbersOrWords(bytes, firstNumber(bytes, from));
    for (const { numbers, words } of runsInStretches(bytes, MEMBERS, MIN_BYTES, search, readAt)) {
      if (numbers.start < start || numbers.start >= end) continue;
      if (words?.isWorthALook === true || (numbers.count >= MIN_NUMBERS && isWorthALook(numbers)))
        yield { start: numbers.start, end: words?.end ?? numbers.end };
    }
  },
  decode(run) {
    const bytes = new Uint8Array((run.length >> 1) + 1);
    const { count } = readNumbers(run, 0, bytes);
    return count < MIN_NUMBERS ? decodeWords(run) : [bytes.subarray(0, count)];
  },
  decodeLong(head, read) {
    if (readNumbers(head, 0).count < MIN_NUMBERS) return decodeLongWords(head, read);
    return [inPieces(read(), undoPiece)];
  },
};

/** The last number is read again with the next piece, in which it may go on. */
function undoPiece(bytes: Uint8Array, isLast: boolean): Piece {
  const into = new Uint8Array((bytes.length >> 1) + 1);
  const { count, end, lastStart } = readNumbers(bytes, 0, into);
  const isOver = bytes.length - end > MAX_ROW_BREAK_BYTES;
  if (isLast || isOver) return { decoded: into.subarray(0, count), used: end, isOver };
  return { decoded: into.subarray(0, Math.max(0, count - 1)), used: lastStart, isOver };
}

/** Few numbers of a byte may be words of several. */
function readNumbersOrWords(bytes: Uint8Array, first: number) {
  const numbers = readNumbers(bytes, first);
  const words = numbers.count < MIN_NUMBERS ? readWords(bytes, first) : undefined;
  return { numbers, words, end: Math.max(numbers.end, words?.end ?? 0) };
}

/** Where the first number (or its cast) of a stretch begins: behind a comma or a blank, so that none is cut. */
function firstNumber(bytes: Uint8Array, stretch: number): number {
  let [at, before] = [stretch, bytes[stretch - 1] ?? SPACE];
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (MEMBERS[byte] === 0) return at;
    if (BOUNDARIES[before] === 1 && BEGINNINGS[byte] === 1 && (numberAt(bytes, at) >= 0 || wordAt(bytes, at) >= 0))
      return at;
    before = byte;
  }
  return at;
}

/** @param into receives as many of them as it holds */
function readNumbers(bytes: Uint8Array, start: number, into: Uint8Array = kept) {
  let [at, count, lastStart, end, isHex] = [start, 0, start, start, true];
  let isBare: boolean | undefined;
  for (;;) {
    const value = numberAt(bytes, at);
    if (value < 0) break;
    lastStart = at;
    if (count < into.length) into[count] = value;
    count++;
    isHex &&= wasHex;
    end = numberEnd;
    const next = afterComma(bytes, end);
    // In a decimal list, the first two numbers decide whether commas separate all.
    isBare ??= !hadComma;
    if (next < 0 || (!isHex && isBare === hadComma)) break;
    at = next;
  }
  if (count >= MIN_NUMBERS && mayGoOn(bytes, end)) end = bytes.length;
  return { start, lastStart, end, count, isHex, isBare: isBare === true && !isHex };
}

/** Whether the bytes end within a number, or between two. */
function mayGoOn(bytes: Uint8Array, end: number): boolean {
  const comma = afterBlanks(bytes, end);
  const next = bytes[comma] === COMMA ? afterBlanks(bytes, comma + 1) : comma;
  return next === bytes.length || (next > end && next + MAX_DIGITS > bytes.length && BEGINNINGS[bytes[next]!] === 1);
}

/** Longest number, with its cast. */
const MAX_DIGITS = 16;

function afterBlanks(bytes: Uint8Array, at: number): number {
  let position = at;
  while (position < bytes.length && BLANKS[bytes[position]!] === 1) position++;
  return position;
}

let hadComma = false;

/** Behind a comma, blanks, the dash of YAML on a new line, or a row break in source; -1 where there is none. */
function afterComma(bytes: Uint8Array, at: number): number {
  const position = afterBlanks(bytes, at);
  hadComma = bytes[position] === COMMA;
  const next = hadComma ? afterBlanks(bytes, position + 1) : position;
  if (next < bytes.length && BEGINNINGS[bytes[next]!] === 0) {
    const row = afterRow(bytes, hadComma ? position + 1 : at);
    hadComma ||= row.hasDirective;
    return row.next;
  }
  if (hadComma) return next;
  if (position === at) return -1;
  return bytes[position] === MINUS && bytes[position + 1] === SPACE ? position + 2 : position;
}

let numberEnd = 0;
let wasHex = false;

/** The byte written by the number at `at`, -1 when there is none; `numberEnd` is set to its end. */
function numberAt(bytes: Uint8Array, at: number): number {
  let position = at;
  if (bytes[position] === PARENTHESIS)
    for (const cast of CASTS)
      if (standsAt(bytes, position, cast)) position = afterBlanks(bytes, position + cast.length);
  const isNegative = bytes[position] === MINUS;
  if (isNegative) position++;
  const digits = afterHexPrefix(bytes, position);
  wasHex = digits > position;
  const value = wasHex ? hexNumber(bytes, digits) : decimalNumber(bytes, position);
  if (value < 0 || value > (isNegative ? 128 : 255)) return -1;
  if (SUFFIXED[bytes[numberEnd] ?? 0] === 0) return isNegative ? 256 - value : value;
  for (const suffix of SUFFIXES)
    if (standsAt(bytes, numberEnd, suffix)) {
      numberEnd += suffix.length;
      break;
    }
  return isNegative ? 256 - value : value;
}

/** Behind `0x`, `$` or `&H`; `at` where none of them stands. */
function afterHexPrefix(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case ZERO:
      return (bytes[at + 1]! | 0x20) === LETTER_X ? at + 2 : at;
    case DOLLAR:
      return at + 1;
    case AMPERSAND:
      return bytes[at + 1] === LETTER_H ? at + 2 : at;
    default:
      return at;
  }
}

function decimalNumber(bytes: Uint8Array, at: number): number {
  let [value, position] = [0, at];
  for (; position < at + 4; position++) {
    const byte = bytes[position]!;
    if (!(byte >= ZERO && byte <= NINE)) break;
    value = value * 10 + byte - ZERO;
  }
  numberEnd = position;
  return position === at || position === at + 4 ? -1 : value;
}

function hexNumber(bytes: Uint8Array, start: number): number {
  const at = afterSign(bytes, start);
  let [value, position] = [0, at];
  for (; position < at + 3; position++) {
    const digit = HEX_DIGITS[bytes[position] ?? 0]!;
    if (digit === 16) break;
    value = value * 16 + digit;
  }
  numberEnd = position;
  return position === at || position === at + 3 ? -1 : value;
}

/** Behind the `ffffff` of a negative `char` that was printed as a number of 32 bits. */
function afterSign(bytes: Uint8Array, at: number): number {
  for (let digit = at; digit < at + 6; digit++) if (HEX_DIGITS[bytes[digit] ?? 0] !== 15) return at;
  return HEX_DIGITS[bytes[at + 6] ?? 0]! < 8 || HEX_DIGITS[bytes[at + 6] ?? 0] === NO_HEX_DIGIT ? at : at + 6;
}

/**
 * A run this long is worth a look whatever it begins with, since zeros may precede what matters; it fits in
 * `CODING_REACH_BYTES`.
 */
const MIN_PLENTY = 768;
const MIN_LONG = 256;
/** Of 256 random bytes, about 162 are distinct. */
const MIN_DISTINCT = 100;
/** Tables of small numbers read as text as well: code sequences, widths, weights. */
const MIN_LETTERS = 0.4;

/** Decimal numbers separated by blanks alone are usually tables, of any length. */
function isWorthALook({ count, isHex, isBare }: { count: number; isHex: boolean; isBare: boolean }): boolean {
  if (!isBare && count > (isHex ? MAX_KEPT : MIN_PLENTY)) return true;
  const held = kept.subarray(0, Math.min(count, MAX_KEPT));
  if (beginsFormat(held.subarray(0, HEAD_BYTES))) return true;
  for (let at = 0; at + PROOF_BYTES <= held.length; at += PROOF_BYTES)
    if (isText(held, at) && isWorded(held.subarray(at, at + PROOF_BYTES))) return true;
  return isHex && count >= MIN_LONG && new Set(held).size >= MIN_DISTINCT;
}

/** Contains letters, not in alphabetical order. */
function isWorded(text: Uint8Array): boolean {
  const letters = text.filter((byte) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a).length;
  let rising = 0;
  for (let at = 1; at < text.length; at++) if (text[at] === text[at - 1]! + 1) rising++;
  return letters >= (MIN_LETTERS * text.length) / (text.includes(0) ? 2 : 1) && rising < text.length / 2;
}
