/**
 * Base64 of RFC 4648, section 4 or 5, around an anchor, across line ends, their escapes (backslashes, percent, character
 * references), mail quotes, and adjacent string literals. Read lazily: only as many digits as requested.
 */

import { latin1 } from '../../latin1.ts';
import type { SpelledBytes } from './spelled-bytes.ts';

/** Value of a digit by its character code, for both alphabets; 64 for all others. */
const VALUES = new Uint8Array(256).fill(64);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  VALUES[character.charCodeAt(0)] = value;
}
VALUES['-'.charCodeAt(0)] = 62;
VALUES['_'.charCodeAt(0)] = 63;

/** Most characters between two digits. */
const MAX_GAP = 256;
const BACKSLASH = 0x5c;
const LF = 0x0a;

/**
 * @param at where the first digit is that depends on the anchor alone
 * @param digitsBefore digits of its group of four before `at`: 0, 2 or 3, as in `base64Anchors`
 * @param limits most bytes to decode before and after the anchor's first byte; `lead`: width of the prefix of each further line,
 *   whose characters are not digits, whatever they look like
 */
export function readBase64(
  window: Uint8Array,
  at: number,
  digitsBefore: number,
  limits: { readonly before: number; readonly after: number; readonly lead?: number },
): SpelledBytes {
  const earlier = digitsBackwards(window, at, digitsBefore + 4 * Math.ceil(limits.before / 3));
  // Whole groups; lost digits of the anchor's own group count as zeros.
  const groups = Math.max(0, (earlier.length - digitsBefore) >> 2);
  const front = digitsBefore + 4 * groups;
  const most = front + Math.min(Math.ceil((limits.after * 4) / 3) + 1, window.length - at);
  const digits: Digits = { positions: new Uint32Array(most), values: new Uint8Array(most), count: 0 };
  for (let index = earlier.length - front; index < earlier.length; index++) {
    const position = earlier[index];
    append(digits, position ?? at, position === undefined ? 0 : VALUES[window[position]!]!);
  }
  readForwards(window, at, digits, limits.lead ?? 0);

  const { positions, values } = digits;
  const count = (digits.count * 6) >> 3;
  const bytes = new Uint8Array(count);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const digit = Math.floor((index * 4) / 3);
    const shift = (index * 8) % 6;
    bytes[index] = ((values[digit]! << 6) | values[digit + 1]!) >> (4 - shift);
    starts[index] = positions[digit]!;
    ends[index] = positions[digit + 1]! + 1;
  }
  return { bytes, at: (front * 6) >> 3, starts, ends };
}

/** Arrays of the maximum length, with the number of digits found so far. */
interface Digits {
  readonly positions: Uint32Array;
  readonly values: Uint8Array;
  count: number;
}

function append(digits: Digits, position: number, value: number): void {
  digits.positions[digits.count] = position;
  digits.values[digits.count] = value;
  digits.count++;
}

/**
 * The bytes from the anchor's second on that the next characters encode, without skipping anything between them: for a first look,
 * since most anchors lead nowhere. Fewer than requested if there is anything but a digit.
 */
