// Recognises words that look like base64 but encode nothing: mostly names in programs. A prefilter:
// src/unpack/codings/base64.ts decides again, and exactly, about each word that is left.
import { SIGN_DIGITS, SIGN_HEADS, SIGN_TABLES, SIGN_WORDS } from './layout';

/** Shorter words are lines of a longer stretch. */
const LEAST: usize = 24;
/** Longer words may be random data, and are left to the coding. */
const MOST: usize = 240;
/** Two words of this length or more, with a blank between them, may be lines. */
const MIN_SPACED: usize = 32;
/** Between a word and the line end; behind more of them, the word is left to the coding. */
const MAX_BLANKS: usize = 16;
/**
 * In a word of at least this length, the head of a format may begin at any of so many first digits; in a shorter one,
 * only at one of the first four.
 */
const MAX_GLUED: usize = 64;

const TAB: u8 = 0x09;
const LF: u8 = 0x0a;
const CR: u8 = 0x0d;
const SPACE: u8 = 0x20;
const COMMA: u8 = 0x2c;
const FOUR: u8 = 0x34;
const EQUALS: u8 = 0x3d;
const BACKSLASH: u8 = 0x5c;

/**
 * Whether the stretch of digits around `cell` is dull: a single word, not one of several lines, that encodes neither
 * text nor the beginning of a format at any alignment. The cell before `cell` is the stretch's first full one.
 */
export function isDull(cell: usize): bool {
  const before = foreign(v128.load(cell - 24));
  if (!before) return false;
  const start = cell - 8 - clz(before << 16);
  const ahead = load<u8>(start - 1);
  // The end of a previous line, and `;base64,`.
  if (ahead == LF || ahead == CR) {
    if (foreign(v128.load8_splat(start - 2)) == 0 || load<u8>(start - 2) == LF || load<u8>(start - 2) == CR) return false;
  } else if (ahead == COMMA && load<u8>(start - 2) == FOUR) return false;
  const length = readDigits(start);
  return length >= LEAST && length < MOST && endsThere(start + length, length) && !meansSomething(length);
}

/** Whether neither a separator of lines nor, behind one blank, a word as long as a line follows. */
function endsThere(behind: usize, length: usize): bool {
  let at = behind;
  while (at < behind + 2 && load<u8>(at) == EQUALS) at++;
  if (load<u8>(at) == SPACE && length + (at - behind) >= MIN_SPACED && !(foreign(v128.load(at, 1)) | foreign(v128.load(at, 17))))
    return false;
  const limit = at + MAX_BLANKS;
  let byte = load<u8>(at);
  while ((byte == SPACE || byte == TAB) && at < limit) byte = load<u8>(++at);
  return byte != LF && byte != CR && byte != BACKSLASH && at < limit;
}

/** Bit n is set when byte n is no digit. */
// @ts-ignore: decorator
@inline
function foreign(bytes: v128): u32 {
  const low = v128.load(SIGN_TABLES);
  const high = v128.and(i16x8.shr_u(bytes, 4), low);
  const no = v128.and(
    i8x16.swizzle(v128.load(SIGN_TABLES, 32), v128.and(bytes, low)),
    i8x16.swizzle(v128.load(SIGN_TABLES, 16), high),
  );
  const none = i8x16.splat(0);
  // In row 0, the only members of that table are line ends, which are no digits.
  return <u32>i8x16.bitmask(v128.or(i8x16.ne(no, none), i8x16.eq(high, none)));
}

/**
 * Writes the values of the digits from `at` on, followed by zeros.
 * @returns how many there are; above MOST, the number is not exact
 */
function readDigits(at: usize): usize {
  const low = v128.load(SIGN_TABLES);
  let length: usize = 0;
  while (length < MOST) {
    const bytes = v128.load(at + length);
    const high = v128.and(i16x8.shr_u(bytes, 4), low);
    let values = i8x16.add(bytes, i8x16.swizzle(v128.load(SIGN_WORDS, 64), high));
    const signs = i8x16.swizzle(v128.load(SIGN_WORDS, 48), v128.and(bytes, low));
    values = v128.bitselect(signs, values, i8x16.eq(high, i8x16.splat(2)));
    values = v128.bitselect(i8x16.splat(63), values, i8x16.eq(bytes, i8x16.splat(0x5f)));
    v128.store(length + SIGN_DIGITS, values);
    const others = foreign(bytes);
    if (others) {
      length += ctz(others);
      break;
    }
    length += 16;
  }
  const none = i8x16.splat(0);
  v128.store(length + SIGN_DIGITS, none);
  v128.store(length + SIGN_DIGITS, none, 16);
  return length;
}

