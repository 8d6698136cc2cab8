import { Lz4Sequences } from '../codecs/lz4-sequences.ts';

/** LASTLITERALS of lz4.c: no match extends into the last bytes of a block. */
const LAST_LITERALS = 5;

/**
 * Whether `block` was packed with a different dictionary than it was unpacked with. LZ4 makes every match as long as possible
 * (LZ4_count in lz4.c), so a match that stops although the next bytes are equal too was made with other bytes. In text, one in
 * twenty is.
 * @param unpacked the dictionary, which ends at `start`, followed by the content of the block, up to `limit`
 */
export function hasOtherDictionary(
  block: Uint8Array,
  unpacked: Uint8Array,
  { start, limit }: { readonly start: number; readonly limit: number },
): boolean {
  const sequences = new Lz4Sequences(block);
  while (sequences.passLiterals() && sequences.findMatch()) {
    sequences.passMatch();
    const to = start + sequences.size;
    const from = to - sequences.distance;
    if (from < start && to < limit - LAST_LITERALS && unpacked[to] === unpacked[from]) return true;
  }
  return false;
}