export function peekBase64(window: Uint8Array, at: number, digitsBefore: number, into: Uint8Array): number {
  // The anchor's first byte begins 0, 4 or 2 bits before `at`, for a phase of 0, 1 or 2 bytes of three.
  let bits = digitsBefore === 0 ? 0 : digitsBefore === 2 ? 4 : 2;
  let kept = 0;
  let count = -1;
  for (let position = at; count < into.length; position++) {
    const value = position < window.length ? VALUES[window[position]!]! : 64;
    if (value === 64) break;
    kept = ((kept << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    if (count >= 0) into[count] = kept >> bits;
    count++;
  }
  return Math.max(0, count);
}

/** The three bytes before the anchor's first, as one number; undefined unless six digits precede `at`. */
export function peekBackBase64(window: Uint8Array, at: number, digitsBefore: number): number | undefined {
  let value = 0;
  for (let position = at - 6; position < at; position++) {
    const digit = VALUES[window[position] ?? 0]!;
    if (digit === 64) return undefined;
    value = value * 64 + digit;
  }
  return Math.floor(value / (digitsBefore === 0 ? 1 : digitsBefore === 2 ? 16 : 4)) % 0x1000000;
}

/** Positions of up to `most` digits before `at`, in order; skips white space and `\n`, but no other escapes. */
function digitsBackwards(window: Uint8Array, at: number, most: number): number[] {
  const positions: number[] = [];
  let gap = 0;
  for (let position = at - 1; position >= 0 && positions.length < most && gap < 32; position--) {
    const byte = window[position]!;
    const escaped = (byte === 0x6e || byte === 0x72) && window[position - 1] === BACKSLASH;
    if (escaped || byte === BACKSLASH || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) {
      gap++;
    } else if (VALUES[byte] !== 64) {
      positions.push(position);
      gap = 0;
    } else break;
  }
  return positions.reverse();
}

/** Whether base64 continues there: the part taken as complete is then only a piece of it. */
export function isDigitAt(window: Uint8Array, at: number): boolean {
  return at < window.length && VALUES[window[at]!] !== 64 && !isDashes(window, at);
}

/** Whether the range consists of digits only. */
export function areDigits(window: Uint8Array, start: number, end: number): boolean {
  return window.subarray(start, end).every((byte) => VALUES[byte] !== 64);
}

function readForwards(window: Uint8Array, from: number, digits: Digits, lead: number): void {
  const wanted = digits.values.length;
  let position = from;
  let gap = 0;
  while (digits.count < wanted && position < window.length && gap < MAX_GAP) {
    const byte = window[position]!;
    const value = VALUES[byte]!;
    if (value !== 64) {
      // Four dashes are the end of armour, not digits of base64url.
      if (byte === 0x2d && isDashes(window, position)) return;
      append(digits, position, value);
      position++;
      gap = 0;
      continue;
    }
    const step = readGlue(window, position);
    if (step === undefined) return;
    if (step.digit !== undefined) {
      const digit = VALUES[step.digit]!;
      if (digit !== 64) {
        append(digits, step.next - 1, digit);
        gap = 0;
      } else if (step.digit > 0x20) return;
    }
    const next = byte === LF && lead > 0 ? position + 1 + lead : step.next;
    gap += next - position;
    position = next;
  }
}

function isDashes(window: Uint8Array, at: number): boolean {
  return window[at + 1] === 0x2d && window[at + 2] === 0x2d && window[at + 3] === 0x2d;
}

interface Step {
  readonly next: number;
  /** Code of the character that an escape represents. */
  readonly digit?: number;
}

/** Skips one item that may separate digits; undefined where the base64 ends. */
function readGlue(window: Uint8Array, position: number): Step | undefined {
  const byte = window[position]!;
  if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) {
    // The quote sign of a mail, after a line end.
    const next = window[position + 1];
    return { next: position + (next === 0x3e && byte <= 0x20 ? 2 : 1) };
  }
  switch (byte) {
    case BACKSLASH:
      return readBackslash(window, position);
    case 0x22:
    case 0x27:
    case 0x60:
      return nextLiteral(window, position, byte);
    case 0x25:
    case 0x26: {
      const text = latin1(window, position, position + 12);
      const found = /^(?:%(?:25)*([0-9A-Fa-f]{2})|&(?:amp;)?#(?:x([0-9A-Fa-f]{1,2})|([0-9]{1,3}));)/i.exec(text);
      if (found === null) return undefined;
      const [whole, percent, hex, decimal] = found;
      const code = decimal === undefined ? Number.parseInt(percent ?? hex!, 16) : Number(decimal);
      return { next: position + whole.length, digit: code };
    }
    default:
      return undefined;
  }
}

function readBackslash(window: Uint8Array, start: number): Step | undefined {
  let position = start;
  while (window[position] === BACKSLASH && position - start < 16) position++;
  const byte = window[position] ?? 0;
  // n, r, t, and a line end.
  if (byte === 0x6e || byte === 0x72 || byte === 0x74 || byte === 0x0a || byte === 0x0d) return { next: position + 1 };
  if (byte === 0x2f || byte === 0x2b) return { next: position + 1, digit: byte };
  if (byte === 0x22 || byte === 0x27) return nextLiteral(window, position, byte);
  const found = /^(?:u00|x)([0-9A-Fa-f]{2})/.exec(latin1(window, position, position + 5));
  return found === null ? undefined : { next: position + found[0].length, digit: Number.parseInt(found[1]!, 16) };
}

/** From the closing quote of a literal to after the opening quote of the next, if the two are concatenated. */
function nextLiteral(window: Uint8Array, closing: number, quote: number): Step | undefined {
  const most = Math.min(window.length, closing + 1 + 120);
  let opening = closing + 1;
  while (opening < most && window[opening] !== quote) opening++;
  if (opening >= most) return undefined;
  const between = latin1(window, closing + 1, opening);
  const together = /^[\s+.&|_()\\]*$/.test(between) || (/[\n\\]/.test(between) && !/[:={}[\]]/.test(between));
  return together ? { next: opening + 1 } : undefined;
}

/** The base64 of `bytes` if they begin 0, 1 or 2 bytes into a group of three: only the digits that depend on them alone. */
export function base64Anchors(bytes: Uint8Array): { readonly text: string; readonly digitsBefore: number }[] {
  return [0, 1, 2].map((phase) => {
    const shifted = Buffer.concat([Buffer.alloc(phase), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const digitsBefore = [0, 2, 3][phase]!;
    return { text: shifted.slice(digitsBefore, Math.floor(((phase + bytes.length) * 8) / 6)), digitsBefore };
  });
}
