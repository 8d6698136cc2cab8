/**
 * Blocks of pairs in LevelDB and RocksDB tables: keys and values; metadata and indexes have the same form (table/block.cc,
 * table/block_based/block_builder.cc).
 */

import { varintAt, zigzag } from '../codecs/small-numbers.ts';
import { type Handle, handleAt, TRAILER_BYTES } from './block-table-footer.ts';

/*  pair: how many bytes its key shares with the one before, how many of its own follow, how many the value has; then both
 *  at the end 4 bytes for each place where nothing is shared, and 4 for their number, whose upper bits are flags in RocksDB  */
const RESTARTS_MASK = 0x0fff_ffff;
/** Kept part of a key: names that are looked up are shorter. */
const MAX_NAME_BYTES = 256;

/** Where the pairs end; negative if invalid. @param moreBytes between the restart offsets and their count */
export function endOfPairs(block: Uint8Array, moreBytes = 0): number {
  if (block.length < 4) return -1;
  const words = new DataView(block.buffer, block.byteOffset, block.length);
  return block.length - 4 - moreBytes - 4 * (words.getUint32(block.length - 4, true) & RESTARTS_MASK);
}

/**
 * Offsets in the block: the key's own bytes extend to the value, and the value to `end`. @returns undefined when it does not end by
 * `limit`
 */
export function pairAt(block: Uint8Array, at: number, limit: number) {
  const shared = varintAt(block, at);
  const own = shared && varintAt(block, shared.next);
  const size = own && varintAt(block, own.next);
  if (size === undefined || own === undefined || shared === undefined) return undefined;
  const valueAt = size.next + own.value;
  const end = valueAt + size.value;
  return end > limit ? undefined : { sharedBytes: shared.value, keyAt: size.next, valueAt, end };
}

export interface Pair {
  readonly name: string;
  /** A view of the block. */
  readonly value: Uint8Array;
}

/** The pairs of a metadata block; undefined for one that cannot be read, which ends the sequence. */
export function* pairsIn(block: Uint8Array): Generator<Pair | undefined> {
  const end = endOfPairs(block);
  let key = Buffer.alloc(0);
  let at = 0;
  while (at < end) {
    const pair = pairAt(block, at, end);
    if (pair === undefined) break;
    const { sharedBytes, keyAt, valueAt } = pair;
    const own = block.subarray(keyAt, Math.min(valueAt, keyAt + MAX_NAME_BYTES));
    key = Buffer.concat([key.subarray(0, sharedBytes), own]).subarray(0, MAX_NAME_BYTES);
    at = pair.end;
    yield { name: key.toString('latin1'), value: block.subarray(valueAt, at) };
  }
  if (at !== end) yield undefined;
}

export interface IndexFormat {
  /**
   * Values have no size, and where the key shares a prefix with the previous one, they are the size difference to the next
   * block.
   */
  readonly isDelta: boolean;
  /** The first key of its block follows a handle. */
  readonly hasFirstKey: boolean;
}

/*  value of an index (IndexValue in table/format.cc): a handle, or the difference of two sizes, whose lowest bit is its sign; first key  */
/** The blocks that an index block lists; undefined for an entry that cannot be read, which ends the sequence. */
export function* handlesIn(block: Uint8Array, { isDelta, hasFirstKey }: IndexFormat): Generator<Handle | undefined> {
  const end = endOfPairs(block);
  let last: Handle | undefined;
  let at = 0;
  while (at < end) {
    const shared = varintAt(block, at);
    const own = shared && varintAt(block, shared.next);
    const size = isDelta ? own : own && varintAt(block, own.next);
    if (size === undefined || own === undefined) break;
    const valueAt = size.next + own.value;
    const found = isDelta && shared!.value > 0 ? nextHandle(block, valueAt, last) : handleAt(block, valueAt);
    if (found === undefined) break;
    last = found.handle;
    at = isDelta ? found.next : valueAt + size.value;
    if (isDelta && hasFirstKey) {
      const key = varintAt(block, at);
      if (key === undefined) break;
      at = key.next + key.value;
    }
    if (at < found.next || at > end) break;
    yield last;
  }
  if (at !== end) yield undefined;
}

function nextHandle(block: Uint8Array, at: number, last: Handle | undefined): ReturnType<typeof handleAt> {
  const delta = varintAt(block, at);
  if (delta === undefined || last === undefined) return undefined;
  const larger = zigzag(delta.value);
  const start = last.end + TRAILER_BYTES;
  const end = start + last.end - last.start + larger;
  return end < start ? undefined : { handle: { start, end }, next: delta.next };
}
