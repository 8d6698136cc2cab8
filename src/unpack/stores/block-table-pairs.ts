/**
 * Data blocks in LevelDB and RocksDB tables: keys and values. In the block, a value is followed by the length of the next key's
 * shared prefix, which is a letter or a digit now and then, so a token at its end has no visible end.
 */

import { settingOf } from '../records/pair-lines.ts';
import { endOfPairs, pairAt } from './block-table-lists.ts';

/** Minimum piece size, unless a block yields less. */
const PIECE_BYTES = 64 << 10;
const LINE_FEED = 0x0a;
/** If keys share long prefixes, a small block would yield more than can be read: beyond this limit, keys lack what they share. */
const [KEY_RATIO, KEY_FLOOR_BYTES] = [4, 1 << 20];

/*  behind the pairs of a block of RocksDB whose last bit is set (data_block_hash_index.h, data_block_footer.cc): restarts, 1 byte a
 *  bucket, 2 bytes: number of buckets, 4 bytes: number of restarts. Only in blocks of up to 64 KiB                                */
const HAS_BUCKETS = 0x80;
const MAX_BUCKETED_BYTES = 64 << 10;

/**
 * Whole keys (a user's key and 8 bytes: kind and number) and values, with a line feed after each, or a name and a word on one line, in
 * pieces with buffers of their own; then the rest of the block: if it is valid, the restart offsets.
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

/**
 * Follows a user's key: the kind in the lowest byte, where 1 means that the value is present, and a number of 7 bytes
 * (db/dbformat.h).
 */
const TRAILER_BYTES = 8;
const IS_VALUE = 1;
/** Prefix of Chromium's page data, which its values also have: one byte a character (components/services/storage/dom_storage). */
const LATIN_1 = 1;

/** @param key including its trailer */
function settingIn(key: Uint8Array, value: Uint8Array): Uint8Array | undefined {
  const end = key.length - TRAILER_BYTES;
  if (end <= 0 || key[end] !== IS_VALUE || key[key.length - 1] !== 0) return undefined;
  return settingOfPair(key.subarray(0, end), value);
}

/** @param key the user's key */
export function settingOfPair(key: Uint8Array, value: Uint8Array): Uint8Array | undefined {
  const isOfPage = value[0] === LATIN_1 && key.includes(LATIN_1);
  return settingOf(key, isOfPage ? value.subarray(1) : value);
}

function endOfData(block: Uint8Array): number {
  const { length } = block;
  const hasBuckets = length >= 6 && length <= MAX_BUCKETED_BYTES && (block[length - 1]! & HAS_BUCKETS) !== 0;
  return endOfPairs(block, hasBuckets ? 2 + block[length - 6]! + 256 * block[length - 5]! : 0);
}

/** Rebuilds each key from the previous one. */
class SharingKey {
  length = 0;
  #bytes = new Uint8Array(256);
  #leftBytes: number;

  /** @param most total size of keys, beyond which they lack what they share */
  constructor(most: number) {
    this.#leftBytes = most;
  }

  /**
   * @param shared bytes, at most `length`
   * @returns a view that is valid until the next call
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
