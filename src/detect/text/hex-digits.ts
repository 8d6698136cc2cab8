/**
 * Bytes written down one by one in a text: pairs of hex digits, with or without something between them (`3082`,
 * `30 82`, `30:82`), numbers of C and its kin (`0x30, 0x82`, in Java with `(byte)` before what has no place in a byte, in
 * Kotlin with `.toByte()` behind it), escapes of string literals (`\x30\x82`, also with the printable ones as they are, as
 * Python has them), and decimal numbers (`48, 130`, with a sign or `(byte)` in Java).
 */

import { latin1 } from '../latin1.ts';
import type { SpelledBytes } from './spelled-bytes.ts';

export type ByteSpelling = 'hex' | 'numbers' | 'escapes' | 'decimal';

/** Each matches one byte and what stands before it; the first groups that match hold it. Sticky: no search. */
const BYTES: Readonly<Record<ByteSpelling, RegExp>> = {
  hex: /(?:[\s:,;|+"'-]|\\[nrt]){0,48}?([0-9A-Fa-f]{2})/y,
  numbers:
    /(?:[uU]8?|_u8|\.toByte\(\))?[^0-9A-Za-z]{0,48}?(?:\((?:byte|char)\) ?)?0[xX]([0-9A-Fa-f]{1,2})(?![0-9A-Fa-f])/y,
  escapes:
    /(?:["'](?:[\s+.&|_(),;]|\\(?=[\s]))*b?["'])?(?:\\(?:x([0-9A-Fa-f]{2})|u00([0-9A-Fa-f]{2})|([0-7]{1,3})|([abtnvfr\\"']))|([^\\\n\r]))/y,
  decimal: /[^0-9A-Za-z-]{1,48}?(?:\(byte\) ?)?(-?[0-9]{1,3})(?![0-9.])/y,
};
/** Characters that one byte takes with what stands before it. */
const MAX_CHARACTERS = 64;
const LETTERS: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/**
 * @param at where the anchor's first byte begins; what stands before it is left out
 * @param before how many characters before `at` the bytes of a header may take
 * @param after most bytes to read from `at` on
 */
export function readBytes(
  window: Uint8Array,
  at: number,
  spelling: ByteSpelling,
  limits: { readonly before: number; readonly after: number },
): SpelledBytes {
  const head = headBefore(window, at, spelling, limits.before);
  const text = latin1(window, at, Math.min(window.length, at + limits.after * MAX_CHARACTERS, at + MAX_TEXT));
  const { bytes, starts, ends } = head;
  const from = bytes.length;
  const pattern = BYTES[spelling];
  let position = 0;
  while (bytes.length - from < limits.after) {
    // A decimal number wants something before it, which the anchor's own has not.
    const shift = position === 0 && spelling === 'decimal' ? 1 : 0;
    pattern.lastIndex = position;
    const found = shift === 1 ? /^([0-9]{1,3})/.exec(text) : pattern.exec(text);
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
/** Of characters, for RSA-16384 in the widest spelling that fits a window. */
const MAX_TEXT = 60 * 1024;

interface Head {
  readonly bytes: number[];
  readonly starts: number[];
  readonly ends: number[];
}

/** Up to four bytes that end at `at`, read from where they may begin: a frame's header. */
function headBefore(window: Uint8Array, at: number, spelling: ByteSpelling, before: number): Head {
  const first = Math.max(0, at - before);
  const text = latin1(window, first, at);
  const pattern = BACKWARDS[spelling];
  const head: Head = { bytes: [], starts: [], ends: [] };
  for (let end = text.length; head.bytes.length < 4; ) {
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
/** The last byte of a text, with what stands behind it. */
const BACKWARDS: Readonly<Record<ByteSpelling, RegExp>> = {
  hex: /([0-9A-Fa-f]{2})(?:[\s:,;|+"'-]|\\[nrt]){0,16}$/,
  numbers: /0[xX]([0-9A-Fa-f]{1,2})(?:[uU]8?|_u8|\.toByte\(\))?[^0-9A-Za-z]{1,16}(?:\((?:byte|char)\) ?)?$/,
  escapes: /(?:\\(?:x([0-9A-Fa-f]{2})|u00([0-9A-Fa-f]{2})|([0-7]{3})|([abtnvfr\\"']))|([^\\\n\r]))$/,
  decimal: /(?<![0-9.])(-?[0-9]{1,3})[^0-9A-Za-z-]{1,16}(?:\(byte\) ?)?$/,
};

/** Of the byte that matched; undefined where a number is none. */
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
  return letter === undefined ? plain!.charCodeAt(0) : (LETTERS[letter] ?? letter.charCodeAt(0));
}

/** Characters of the byte itself at the end of what matched. */
function digitsOf(spelling: ByteSpelling, found: RegExpExecArray): number {
  if (spelling === 'numbers') return found[1]!.length + 2;
  if (spelling !== 'escapes') return found[1]!.length;
  return /(?:\\(?:x..|u00..|[0-7]{1,3}|[abtnvfr\\"'])|.)$/s.exec(found[0])?.[0].length ?? 1;
}