function meansSomething(length: usize): bool {
  let printed: u64 = 0;
  const glued: usize = length < MAX_GLUED ? 1 : MAX_GLUED;
  for (let at: usize = 0; at < length; at += 16) {
    const digits = at + SIGN_DIGITS;
    const second = v128.load(digits, 1);
    const third = v128.load(digits, 2);
    const three = i8x16.splat(3);
    const low = i8x16.splat(15);
    // At each digit: the three bytes that it and the next three encode.
    const a = v128.or(i16x8.shl(v128.load(digits), 2), v128.and(i16x8.shr_u(second, 4), three));
    const b = v128.or(i16x8.shl(v128.and(second, low), 4), v128.and(i16x8.shr_u(third, 2), low));
    const c = v128.or(i16x8.shl(v128.and(third, three), 6), v128.load(digits, 3));
    // 18 consecutive bytes that are printable, or nearly so.
    const least = i8x16.min_s(i8x16.min_s(a, b), c);
    printed = (printed >> 16) | (<u64>i8x16.bitmask(i8x16.gt_s(least, i8x16.splat(8))) << 48);
    const twice = printed & (printed >> 4);
    if (twice & (twice >> 8) & (twice >> 16)) return true;
    if (at == 0 && mayBeText(a, b, c)) return true;
    if (at < glued && beginsFormat(a, digits, length < MAX_GLUED ? 15 : 0xffff)) return true;
  }
  return false;
}

/**
 * Whether the first 12 bytes, decoded from one of the first four digits on, can be UTF-8 or characters of two bytes.
 */
// @ts-ignore: decorator
@inline
function mayBeText(a: v128, b: v128, c: v128): bool {
  let wrong = v128.or(v128.or(control(a), control(b)), control(c));
  wrong = v128.or(wrong, v128.or(broken(a, b), broken(b, c)));
  // A byte order mark
  const marks = i8x16.eq(i8x16.max_u(i8x16.min_u(a, b), i8x16.splat(-2)), i8x16.min_u(a, b));
  const right = ~(<u32>i8x16.bitmask(v128.andnot(wrong, marks)));
  return (right & (right >> 4) & (right >> 8) & (right >> 12) & 15) != 0;
}

// @ts-ignore: decorator
@inline
function control(bytes: v128): v128 {
  const first = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(1)), i8x16.splat(8));
  return v128.or(first, i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(14)), i8x16.splat(18)));
}

/** A continuation byte where no character began, or none where one did. */
// @ts-ignore: decorator
@inline
function broken(before: v128, bytes: v128): v128 {
  const goesOn = i8x16.lt_s(bytes, i8x16.splat(-64));
  const begins = v128.and(i8x16.ge_s(before, i8x16.splat(-64)), i8x16.lt_s(before, i8x16.splat(0)));
  return v128.or(v128.andnot(goesOn, i8x16.lt_s(before, i8x16.splat(0))), v128.andnot(begins, goesOn));
}

/** @param firsts the first byte decoded at each digit @param places one bit for each digit that counts */
function beginsFormat(firsts: v128, digits: usize, places: u32): bool {
  const low = i8x16.splat(15);
  const columns = v128.and(firsts, low);
  const sets = v128.bitselect(
    i8x16.swizzle(v128.load(SIGN_WORDS, 16), columns),
    i8x16.swizzle(v128.load(SIGN_WORDS), columns),
    i8x16.lt_s(firsts, i8x16.splat(0)),
  );
  const rows = i8x16.swizzle(v128.load(SIGN_WORDS, 32), v128.and(i16x8.shr_u(firsts, 4), low));
  let found = <u32>i8x16.bitmask(i8x16.ne(v128.and(sets, rows), i8x16.splat(0))) & places;
  for (; found; found &= found - 1) {
    const at = digits + <usize>ctz(found);
    const first = (<u32>load<u8>(at) << 18) | (<u32>load<u8>(at, 1) << 12) | (<u32>load<u8>(at, 2) << 6) | load<u8>(at, 3);
    const four = (first << 8) | (<u32>load<u8>(at, 4) << 2) | (<u32>load<u8>(at, 5) >> 4);
    for (let head: usize = SIGN_HEADS; load<u32>(head) != 0; head += 8)
      if ((four & load<u32>(head)) == load<u32>(head, 4)) return true;
  }
  return false;
}
