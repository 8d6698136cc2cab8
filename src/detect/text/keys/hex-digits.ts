/**
 * Bytes written one by one in a text: pairs of hex digits, with or without separators (`3082`, `30 82`, `30:82`), numbers of C and
 * its kin (`0x30, 0x82`; in Java with a `(byte)` cast before values that exceed a byte, in Kotlin followed by `.toByte()`),
 * escapes of string literals (`\x30\x82`, `\u0030`, `\060`, also doubled, also with printable characters unescaped, as in Python),
 * and decimal numbers (`48, 130`, with a sign or `(byte)` in Java). Dumps with a column of offsets are read by hex-dump.ts.
 */

import { latin1 } from '../../latin1.ts';
import type { SpelledBytes } from './spelled-bytes.ts';

export type ByteSpelling = 'hex' | 'numbers' | 'escapes' | 'doubled-escapes' | 'decimal';

/** Each matches one byte with any separator before it; the first group that matched contains it. Sticky: no search. */
const BYTES: Readonly<Record<ByteSpelling, RegExp>> = {
  hex: /(?:[\s:,;|+"'-]|\\[nrt]){0,48}?([0-9A-Fa-f]{2})/y,
  numbers:
    /(?:[uU]8?|_u8|\.toByte\(\))?[^0-9A-Za-z]{0,48}?(?:\((?:byte|char)\) ?)?0[xX]([0-9A-Fa-f]{1,2})(?![0-9A-Fa-f])/y,
  escapes: escapes(1),
  'doubled-escapes': escapes(2),
  decimal: /[^0-9A-Za-z-]{1,48}?(?:\(byte\) ?)?(-?[0-9]{1,3})(?![0-9.])/y,
};

/** For a string literal in which each escape has that many backslashes: 2 if it is inside another literal. */
function escapes(backslashes: number): RegExp {
  // The same quote on both sides: a different one is a byte.
  const between = (quote: string) => `${quote}(?:[\\s+.&|_(),;]|\\\\(?=[\\s]))*b?${quote}`;
  const join = `(?:${['"', "'"].map((quote) => between(`\\\\{0,${backslashes - 1}}${quote}`)).join('|')})?`;
  return new RegExp(`${join}${escaped(backslashes)}`, 'y');
}

/** For a single literal, in which two adjacent quotes are two bytes. */
const ONE_LITERAL: Partial<Readonly<Record<ByteSpelling, RegExp>>> = {
  escapes: new RegExp(escaped(1), 'y'),
  'doubled-escapes': new RegExp(escaped(2), 'y'),
};

/** One byte: groups for hex, unicode, octal, letter, and for a character that represents itself. */
function escaped(backslashes: number): string {
  const slashes = `\\\\{${backslashes}}`;
  const codes = `x([0-9A-Fa-f]{2})|u00([0-9A-Fa-f]{2})|([0-7]{1,3})|(\\\\{${backslashes}}|\\\\{0,${backslashes - 1}}["']|[abtnvfr/])`;
  const unescaped = backslashes === 1 ? '' : `(?:\\\\{1,${backslashes - 1}}(?=["']))?`;
  return `(?:${slashes}(?:${codes})|${unescaped}([^\\\\\\n\\r]))`;
}

/** Characters of one byte with its separator. */
const MAX_CHARACTERS = 64;
const LETTERS: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/**
 * @param at where the anchor's first byte begins, without its separator
 * @param limits how many bytes before `at` to read, and how many from there on, at most; `literals`: whether adjacent string
 *   literals are concatenated, which two quotes among the bytes look like
 */
export function readBytes(
  window: Uint8Array,
  at: number,
  spelling: ByteSpelling,
  limits: { readonly before: number; readonly after: number; readonly literals?: 'joined' | 'one' },
): SpelledBytes {
  const head = headBefore(window, at, spelling, limits.before);
  const text = latin1(window, at, Math.min(window.length, at + limits.after * MAX_CHARACTERS, at + MAX_TEXT));
  const { bytes, starts, ends } = head;
  const from = bytes.length;
  const pattern = (limits.literals === 'one' ? ONE_LITERAL[spelling] : undefined) ?? BYTES[spelling];
  let position = 0;
  while (bytes.length - from < limits.after) {
    // A decimal number must have a separator before it, except the anchor's own.
    const isFirstDecimal = position === 0 && spelling === 'decimal';
    pattern.lastIndex = position;
    const found = isFirstDecimal ? /^([0-9]{1,3})/.exec(text) : pattern.exec(text);
    const value = found === null ? undefined : byteOf(spelling, found);
    if (found === null || value === undefined) break;
    const end = position + found[0].length;
    bytes.push(value);
    starts.push(at + end - digitsOf(spelling, found));
    ends.push(at + end);
    position = end;
  }
  return { bytes: Uint8Array.from(bytes), at: from, starts, ends };
}
/** Characters for RSA-16384 in the widest spelling that fits a window. */
const MAX_TEXT = 60 * 1024;

interface Head {
  readonly bytes: number[];
  readonly starts: number[];
  readonly ends: number[];
}

/** Up to `most` bytes that end at `at`, read from where they may begin: a frame's header. */
function headBefore(window: Uint8Array, at: number, spelling: ByteSpelling, most: number): Head {
  const first = Math.max(0, at - most * MAX_CHARACTERS_BEFORE);
  const text = most === 0 ? '' : latin1(window, first, at);
  const pattern = BACKWARDS[spelling];
  const head: Head = { bytes: [], starts: [], ends: [] };
  for (let end = text.length; head.bytes.length < most; ) {
    const found = pattern.exec(text.slice(Math.max(0, end - 36), end));
    const value = found === null ? undefined : byteOf(spelling, found);
    if (found === null || value === undefined) break;
    const start = end - found[0].length;
    head.bytes.unshift(value);
    head.starts.unshift(first + start);
    head.ends.unshift(first + end);
    end = start;
  }
  return head;
}
/** `(byte) 0x82, ` and the like. */
const MAX_CHARACTERS_BEFORE = 24;
/** The last byte of a text, with its separator after it. */
const BACKWARDS: Readonly<Record<ByteSpelling, RegExp>> = {
  hex: /([0-9A-Fa-f]{2})(?:[\s:,;|+"'-]|\\[nrt]){0,16}$/,
  numbers: /0[xX]([0-9A-Fa-f]{1,2})(?:[uU]8?|_u8|\.toByte\(\))?[^0-9A-Za-z]{1,16}(?:\((?:byte|char)\) ?)?$/,
  escapes: new RegExp(`${escaped(1).replace('{1,3}', '{3}')}$`),
  'doubled-escapes': new RegExp(`${escaped(2).replace('{1,3}', '{3}')}$`),
  decimal: /(?<![0-9.])(-?[0-9]{1,3})[^0-9A-Za-z-]{1,16}(?:\(byte\) ?)?$/,
};

/** The byte that matched; undefined if the number is out of range. */
function byteOf(spelling: ByteSpelling, found: RegExpExecArray): number | undefined {
  if (spelling === 'hex' || spelling === 'numbers') return Number.parseInt(found[1]!, 16);
  if (spelling === 'decimal') {
    const value = Number.parseInt(found[1]!, 10);
    return value < -128 || value > 255 ? undefined : value & 0xff;
  }
  const [, hexadecimal, unicode, octal, letter, plain] = found;
  const code = hexadecimal ?? unicode;
  if (code !== undefined) return Number.parseInt(code, 16);
  if (octal !== undefined) return Number.parseInt(octal, 8) & 0xff;
  return letter === undefined ? plain!.charCodeAt(0) : (LETTERS[letter] ?? letter.charCodeAt(letter.length - 1));
}

/** Characters of the byte itself at the end of the match. */
function digitsOf(spelling: ByteSpelling, found: RegExpExecArray): number {
  if (spelling === 'numbers') return found[1]!.length + 2;
  if (spelling !== 'escapes' && spelling !== 'doubled-escapes') return found[1]!.length;
  const [, hexadecimal, unicode, octal, letter] = found;
  const slashes = spelling === 'escapes' ? 1 : 2;
  if (hexadecimal !== undefined) return slashes + 'x00'.length;
  if (unicode !== undefined) return slashes + 'u0000'.length;
  if (octal !== undefined) return slashes + octal.length;
  return letter === undefined ? 1 : slashes + letter.length;
}

/**
 * Quickly reads the bytes from `at` on within one line, since most anchors lead nowhere: pairs of hex digits with at most two
 * spaces or a colon between them, numbers with punctuation between them. Returns fewer than requested if anything else follows;
 * none for literals with escapes.
 */
export function peekBytes(window: Uint8Array, at: number, spelling: ByteSpelling, into: Uint8Array): number {
  if (spelling === 'hex') return peekHex(window, at, into);
  return spelling === 'numbers' || spelling === 'decimal' ? peekNumbers(window, at, into) : 0;
}

function peekHex(window: Uint8Array, at: number, into: Uint8Array): number {
  let count = 0;
  let position = at;
  while (count < into.length) {
    for (let skipped = 0; skipped < 2 && isSeparator(window[position]); skipped++) position++;
    const [high, low] = [nibble(window[position]), nibble(window[position + 1])];
    if (high < 0 || low < 0) break;
    into[count++] = high * 16 + low;
    position += 2;
  }
  return count;
}

function peekNumbers(window: Uint8Array, at: number, into: Uint8Array): number {
  let position = at;
  for (let count = 0; count < into.length; count++) {
    for (let skipped = 0; skipped < 8 && PUNCTUATION.has(window[position]!); skipped++) position++;
    const isNegative = window[position] === MINUS;
    if (isNegative) position++;
    const isHex = window[position] === 0x30 && (window[position + 1]! | 0x20) === 0x78;
    if (isHex) position += 2;
    const start = position;
    let value = 0;
    for (let digit = nibble(window[position]); digit >= 0 && position < start + 3; digit = nibble(window[++position])) {
      if (!isHex && digit > 9) return count;
      value = value * (isHex ? 16 : 10) + digit;
    }
    if (position === start || value > 255) return count;
    into[count] = isNegative ? -value : value;
  }
  return into.length;
}
const MINUS = 0x2d;
/** Comma, space, tab, brackets, semicolon. */
const PUNCTUATION: ReadonlySet<number> = new Set(Buffer.from(', \t()[];'));

/** Reads pairs of hex digits backwards: up to `into.length` bytes that end at `at`, into the end of `into`. */
export function peekHexBack(window: Uint8Array, at: number, into: Uint8Array): number {
  let count = 0;
  let position = at;
  while (count < into.length) {
    for (let skipped = 0; skipped < 2 && isSeparator(window[position - 1]); skipped++) position--;
    const [high, low] = [nibble(window[position - 2]), nibble(window[position - 1])];
    if (high < 0 || low < 0) break;
    count++;
    into[into.length - count] = high * 16 + low;
    position -= 2;
  }
  return count;
}

function isSeparator(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x3a;
}

/** Value of a hex digit; -1 for any other byte. */
export function nibble(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
