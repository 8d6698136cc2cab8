import { copyMatch } from './copy-match.ts';
import { Lz4Sequences } from './lz4-sequences.ts';

/** Up to this length, copying word by word beats a call. */
const SHORT_BYTES = 32;
/** Bytes by which copying in words may overrun its end. */
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
  // A block ends with a sequence of literals (possibly zero), so an empty one is no block.
  return ~to;
}

/** The most that one packed byte can expand to. */
export const MAX_RATIO = 255;

/** Upper bound on the size of a block with this much content (LZ4_compressBound of lz4.h). */
export function maxLz4Bytes(contentBytes: number): number {
  return contentBytes + Math.floor(contentBytes / 255) + 16;
}

/** Unpacks a block without history, to at most `maxBytes`. Damaged: or it makes more. */
export function unpackLoneLz4Block(block: Uint8Array, maxBytes: number): { bytes: Uint8Array; isDamaged: boolean } {
  const limit = Math.min(maxBytes, block.length * MAX_RATIO);
  const target = new Uint8Array(limit + SLACK_BYTES);
  const found = unpackLz4Block(block, target, { start: 0, limit, base: 0 });
  return { bytes: target.subarray(0, found < 0 ? ~found : found), isDamaged: found < 0 };
}

/**
 * Whether the sequences of `block`, or of its beginning, can be unpacked without history.
 * @param most bytes that belong to it; anything may follow them
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
 * The size of the block at the start of `seen` that unpacks to exactly `contentBytes`; anything may follow it.
 * @returns undefined where none of its sequences ends there
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
 * Whether `block` is a damaged LZ4 block rather than other data: before it breaks off, so many matches stay within the output before
 * them that chance does so in less than one of sixteen million; `proofBits` is the logarithm of that number.
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
