import { copyMatch } from './copy-match.ts';
import { Lz4Sequences } from './lz4-sequences.ts';

/** What is not longer is copied word by word; more is worth a call. */
const SHORT_BYTES = 32;
/** Words that are copied reach that much beyond their end. */
export const SLACK_BYTES = 3;

/**
 * Unpacks an LZ4 block (lz4_Block_format.md) into `target` from `start` on, at most up to `limit`. Matches may reach back to
 * `base`. Behind `limit` there must be SLACK_BYTES, which are overwritten.
 * @returns where the content ends, or the complement (~) of where it breaks off, when the block is damaged or holds more
 */
/*  a sequence:
 *  0  1  token: bits 4 to 7: literals, 0 to 3: length of the match - 4; of either 15 goes on in bytes up to one below 255
 *  .  n  literals; the last sequence of a block ends here
 *  .  2  distance of the match
 *  .  n  rest of the length                                                        */
export function unpackLz4Block(
  source: Uint8Array,
  target: Uint8Array,
  { start, limit, base }: { readonly start: number; readonly limit: number; readonly base: number },
): number {
  const end = source.length;
  const words = new DataView(target.buffer, target.byteOffset, target.length);
  const sourceWords = new DataView(source.buffer, source.byteOffset, source.length);
  let from = 0;
  let to = start;
  while (from < end) {
    const token = source[from++]!;
    let literals = token >>> 4;
    if (literals === 15) {
      let more = 255;
      while (more === 255 && from < end) literals += more = source[from++]!;
      if (more === 255) return ~to;
    }
    const room = Math.min(end - from, limit - to);
    if (literals > room) {
      target.set(source.subarray(from, from + room), to);
      return ~(to + room);
    }
    if (literals > SHORT_BYTES || from + literals + SLACK_BYTES > end)
      target.set(source.subarray(from, from + literals), to);
    else for (let at = 0; at < literals; at += 4) words.setInt32(to + at, sourceWords.getInt32(from + at, true), true);
    from += literals;
    to += literals;
    if (from === end) return to;
    if (from + 2 > end) return ~to;
    const distance = source[from]! | (source[from + 1]! << 8);
    from += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      let more = 255;
      while (more === 255 && from < end) length += more = source[from++]!;
      if (more === 255) return ~to;
    }
    if (distance === 0 || to - distance < base) return ~to;
    if (length > limit - to) return ~copyMatch(target, to, distance, limit - to);
    if (length > SHORT_BYTES || distance < 4) to = copyMatch(target, to, distance, length);
    else {
      for (let at = 0; at < length; at += 4) words.setInt32(to + at, words.getInt32(to + at - distance, true), true);
      to += length;
    }
  }
  // A block ends with literals, if only with none of them; what is empty is no block.
  return ~to;
}

/** A byte of a block makes no more. */
export const MAX_RATIO = 255;

/** Bytes of a block that holds so many (LZ4_compressBound of lz4.h). */
export function mostLz4Bytes(contentBytes: number): number {
  return contentBytes + Math.floor(contentBytes / 255) + 16;
}

/** What a block makes before which nothing comes: at most `maxBytes`. Damaged: or it makes more. */
export function unpackLoneLz4Block(block: Uint8Array, maxBytes: number): { bytes: Uint8Array; isDamaged: boolean } {
  const limit = Math.min(maxBytes, block.length * MAX_RATIO);
  const target = new Uint8Array(limit + SLACK_BYTES);
  const found = unpackLz4Block(block, target, { start: 0, limit, base: 0 });
  return { bytes: target.subarray(0, found < 0 ? ~found : found), isDamaged: found < 0 };
}

/**
 * Whether the sequences that `block`, or the beginning of it, consists of could be unpacked where nothing comes before them.
 * @param most bytes that it holds, behind which anything may follow
 */
export function isLikelyLz4Block(block: Uint8Array, most = Number.POSITIVE_INFINITY): boolean {
  const sequences = new Lz4Sequences(block);
  while (sequences.size < most && sequences.passLiterals()) {
    if (sequences.size >= most || !sequences.findMatch()) break;
    if (!liesBefore(sequences)) return false;
    sequences.passMatch();
  }
  return true;
}

function liesBefore({ distance, size }: Lz4Sequences): boolean {
  return distance > 0 && distance <= size;
}

/**
 * How many bytes of `seen`, behind which anything may follow, a block has that holds `contentBytes` and comes to its end there.
 * @returns undefined where none of its sequences ends with them
 */
export function lz4BlockBytes(seen: Uint8Array, contentBytes: number): number | undefined {
  const sequences = new Lz4Sequences(seen);
  while (sequences.size <= contentBytes && sequences.passLiterals()) {
    if (sequences.size === contentBytes && sequences.at <= seen.length) return sequences.at;
    if (!sequences.findMatch()) break;
    sequences.passMatch();
  }
  return undefined;
}

/**
 * Whether `block` is one that was damaged: before it breaks off, so many matches lie in what came before them that chance makes none of
 * sixteen million do so, unless another number is asked for, by its logarithm.
 */
export function isBrokenLz4Block(block: Uint8Array, proofBits = PROOF_BITS): boolean {
  const sequences = new Lz4Sequences(block);
  let bits = 0;
  while (bits < proofBits && sequences.passLiterals()) {
    if (!sequences.findMatch() || !liesBefore(sequences)) break;
    bits += Math.max(0, MAX_DISTANCE_BITS - Math.log2(sequences.size));
    sequences.passMatch();
  }
  return bits >= proofBits;
}
const MAX_DISTANCE_BITS = 16;
const PROOF_BITS = 24;
