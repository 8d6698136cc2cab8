/**
 * Blocks of pairs in tables of LevelDB and RocksDB: keys and values, with which metadata and index are written too (table/block.cc,
 * table/block_based/block_builder.cc).
 */

import { varintAt, zigzag } from '../codecs/small-numbers.ts';
import { type Handle, handleAt, TRAILER_BYTES } from './block-table-footer.ts';

/*  pair: how many bytes its key shares with the one before, how many of its own follow, how many the value has; then both
 *  at the end 4 bytes for each place where nothing is shared, and 4 for their number, whose upper bits are flags in RocksDB  */
const RESTARTS_MASK = 0x0fff_ffff;
/** Of longer keys no more is kept: what is asked for by its name is shorter. */
const MAX_NAME_BYTES = 256;

/** Where the pairs end, or a number below 0. @param moreBytes that stand between the places and their number */
export function endOfPairs(block: Uint8Array, moreBytes = 0): number {
  if (block.length < 4) return -1;
  const words = new DataView(block.buffer, block.byteOffset, block.length);
  return block.length - 4 - moreBytes - 4 * (words.getUint32(block.length - 4, true) & RESTARTS_MASK);
}

/** Places in the block: the key's own bytes up to the value, the value up to `end`. @returns undefined when it does not end by `limit` */
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

/** The pairs of a block of metadata; undefined where one cannot be read, behind which nothing comes. */
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
  /** Values have no size, and where the key shares something with the one before, they say how much larger the next block is. */
  readonly isDelta: boolean;
  /** Behind a handle comes the first key of its block. */
  readonly hasFirstKey: boolean;
}

/*  value of an index (IndexValue in table/format.cc): a handle, or the difference of two sizes, whose lowest bit is its sign; first key  */
/** The blocks that one of an index names; undefined where that cannot be read, behind which nothing comes. */
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
