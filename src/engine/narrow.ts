/** UTF-16 text around an anchor, as one byte a character. */
export interface NarrowWindow {
  /** Characters; a view of the scratch, valid until the next call. */
  readonly characters: Uint8Array;
  /** Index of the anchor's first character. */
  readonly at: number;
  /** Offset in the original window of the first byte of the first character, NUL of UTF-16BE included. */
  readonly start: number;
}

/**
 * Takes the NULs out of UTF-16 text in Latin-1's range. From the anchor the run goes on in both directions as long as
 * every second byte is NUL. `x 0 y 0` (LE) and `0 x 0 y` (BE) look alike from inside; a run that begins with a NUL and
 * does not end with one is BE, anything else is LE.
 *
 * @param at index of the anchor's first character byte (not of the NUL before it)
 * @param before,after most characters to take on each side
 * @param scratch at least `before + after` bytes; owned by the caller
 */
export function narrow(window: Uint8Array, at: number, before: number, after: number, scratch: Uint8Array): NarrowWindow {
  let first = at;
  while (at - first < 2 * before && first >= 2 && window[first - 1] === 0 && window[first - 2] !== 0) first -= 2;
  let end = at;
  let count = (at - first) / 2;
  for (let i = 0; i < count; i++) scratch[i] = window[first + 2 * i]!;
  const most = count + after;
  while (count < most && end < window.length && window[end] !== 0) {
    scratch[count++] = window[end]!;
    end += 2;
    if (window[end - 1] !== 0) break;
  }
  const leadingNul = first > 0 && window[first - 1] === 0;
  const trailingNul = window[end - 1] === 0;
  const bigEndian = leadingNul && !trailingNul;
  return { characters: scratch.subarray(0, count), at: (at - first) / 2, start: bigEndian ? first - 1 : first };
}
