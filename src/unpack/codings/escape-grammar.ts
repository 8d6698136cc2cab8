/** How one notation escapes characters. */

import type { Members } from '../../bytes/members.ts';
import type { Sign } from '../../model/sign.ts';
import { HEX_DIGITS, NO_HEX_DIGIT } from '../container/hex-digits.ts';

export interface EscapeGrammar {
  /** The byte with which every escape begins. */
  readonly lead: number;
  /** Present at every escape that may hide something: without it, an escape may be skipped. */
  readonly sign: Sign;
  /** Reads the escape at `at`, where `lead` stands. @returns a value made by `escaped`, or `NO_ESCAPE` */
  read(bytes: Uint8Array, at: number): number;
  /** Bytes at which a stretch of this notation ends. */
  readonly ends: Members;
  /** The subset of `ends` that ends only a stretch opened by the same character. */
  readonly quotes: Members;
  /** Whether `lead` keeps the next byte from ending a stretch, as a backslash does for a quote. */
  readonly shields: boolean;
  /**
   * Indexed by value: values that separate words, which are worth a look beside a word that looks random. Values that
   * join words are the same in all notations.
   */
  readonly parts: Members;
  /** Whether the escape at `at`, which separates words, ends a name and a password in an address. */
  endsUserInfo?(bytes: Uint8Array, at: number): boolean;
  /** Used instead of `read` when only the worth of an escape is asked. */
  weigh?(bytes: Uint8Array, at: number): number;
  /** Whether an escape that neither joins nor separates words is one of many in packed data. */
  packs?(bytes: Uint8Array, at: number): boolean;
}

export const NO_ESCAPE = 0;
/** The value of an escape that encodes nothing, such as an escaped line end. */
export const NOTHING = 0x1fffff;

/** Encodes an escape of up to 63 bytes in one number, since one is made for every escape met. */
export function escaped(value: number, length: number, kind: 'character' | 'byte' = 'character'): number {
  return ((value << 1) | (kind === 'byte' ? 1 : 0)) * 64 + length;
}

export function lengthIn(found: number): number {
  return found & 63;
}

export function valueIn(found: number): number {
  return found >>> 7;
}

function isByte(found: number): boolean {
  return (found & 64) !== 0;
}

/** The byte written as two hex digits at `at`; 256 or more when one of them is no digit. */
export function hexByteAt(bytes: Uint8Array, at: number): number {
  if (at + 1 >= bytes.length) return 256;
  const low = HEX_DIGITS[bytes[at + 1]!]!;
  return low === NO_HEX_DIGIT ? 256 : (HEX_DIGITS[bytes[at]!]! << 4) | low;
}

/** The number written in hex at [at, end); -1 when one of them is no digit. */
export function hexAt(bytes: Uint8Array, at: number, end: number): number {
  if (end > bytes.length || end <= at) return -1;
  let value = 0;
  for (let index = at; index < end; index++) {
    const digit = HEX_DIGITS[bytes[index]!]!;
    if (digit === 16) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** Where the hex digits from `at` on end; looks at no more than `most`. */
export function afterHex(bytes: Uint8Array, at: number, most: number): number {
  let end = at;
  while (end < bytes.length && end < at + most && HEX_DIGITS[bytes[end]!] !== NO_HEX_DIGIT) end++;
  return end;
}

/** Undoes one layer of escapes. */
export function undoEscapes(run: Uint8Array, grammar: EscapeGrammar): Uint8Array {
  const bytes = new Uint8Array(run.length);
  let length = 0;
  for (let at = 0; at < run.length; ) {
    const found = run[at] === grammar.lead ? grammar.read(run, at) : NO_ESCAPE;
    if (found === NO_ESCAPE) {
      bytes[length++] = run[at++]!;
      continue;
    }
    at += lengthIn(found);
    const value = valueIn(found);
    if (value === NOTHING) continue;
    if (value < 0x80 || isByte(found)) bytes[length++] = value;
    else length = writeUtf8(bytes, length, value);
  }
  return bytes.subarray(0, length);
}

/** RFC 3629, section 3. No escape is shorter than what it encodes, so this can write in place. */
function writeUtf8(bytes: Uint8Array, at: number, value: number): number {
  const more = value < 0x800 ? 1 : value < 0x10000 ? 2 : 3;
  bytes[at] = [0, 0xc0, 0xe0, 0xf0][more]! | (value >> (6 * more));
  for (let index = 1; index <= more; index++) bytes[at + index] = 0x80 | ((value >> (6 * (more - index))) & 0x3f);
  return at + more + 1;
}
