import { SLACK_BYTES, unpackLz4Block } from '../codecs/lz4-block.ts';
import { LMDB_DICTIONARY } from './lmdb-dictionary.ts';
import { hasOtherDictionary } from './lmdb-other-dictionary.ts';

/*  value that lmdb-js has packed (src/compression.cpp), behind eight bytes of a version where it keeps one
 *  0  1  254                    255
 *  1  3  bytes unpacked, big-endian    unused
 *  4  .  block of LZ4           4 bytes unpacked, big-endian; the block              */
const [SHORT, LONG] = [254, 255];
const STARTS = [0, 8];
/** How far back a block can refer, into a dictionary that precedes it. */
const DICTIONARY_BYTES = 64 << 10;
/**
 * Start offsets: without a dictionary; with that of lmdb-js, or another one, which `hasOtherDictionary` detects; with a
 * longer one.
 */
const OF_LMDB_JS = DICTIONARY_BYTES - LMDB_DICTIONARY.length;
const BASES = [DICTIONARY_BYTES, OF_LMDB_JS, 0];
/** Largest expansion of a byte of a block. */
const MAX_RATIO = 255;
/** A longer value of lmdb-js is not a record any more. */
export const MAX_PACKED_BYTES = 16 << 20;
const MAX_FAILED = 1000;

/** @param value or its first bytes */
export function mayBePacked(value: Uint8Array): boolean {
  return STARTS.some((start) => value[start] === SHORT || value[start] === LONG);
}

/** Unpacks the values of one file, and gives up after too many failures. */
export class LmdbUnpacker {
  /** Values that refer to a program's own dictionary, which is in no file: its bytes are replaced by NULs, or by wrong words. */
  lackingDictionary = 0;
  #failed = 0;

  /** @returns undefined where `value` is not packed */
  unpack(value: Uint8Array): Uint8Array | undefined {
    for (const start of mayBePacked(value) ? STARTS : []) {
      const found = this.#unpackAt(value, start);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #unpackAt(value: Uint8Array, start: number): Uint8Array | undefined {
    const isLong = value[start] === LONG;
    if (!isLong && value[start] !== SHORT) return undefined;
    const block = value.subarray(start + (isLong ? 8 : 4));
    const bytes = bigEndian(value, start + (isLong ? 4 : 1), isLong ? 4 : 3);
    if (block.length === 0 || bytes < block.length || bytes > Math.min(block.length * MAX_RATIO, MAX_PACKED_BYTES))
      return undefined;
    if (this.#failed > MAX_FAILED) return undefined;
    const limit = DICTIONARY_BYTES + bytes;
    const target = new Uint8Array(limit + SLACK_BYTES);
    target.set(LMDB_DICTIONARY, DICTIONARY_BYTES - LMDB_DICTIONARY.length);
    for (const base of BASES) {
      if (unpackLz4Block(block, target, { start: DICTIONARY_BYTES, limit, base }) !== limit) continue;
      if (base === 0 || (base === OF_LMDB_JS && hasOtherDictionary(block, target, { start: DICTIONARY_BYTES, limit })))
        this.lackingDictionary++;
      // Copied: most are small, and all of a page are kept.
      return target.slice(DICTIONARY_BYTES, limit);
    }
    this.#failed++;
    return undefined;
  }
}

function bigEndian(bytes: Uint8Array, at: number, count: number): number {
  let number = 0;
  for (let index = 0; index < count; index++) number = number * 256 + (bytes[at + index] ?? 0);
  return number;
}
