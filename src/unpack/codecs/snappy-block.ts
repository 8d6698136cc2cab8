import { copyMatch } from './copy-match.ts';
import { littleEndian, varintAt } from './small-numbers.ts';

/**
 * Unpacks a block of Snappy (google/snappy, format_description.txt) into `target`, and no more than that holds.
 * @returns where the content ends, or the complement (~) of where it breaks off, when the block is damaged, cut or does not
 *   have the length that it names
 */
/*  0  n  length of the content, 7 bits a byte, the lowest first
 *  then elements, by the low two bits L of their first byte, T being the upper six:
 *  00  T + 1 literals; 60 to 63: 1 to 4 bytes hold their number - 1
 *  01  4 + low three bits of T bytes from (upper three bits of T << 8) + next byte
 *  10  T + 1 bytes from a distance of 2 bytes;  11  of 4 bytes                          */
export function unpackSnappyBlock(source: Uint8Array, target: Uint8Array): number {
  const { length: promised, next } = snappyLength(source);
  let from = next;
  let to = 0;
  while (from < source.length) {
    const tag = source[from++]!;
    const kind = tag & 3;
    const upper = tag >> 2;
    const numberBytes = kind === 0 ? Math.max(0, upper - 59) : kind === 3 ? 4 : kind;
    if (from + numberBytes > source.length) return ~to;
    const number = littleEndian(source, from, numberBytes);
    from += numberBytes;
    const room = target.length - to;
    if (kind === 0) {
      const length = (numberBytes > 0 ? number : upper) + 1;
      const copied = Math.min(length, room, source.length - from);
      target.set(source.subarray(from, from + copied), to);
      from += copied;
      to += copied;
      if (copied < length) return ~to;
    } else {
      const distance = kind === 1 ? ((tag >> 5) << 8) | number : number;
      const length = kind === 1 ? 4 + (upper & 7) : upper + 1;
      if (distance === 0 || distance > to) return ~to;
      to = copyMatch(target, to, distance, Math.min(length, room));
      if (length > room) return ~to;
    }
  }
  return to === promised ? to : ~to;
}

/** The largest expansion: an element of 3 bytes stands for 64. */
const EXPANSION = 22;

/** Upper bound on the size of a block with this much content (MaxCompressedLength of snappy.cc). */
function maxSnappyBytes(contentBytes: number): number {
  return 32 + contentBytes + Math.floor(contentBytes / 6);
}

/** Bytes of a block that `isLikelySnappyBlock` looks at. */
export const SNAPPY_HEAD_BYTES = 6;

/**
 * Whether a non-empty block of `blockBytes` can begin like this: it states a plausible length, and copies nothing before there is
 * output.
 */
export function isLikelySnappyBlock(head: Uint8Array, blockBytes: number): boolean {
  const { length, next } = snappyLength(head);
  if (length <= 0 || length > EXPANSION * blockBytes || blockBytes > maxSnappyBytes(length)) return false;
  return next < head.length && (head[next]! & 3) === 0;
}

/**
 * Unpacks a block, or as much of it as can be had, allocating no more than that.
 * @param most bytes of output
 */
export function snappyContent(block: Uint8Array, most: number): { content: Uint8Array; isWhole: boolean } {
  const target = new Uint8Array(Math.min(most, Math.max(0, snappyLength(block).length), EXPANSION * block.length));
  const end = unpackSnappyBlock(block, target);
  // Copied, because a view would keep the whole target alive for a few bytes.
  return end < 0 ? { content: target.slice(0, ~end), isWhole: false } : { content: target, isWhole: true };
}

/**
 * Counts valid elements of `block`, or of its beginning; -1 where one copies from before the block, or they exceed the length that the
 * block states.
 */
export function snappyElements(block: Uint8Array): number {
  const { length: promised, next } = snappyLength(block);
  let [count, size] = [0, 0];
  for (let from = next; from < block.length; count++) {
    const tag = block[from++]!;
    const kind = tag & 3;
    const numberBytes = kind === 0 ? Math.max(0, (tag >> 2) - 59) : kind === 3 ? 4 : kind;
    if (from + numberBytes > block.length) break;
    const number = littleEndian(block, from, numberBytes);
    const distance = kind === 1 ? ((tag >> 5) << 8) | number : number;
    if (kind !== 0 && (distance === 0 || distance > size)) return -1;
    const length = kind === 1 ? 4 + ((tag >> 2) & 7) : (kind === 0 && numberBytes > 0 ? number : tag >> 2) + 1;
    from += numberBytes + (kind === 0 ? length : 0);
    size += length;
    if (size > promised) return -1;
  }
  return count;
}

/** The length that a block states, and where its elements begin; a length of -1 when there is none. */
export function snappyLength(source: Uint8Array): { readonly length: number; readonly next: number } {
  const found = varintAt(source, 0);
  return found === undefined ? { length: -1, next: source.length } : { length: found.value, next: found.next };
}
