// Drops backslash escapes that hide nothing, such as `\x1b`, `\033` and `\r`: binary data in a literal is full of them.
// A prefilter: src/unpack/codings/escaped-runs.ts decides exactly about each escape that is left.
import { isOf, quotesIn, WORD_HIGH, WORD_LOW } from './literals';

const LF: u8 = 0x0a;
const CR: u8 = 0x0d;
const BACKSLASH: u8 = 0x5c;
const QUOTE: u8 = 0x22;
const SLASH: u8 = 0x2f;
const MINUS: u8 = 0x2d;
const UNDERSCORE: u8 = 0x5f;
const LOWER_U: u8 = 0x75;
const LOWER_X: u8 = 0x78;
/**
 * Characters that join or separate words, among them `" . :`, as bit sets over the lower and the upper half of ASCII.
 */
const TELLING_LOW: u64 = 0x27ffe80400000000;
const TELLING_HIGH: u64 = 0x07fffffe87fffffe;
/** Most bytes between the quote that opens a literal and an escape that may be the first of packed data. */
const NEAR_QUOTE: usize = 9;

/**
 * Keeps those of `cells`, one bit a cell from `at` on, in which the byte after a backslash makes an escape that may
 * hide something.
 * @param from where the bytes begin: packed data may begin there, as it may after a quote
 */
export function withoutDullEscapes(at: usize, cells: u32, from: usize): u32 {
  let left = cells;
  for (let rest = cells; rest; rest &= rest - 1) {
    const cell = at + (<usize>ctz(rest) << 3);
    let found = <u32>i8x16.bitmask(i8x16.eq(v128.load(cell - 1), i8x16.splat(BACKSLASH))) & 0xff;
    while (found && isDull(cell - 1 + <usize>ctz(found), from)) found &= found - 1;
    if (!found) left ^= rest & (0 - rest);
  }
  return left;
}

function isDull(escape: usize, from: usize): bool {
  const letter = load<u8>(escape, 1);
  if (letter == LF || letter == CR) return !isOf(load<u8>(escape - 1), WORD_LOW, WORD_HIGH);
  const isHex = letter == LOWER_X;
  if (!isHex && letter >> 3 != 6) return !isTelling(letter);
  const byte = isHex ? hexByte(escape + 2) : octal(escape + 1);
  if (isOf(byte, TELLING_LOW, TELLING_HIGH) || escape <= from + NEAR_QUOTE) return false;
  return (quotesIn(v128.load(escape - NEAR_QUOTE)) & ((1 << NEAR_QUOTE) - 1)) == 0;
}

/**
 * Whether a backslash before this letter makes an escape that may join or separate words, or that stands for a
 * character of any kind.
 */
// @ts-ignore: decorator
@inline
function isTelling(letter: u8): bool {
  if (letter == MINUS || letter == UNDERSCORE) return true;
  return letter == QUOTE || letter == SLASH || letter == BACKSLASH || (letter | 0x20) == LOWER_U;
}

/** Value of two hex digits. For other characters the result does not matter, since then this is no escape. */
function hexByte(at: usize): u8 {
  return (hexDigit(load<u8>(at)) << 4) | hexDigit(load<u8>(at, 1));
}

// @ts-ignore: decorator
@inline
function hexDigit(byte: u8): u8 {
  return (byte & 15) + (byte & 0x40 ? 9 : 0);
}

/** Value of one to three octal digits, up to 0377. */
function octal(at: usize): u8 {
  let value: u8 = 0;
  for (const end = at + 3; at < end && load<u8>(at) >> 3 == 6 && value < 32; at++)
    value = (value << 3) | (load<u8>(at) & 7);
  return value;
}
