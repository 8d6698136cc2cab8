import { Lz4Sequences } from '../codecs/lz4-sequences.ts';

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
  const sequences = new Lz4Sequences(block);
  while (sequences.passLiterals() && sequences.findMatch()) {
    sequences.passMatch();
    const to = start + sequences.size;
    const from = to - sequences.distance;
    if (from < start && to < limit - LAST_LITERALS && unpacked[to] === unpacked[from]) return true;
  }
  return false;
}
