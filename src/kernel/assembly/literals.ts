// Quotes with which a string literal ends behind which another opens. Told exactly by src/unpack/codings/concatenation.ts.

/** Of ASCII, its lower and its upper half, a bit a character: letters, digits, `+ - = _ /`. */
const WORD_LOW: u64 = 0x23ffa80000000000;
const WORD_HIGH: u64 = 0x07fffffe87fffffe;
/** Tab, line ends, blank, `& + . < > \ | ~`. */
const BETWEEN_LOW: u64 = 0x5000484100002600;
const BETWEEN_HIGH: u64 = 0x5000000010000000;
/** What stands between two literals at most. */
const MOST_BETWEEN: usize = 256;
/** Letters before a literal, whatever they are. */
const MOST_PREFIX: usize = 2;

/** Those of `cells`, a bit a cell from `at` on, in which a literal ends, or whose byte before is where one ends. */
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

/** Bit n: byte n is a quote. */
// @ts-ignore: decorator
@inline
export function quotesIn(bytes: v128): u32 {
  const quotes = v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x27)));
  return <u32>i8x16.bitmask(v128.or(quotes, i8x16.eq(bytes, i8x16.splat(0x60))));
}

function endsLiteral(quote: usize): bool {
  if (!isOf(load<u8>(quote - 1), WORD_LOW, WORD_HIGH)) return false;
  let at = quote + 1;
  const most = quote + MOST_BETWEEN;
  while (at < most && isOf(load<u8>(at), BETWEEN_LOW, BETWEEN_HIGH)) at++;
  for (const last = at + MOST_PREFIX; at < last && !isQuote(load<u8>(at)); ) at++;
  return isQuote(load<u8>(at));
}

// @ts-ignore: decorator
@inline
function isQuote(byte: u8): bool {
  return byte == 0x22 || byte == 0x27 || byte == 0x60;
}

/** Whether a byte is of a class of ASCII, told by a bit a character. */
// @ts-ignore: decorator
@inline
export function isOf(byte: u8, low: u64, high: u64): bool {
  return byte < 0x80 && (((byte < 0x40 ? low : high) >> (byte & 63)) & 1) != 0;
}
