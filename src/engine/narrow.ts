/** UTF-16 text around an anchor, as one byte a character. */
export interface NarrowWindow {
  /** One byte a character; a view of the scratch, valid until the next call. */
  readonly characters: Uint8Array;
  /** Index of the anchor's first character. */
  readonly at: number;
  /** Offset, in the original window, of the first byte of the first character (in UTF-16BE, its NUL). */
  readonly start: number;
}

/**
 * Strips the NULs from UTF-16 text in the range of Latin-1. Inside a run, `x 0 y 0` (LE) and `0 x 0 y` (BE) look alike;
 * only the ends tell them apart. In LE, the first character may follow any byte, and the last must be followed by its
 * NUL; in BE, the first must follow its NUL, and the last may be followed by any byte. Where the ends contradict each
 * other, the byte order whose own end is a printable character wins; failing that, UTF-16 is assumed to lie at even
 * offsets, as it does in files and strings. No character is dropped either way: the answer only moves `start` by one.
 *
 * @param at index of the anchor's first character byte (not of the NUL before it)
 * @param limits `before`, `after`: most characters to take on each side; `base`: offset of the window in what is
 * scanned
 * @param scratch at least `before + after` bytes; owned by the caller
 */
export function narrow(
  window: Uint8Array,
  at: number,
  limits: { readonly before: number; readonly after: number; readonly base: number },
  scratch: Uint8Array,
): NarrowWindow {
  let first = at;
  while (at - first < 2 * limits.before && first >= 2 && window[first - 1] === 0 && window[first - 2] !== 0) first -= 2;
  let last = at;
  const lastMost = at + 2 * (limits.after - 1);
  while (last < lastMost && window[last + 1] === 0 && (window[last + 2] ?? 0) !== 0) last += 2;
  const leftIsLittle = window[first - 1] !== 0;
  const rightIsBig = window[last + 1] !== 0;
  const clear = leftIsLittle !== rightIsBig;
  const bigEndian = clear ? rightIsBig : isBigEndian(window, first, last, limits.base);
  let count = 0;
  for (let i = first; i <= last; i += 2) scratch[count++] = window[i]!;
  return { characters: scratch.subarray(0, count), at: (at - first) / 2, start: bigEndian ? first - 1 : first };
}

/** For a run whose ends contradict each other. */
function isBigEndian(window: Uint8Array, first: number, last: number, base: number): boolean {
  const littlePrintable = isPrintable(window[first]!);
  const bigPrintable = isPrintable(window[last]!);
  return littlePrintable === bigPrintable ? (base + first) % 2 === 1 : bigPrintable;
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
