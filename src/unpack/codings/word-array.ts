/**
 * Words of two, four or eight bytes in hex, as `hexdump -e`, gdb, dtc and embedded programs write them: `0xa4048230, …`, with or without
 * leading zeros. Nothing says in which byte order the machine keeps them, so both are tried. Tables of constants are common, so only what
 * begins as a file or as text does is worth a look.
 */
import { afterHex, hexAt } from './escape-grammar.ts';
import { inPieces, type Piece, swappedWords } from './in-pieces.ts';
import { afterRow, MAX_ROW_BREAK_BYTES } from './row-breaks.ts';
import { makesSenseSwapped, swapped } from './swapped-words.ts';

const [COMMA, ZERO, LETTER_X] = [0x2c, 0x30, 0x78];
/** A P-256 key as words of eight bytes has fifteen. */
const MIN_WORDS = 12;
const MAX_DIGITS = 16;
/** `U`, `UL`, `ULL` in C. */
const MAX_SUFFIX = 3;
/** Words read to find the width of all; one in sixteen has a digit less. */
const MAX_LOOKED_AT = 16;

export interface Words {
  readonly end: number;
  readonly isWorthALook: boolean;
}

/** Undefined where no words begin at `start`. */
export function readWords(bytes: Uint8Array, start: number): Words | undefined {
  const head = headOf(bytes, start);
  if (head === undefined) return undefined;
  const isWorthALook = makesSenseSwapped(head, 1) || makesSenseSwapped(head, widthOf(bytes, start));
  let [at, end] = [start, start];
  // Runs not worth a look are still skipped.
  for (;;) {
    const next = wordAt(bytes, at);
    if (next < 0) break;
    end = next;
    at = afterWord(bytes, end);
    if (at < 0 || at >= bytes.length) break;
  }
  const goesOn = at >= bytes.length || (at > end && at + MAX_DIGITS + 2 > bytes.length);
  return { end: goesOn ? bytes.length : end, isWorthALook };
}

/** Both orders of the bytes in each word. */
export function decodeWords(run: Uint8Array): readonly Uint8Array[] {
  const width = widthOf(run, 0);
  const big = decode(run, 0, { width, most: run.length }).decoded;
  return [big, swapped(big, width)];
}

export function decodeLongWords(
  head: Uint8Array,
  read: () => AsyncIterable<Uint8Array>,
): readonly AsyncIterable<Uint8Array>[] {
  const width = widthOf(head, 0);
  const big = () => inPieces(read(), (bytes, isLast) => undoPiece(bytes, isLast, width));
  return [big(), swappedWords(big(), width)];
}

/** The last word is read again with the next piece, in which it may go on. */
function undoPiece(bytes: Uint8Array, isLast: boolean, width: number): Piece {
  const { decoded, lastStart, end } = decode(bytes, 0, { width, most: bytes.length });
  const isOver = bytes.length - end > MAX_ROW_BREAK_BYTES;
  if (isLast || isOver) return { decoded, used: end, isOver };
  return { decoded: decoded.subarray(0, -width), used: lastStart, isOver };
}

/** The first words as bytes, most significant first. */
function headOf(bytes: Uint8Array, start: number): Uint8Array | undefined {
  const width = widthOf(bytes, start);
  const head = width === 0 ? undefined : decode(bytes, start, { width, most: MAX_LOOKED_AT }).decoded;
  return head !== undefined && head.length >= MIN_WORDS * width ? head : undefined;
}

/** Bytes per word; 0 where they are numbers of one byte. */
function widthOf(bytes: Uint8Array, start: number): number {
  let [at, digits] = [start, 0];
  for (let count = 0; count < MAX_LOOKED_AT && at >= 0; count++) {
    const end = wordAt(bytes, at);
    if (end < 0) break;
    digits = Math.max(digits, wordDigits);
    at = afterWord(bytes, end);
  }
  return digits <= 2 ? 0 : digits <= 4 ? 2 : digits <= 8 ? 4 : 8;
}

interface DecodedWords {
  readonly decoded: Uint8Array;
  readonly lastStart: number;
  readonly end: number;
}

function decode(
  bytes: Uint8Array,
  start: number,
  { width, most }: { readonly width: number; readonly most: number },
): DecodedWords {
  // `0x0,`: no word and its separator are shorter.
  const decoded = new Uint8Array(Math.min(most, ((bytes.length - start) >> 2) + 1) * width);
  let [at, length, lastStart, end] = [start, 0, start, start];
  for (let count = 0; count < most && at >= 0; count++) {
    const next = wordAt(bytes, at);
    if (next < 0 || wordDigits > 2 * width || length + width > decoded.length) break;
    [lastStart, end] = [at, next];
    for (let digit = wordStart + wordDigits, byte = length + width - 1; digit > wordStart; digit -= 2, byte--)
      decoded[byte] = hexAt(bytes, Math.max(wordStart, digit - 2), digit);
    length += width;
    at = afterWord(bytes, end);
  }
  return { decoded: decoded.subarray(0, length), lastStart, end };
}

let [wordStart, wordDigits] = [0, 0];

/** Where the word at `at` ends, -1 where there is none; its digits are stored alongside. */
export function wordAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== ZERO || (bytes[at + 1]! | 0x20) !== LETTER_X) return -1;
  wordStart = at + 2;
  const end = afterHex(bytes, wordStart, MAX_DIGITS + 1);
  wordDigits = end - wordStart;
  if (wordDigits === 0 || wordDigits > MAX_DIGITS) return -1;
  let behind = end;
  while (behind < end + MAX_SUFFIX && isSuffix(bytes[behind])) behind++;
  return behind;
}

function isSuffix(byte: number | undefined): boolean {
  const letter = (byte ?? 0) | 0x20;
  return letter === 0x75 || letter === 0x6c;
}

/** Where the next one may begin; -1 where no separator follows. */
function afterWord(bytes: Uint8Array, end: number): number {
  const comma = afterBlanks(bytes, end);
  const next = bytes[comma] === COMMA ? afterBlanks(bytes, comma + 1) : comma;
  if (next === bytes.length || bytes[next] === ZERO) return next > end ? next : -1;
  return afterRow(bytes, bytes[comma] === COMMA ? comma + 1 : end).next;
}

function afterBlanks(bytes: Uint8Array, at: number): number {
  let position = at;
  while (position < bytes.length && (bytes[position] === 0x20 || (bytes[position]! >= 9 && bytes[position]! <= 13)))
    position++;
  return position;
}
