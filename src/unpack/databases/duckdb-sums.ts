/** Checksums of DuckDB (src/common/checksum.cpp) in the first eight bytes of each of the three headers, and of each block behind them. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero } from '../../bytes/zeros.ts';

const HEADER_BYTES = 4096;
const HEADERS = 3;
const SUM_BYTES = 8;
const SEED = 5381;
/** Each word is multiplied by 0xbf58476d1ce4e5b9. */
const FACTOR_HIGH = 0xbf58476d;
const [FACTOR_LOW, FACTOR_1, FACTOR_0] = [0x1ce4e5b9, 0x1ce4, 0xe5b9];
const [MIN_BLOCK_BYTES, MAX_BLOCK_BYTES] = [16 << 10, 256 << 10];

/** Block layout, from the active header. */
export interface DuckdbBlocks {
  readonly count: number;
  /** 0 in files of versions with only one size. */
  readonly bytes: number;
}

/**
 * @returns count of headers and blocks with a wrong checksum; 0 where none matches, since another version may compute them
 * differently
 */
export function wrongDuckdbSums(source: ByteSource, blocks: DuckdbBlocks, budget: Budget): number {
  let [right, wrong] = [0, 0];
  const look = (at: number, size: number): void => {
    budget.checkTime();
    const bytes = source.read(at, size);
    // Free blocks may be given back to the system, which leaves a hole.
    if (isZero(bytes)) return;
    if (hasItsSum(bytes)) right++;
    else wrong++;
  };
  for (let header = 0; header < HEADERS && (header + 1) * HEADER_BYTES <= source.size; header++)
    look(header * HEADER_BYTES, HEADER_BYTES);
  const blockBytes = blocks.bytes === 0 ? MAX_BLOCK_BYTES : blocks.bytes;
  const count = isBlockSize(blockBytes) ? blocks.count : 0;
  for (let block = 0, at = HEADERS * HEADER_BYTES; block < count; block++, at += blockBytes) {
    if (at + blockBytes > source.size) break;
    look(at, blockBytes);
  }
  return right > 0 ? wrong : 0;
}

/** Whether this is a valid block size. */
export function isBlockSize(bytes: number): boolean {
  return bytes >= MIN_BLOCK_BYTES && bytes <= MAX_BLOCK_BYTES && bytes % SUM_BYTES === 0;
}

/** All words behind the checksum, each multiplied modulo 2^64, XORed together. */
function hasItsSum(bytes: Uint8Array): boolean {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [sumLow, sumHigh] = [SEED, 0];
  for (let at = SUM_BYTES; at < bytes.length; at += SUM_BYTES) {
    const low = words.getUint32(at, true);
    const [low0, low1] = [low & 0xffff, low >>> 16];
    const middle = low0 * FACTOR_1 + low1 * FACTOR_0 + ((low0 * FACTOR_0) >>> 16);
    const carried = (low1 * FACTOR_1 + Math.floor(middle / 0x10000)) | 0;
    sumLow ^= Math.imul(low, FACTOR_LOW);
    sumHigh ^= (carried + Math.imul(low, FACTOR_HIGH) + Math.imul(words.getUint32(at + 4, true), FACTOR_LOW)) | 0;
  }
  return words.getInt32(0, true) === sumLow && words.getInt32(4, true) === sumHigh;
}
