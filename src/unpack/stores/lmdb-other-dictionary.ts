/*  a sequence of a block of LZ4 (lz4_Block_format.md): token, literals, distance of the match, rest of its length; see lz4-block.ts */

/** LASTLITERALS of lz4.c: no match goes on into the last bytes of a block. */
const LAST_LITERALS = 5;

/**
 * Whether `block` was packed with another dictionary than the one it was unpacked with: LZ4 makes every match as long as it can be
 * (LZ4_count in lz4.c), and one that ends before bytes that are the same again was made of other bytes. Of text every twentieth is.
 * @param unpacked the dictionary, which ends at `start`, and what the block holds, up to `limit`
 */
export function hasOtherDictionary(
  block: Uint8Array,
  unpacked: Uint8Array,
  { start, limit }: { readonly start: number; readonly limit: number },
): boolean {
  let to = start;
  for (let at = 0; at < block.length; ) {
    const token = block[at++]!;
    let literals = token >>> 4;
    if (literals === 15) for (let more = 255; more === 255 && at < block.length; ) literals += more = block[at++]!;
    at += literals;
    to += literals;
    if (at + 2 > block.length) break;
    const distance = block[at]! | (block[at + 1]! << 8);
    at += 2;
    let length = (token & 15) + 4;
    if (length === 19) for (let more = 255; more === 255 && at < block.length; ) length += more = block[at++]!;
    to += length;
    const isOfDictionary = to - distance < start;
    if (isOfDictionary && to < limit - LAST_LITERALS && unpacked[to] === unpacked[to - distance]) return true;
  }
  return false;
}
