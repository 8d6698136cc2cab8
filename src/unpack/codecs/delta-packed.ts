/**
 * Integers stored as bit-packed differences (apache/parquet-format, Encodings.md, DELTA_BINARY_PACKED), the form in which
 * lengths of values are stored.
 */
import { bitsAt, varintAt, zigzag } from './small-numbers.ts';

/*  0  .  values in a block, miniblocks in a block, values in all, the first value (zigzag)
 *  block
 *  0  .  smallest difference (zigzag)
 *  .  n  of each miniblock: bits of a difference
 *  .  .  miniblocks: differences less the smallest one, the lowest bits first; those after the last value are left out  */
const MIN_MINIBLOCK_VALUES = 8;
const MAX_BLOCK_VALUES = 1 << 20;
/** Differences of 32-bit numbers. */
const MAX_BITS = 33;
/** A block of DuckDB holds 2,048 values, and takes ten bytes when these are equal. */
const MAX_VALUES_A_BYTE = 1024;
/** Values in a page; writers begin a new one after 20,000 to 250,000. */
const MAX_VALUES = 1 << 24;

export interface Lengths {
  readonly lengths: Int32Array;
  /** Where the packed lengths end. */
  readonly end: number;
}

/**
 * Reads the lengths that begin at `start`.
 * @param most values to accept. @returns undefined when they are damaged, more than `most`, or one is negative
 */
export function deltaLengths(bytes: Uint8Array, start: number, most: number): Lengths | undefined {
  const blockValues = varintAt(bytes, start);
  const miniblocks = blockValues && varintAt(bytes, blockValues.next);
  const count = miniblocks && varintAt(bytes, miniblocks.next);
  const first = count && varintAt(bytes, count.next);
  if (first === undefined || blockValues === undefined || miniblocks === undefined || count === undefined)
    return undefined;
  if (count.value > Math.min(most, MAX_VALUES, MAX_VALUES_A_BYTE * (bytes.length - start))) return undefined;
  const miniblockValues = blockValues.value / miniblocks.value;
  const isBlock = blockValues.value <= MAX_BLOCK_VALUES && miniblockValues % MIN_MINIBLOCK_VALUES === 0;
  if (!isBlock || miniblockValues === 0) return undefined;
  const lengths = new Int32Array(count.value);
  const geometry = { miniblocks: miniblocks.value, miniblockValues };
  const end = readBlocks(bytes, first.next, { lengths, first: zigzag(first.value), ...geometry });
  return end === undefined ? undefined : { lengths, end };
}

interface Blocks {
  readonly lengths: Int32Array;
  readonly first: number;
  readonly miniblocks: number;
  readonly miniblockValues: number;
}

function readBlocks(
  bytes: Uint8Array,
  start: number,
  { lengths, first, miniblocks, miniblockValues }: Blocks,
): number | undefined {
  let at = start;
  let value = first;
  if (lengths.length === 0) return at;
  if (value < 0 || value > MAX_LENGTH) return undefined;
  lengths[0] = value;
  for (let index = 1; index < lengths.length; ) {
    const least = varintAt(bytes, at);
    if (least === undefined || least.next + miniblocks > bytes.length) return undefined;
    const smallest = zigzag(least.value);
    at = least.next + miniblocks;
    for (let miniblock = 0; miniblock < miniblocks && index < lengths.length; miniblock++) {
      const bits = bytes[least.next + miniblock]!;
      const packed = bytes.subarray(at, at + (bits * miniblockValues) / 8);
      if (bits > MAX_BITS || packed.length * 8 < bits * Math.min(miniblockValues, lengths.length - index))
        return undefined;
      at += packed.length;
      for (let place = 0; place < miniblockValues && index < lengths.length; place++) {
        value += smallest + bitsAt(packed, place * bits, bits);
        if (!(value >= 0 && value <= MAX_LENGTH)) return undefined;
        lengths[index++] = value;
      }
    }
  }
  return at;
}
const MAX_LENGTH = 2 ** 31 - 1;
