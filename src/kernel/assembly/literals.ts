// Finds quotes that end a string literal and are followed by another literal. A prefilter:
// src/unpack/codings/concatenation.ts decides exactly.

/** Letters, digits, `+ - = _ /`, as bit sets over the lower and the upper half of ASCII. */
export const WORD_LOW: u64 = 0x23ffa80000000000;
export const WORD_HIGH: u64 = 0x07fffffe87fffffe;
/** Tab, line ends, blank, `& + . < > \ | ~`, in the same form. */
const BETWEEN_LOW: u64 = 0x5000484100002600;
const BETWEEN_HIGH: u64 = 0x5000000010000000;
/** Most bytes between two literals. */
const MAX_BETWEEN: usize = 256;
/** Most letters of a literal's prefix, whatever they are. */
const MAX_PREFIX: usize = 2;
/** Directives of an assembler, behind the dot: `ascii` and `asciz`, `string`; four bytes of each. */
const ASCI: u32 = 0x69637361;
const STRI: u32 = 0x69727473;

/**
 * Keeps those of `cells`, one bit a cell from `at` on, in which a literal ends, or whose preceding byte is the end of
 * one.
 */
export function withLiterals(at: usize, cells: u32): u32 {
  let left = cells;
  for (let rest = cells; rest; rest &= rest - 1) {
    const cell = at + (<usize>ctz(rest) << 3);
    const bytes = v128.load(cell - 1);
    let found = quotesIn(bytes) & 0x1ff;
    while (found && !endsLiteral(cell - 1 + <usize>ctz(found))) found &= found - 1;
    if (!found) left ^= rest & (0 - rest);
  }
  return left;
}

/** Bit n is set when byte n is a quote. */
// @ts-ignore: decorator
@inline
export function quotesIn(bytes: v128): u32 {
  const quotes = v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x27)));
  return <u32>i8x16.bitmask(v128.or(quotes, i8x16.eq(bytes, i8x16.splat(0x60))));
}

function endsLiteral(quote: usize): bool {
  if (!isOf(load<u8>(quote - 1), WORD_LOW, WORD_HIGH)) return false;
  let at = quote + 1;
  const most = quote + MAX_BETWEEN;
  while (at < most && isOf(load<u8>(at), BETWEEN_LOW, BETWEEN_HIGH)) at++;
  const directive = load<u32>(at);
  if (directive == ASCI || directive == STRI) return true;
  for (const last = at + MAX_PREFIX; at < last && !isQuote(load<u8>(at)); ) at++;
  return isQuote(load<u8>(at));
}

// @ts-ignore: decorator
@inline
function isQuote(byte: u8): bool {
  return byte == 0x22 || byte == 0x27 || byte == 0x60;
}

/** Whether a byte belongs to a class of ASCII characters, given as two bit sets. */
// @ts-ignore: decorator
@inline
export function isOf(byte: u8, low: u64, high: u64): bool {
  return byte < 0x80 && (((byte < 0x40 ? low : high) >> (byte & 63)) & 1) != 0;
}
