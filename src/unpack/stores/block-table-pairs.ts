/**
 * Blocks of data in tables of LevelDB and RocksDB: keys and values. As they lie, a value goes on with the size of what the next key
 * shares, which is a letter or a digit now and then, so that a token at its end does not end there.
 */

import { settingOf } from '../records/pair-lines.ts';
import { endOfPairs, pairAt } from './block-table-lists.ts';

/** At least, unless a block makes less. */
const PIECE_BYTES = 64 << 10;
const LINE_FEED = 0x0a;
/** With keys that share much, a small block would make more than anyone can read: behind so much they lack what they share. */
const [KEY_RATIO, KEY_FLOOR_BYTES] = [4, 1 << 20];

/*  behind the pairs of a block of RocksDB whose last bit is set (data_block_hash_index.h, data_block_footer.cc): restarts, 1 byte a
 *  bucket, 2 bytes: number of buckets, 4 bytes: number of restarts. Only in blocks of up to 64 KiB                                */
const HAS_BUCKETS = 0x80;
const MAX_BUCKETED_BYTES = 64 << 10;

/**
 * Whole keys (a user's key and 8 bytes: kind and number) and values, a line feed behind each, or a name and a word on one line, in pieces
 * of memory of their own; then what is left of the block as it lies: where nothing is wrong, places of the pairs.
 * @returns whether the pairs end where they should
 */
export function* keysAndValues(block: Uint8Array): Generator<Uint8Array, boolean> {
  const end = endOfData(block);
  const key = new SharingKey(KEY_RATIO * block.length + KEY_FLOOR_BYTES);
  let piece = new Uint8Array(Math.min(PIECE_BYTES, 2 * block.length));
  let filled = 0;
  let at = 0;
  while (at < end) {
    const pair = pairAt(block, at, end);
    if (pair === undefined || pair.sharedBytes > key.length) break;
    const { sharedBytes, keyAt, valueAt } = pair;
    const bytes = key.next(sharedBytes, block.subarray(keyAt, valueAt));
    at = pair.end;
    const setting = settingIn(bytes, block.subarray(valueAt, at));
    const needed = setting?.length ?? bytes.length + at - valueAt + 2;
    if (filled + needed > piece.length) {
      if (filled > 0) yield piece.subarray(0, filled);
      piece = new Uint8Array(Math.max(piece.length, needed));
      filled = 0;
    }
    if (setting !== undefined) piece.set(setting, filled);
    else {
      piece.set(bytes, filled);
      piece[filled + bytes.length] = LINE_FEED;
      piece.set(block.subarray(valueAt, at), filled + bytes.length + 1);
      piece[filled + needed - 1] = LINE_FEED;
    }
    filled += needed;
  }
  if (filled > 0) yield piece.subarray(0, filled);
  if (at < block.length) yield block.subarray(at);
  return at === end;
}

/** Behind a user's key: its kind in the lowest byte, of which 1 is a value that is here, and a number of 7 bytes (db/dbformat.h). */
const TRAILER_BYTES = 8;
const IS_VALUE = 1;
/** Of pages in Chromium, with what the value begins too: each character is a byte (components/services/storage/dom_storage). */
const LATIN_1 = 1;

/** @param key with its trailer */
function settingIn(key: Uint8Array, value: Uint8Array): Uint8Array | undefined {
  const end = key.length - TRAILER_BYTES;
  if (end <= 0 || key[end] !== IS_VALUE || key[key.length - 1] !== 0) return undefined;
  return settingOfPair(key.subarray(0, end), value);
}

/** @param key as the user has it */
export function settingOfPair(key: Uint8Array, value: Uint8Array): Uint8Array | undefined {
  const isOfPage = value[0] === LATIN_1 && key.includes(LATIN_1);
  return settingOf(key, isOfPage ? value.subarray(1) : value);
}

function endOfData(block: Uint8Array): number {
  const { length } = block;
  const hasBuckets = length >= 6 && length <= MAX_BUCKETED_BYTES && (block[length - 1]! & HAS_BUCKETS) !== 0;
  return endOfPairs(block, hasBuckets ? 2 + block[length - 6]! + 256 * block[length - 5]! : 0);
}

/** A key that is made of the one before. */
class SharingKey {
  length = 0;
  #bytes = new Uint8Array(256);
  #leftBytes: number;

  /** @param most bytes of all keys before they lack what they share */
  constructor(most: number) {
    this.#leftBytes = most;
  }

  /**
   * @param shared bytes, no more than `length`
   * @returns a view until the next call
   */
  next(shared: number, own: Uint8Array): Uint8Array {
    this.length = shared + own.length;
    if (this.length > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.#bytes.subarray(0, shared));
      this.#bytes = larger;
    }
    this.#bytes.set(own, shared);
    this.#leftBytes -= this.length;
    return this.#leftBytes < 0 ? own : this.#bytes.subarray(0, this.length);
  }
}
