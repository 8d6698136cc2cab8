import { crc32c } from '../checksums/crc32c.ts';
import { unpackBlock } from '../codecs/packed-block.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import { snappyLength } from '../codecs/snappy-block.ts';
import { isZlibHead } from '../codecs/zlib-head.ts';
import type { Trouble } from '../container/container.ts';

/** Pages of MongoDB have 32 KiB, except that a document of 16 MiB has one of its own. */
const MAX_BYTES = 64 << 20;
/** A Snappy element of 3 bytes expands to 64. */
const SNAPPY_EXPANSION = 22;
/** Snappy and Zstandard data is preceded by its size (ext/compressors), since blocks are padded. */
const PREFIX_BYTES = 8;
const ZSTD_MAGIC = 0xfd2fb528;
/** The first byte of a zlib stream (RFC 1950, section 2.2) with a window of 32 KiB, the form that WiredTiger stores. */
const ZLIB = 0x78;

/** Limit on failed attempts in one file. */
const MAX_FAILED_BYTES = 1 << 30;

/** Unpacks the data of one file, and gives up after that many bytes of failed attempts. */
export class Unpacker {
  #failedBytes = 0;

  get hasGivenUp(): boolean {
    return this.#failedBytes > MAX_FAILED_BYTES;
  }

  /** See `unpackWiredTiger`. */
  async unpack(packed: Uint8Array, bytes: number): Promise<Uint8Array | undefined> {
    const content = this.hasGivenUp ? undefined : await unpackWiredTiger(packed, bytes);
    if (content === undefined) this.#failedBytes += packed.length + Math.min(Math.max(0, bytes), MAX_BYTES);
    return content;
  }
}

/**
 * Unpacks data of WiredTiger. Its files do not name the codec: MongoDB's default is Snappy, else zlib or Zstandard.
 * @param packed up to the end of the block or record; padding follows the packed bytes
 * @param bytes of unpacked data
 * @returns undefined when it cannot be unpacked, or has another length
 */
async function unpackWiredTiger(packed: Uint8Array, bytes: number): Promise<Uint8Array | undefined> {
  if (bytes <= 0 || bytes > MAX_BYTES) return undefined;
  const size = littleEndian(packed, 0, 6);
  if (size > 0 && size <= packed.length - PREFIX_BYTES) {
    const inner = packed.subarray(PREFIX_BYTES, PREFIX_BYTES + size);
    if (littleEndian(inner, 0, 4) === ZSTD_MAGIC) return unpackBlock('zstd', inner, bytes);
    if (snappyLength(inner).length === bytes && bytes <= SNAPPY_EXPANSION * size)
      return unpackBlock('snappy', inner, bytes);
  }
  return packed[0] === ZLIB ? unpackBlock('zlib', packed, bytes) : undefined;
}

/** Whether a block contains packed bytes that nearly fill it, as real ones do. @param packed up to the end of the block */
export function looksPacked(packed: Uint8Array): boolean {
  if (isZlibHead(packed)) return true;
  const size = littleEndian(packed, 0, 6);
  const filling = packed.length - PREFIX_BYTES - size;
  if (size === 0 || filling < 0 || filling > MAX_FILLING_BYTES) return false;
  const inner = packed.subarray(PREFIX_BYTES, PREFIX_BYTES + size);
  const { length } = snappyLength(inner);
  return littleEndian(inner, 0, 4) === ZSTD_MAGIC || (length >= size && length <= SNAPPY_EXPANSION * size);
}
/** Block sizes are multiples of 4 KiB, or of what their table is configured for. */
const MAX_FILLING_BYTES = 64 << 10;

/** Whether the CRC-32C at `sumAt` matches `bytes` with zeros in its place. */
export function hasItsSum(bytes: Uint8Array, sumAt: number): boolean {
  const summed = Buffer.from(bytes);
  const sum = summed.readUInt32LE(sumAt);
  summed.writeUInt32LE(0, sumAt);
  return crc32c(summed) === sum;
}

/** @param count of the pages, or the records */
export function encryptedTrouble(name: string, count: number): Trouble {
  return { name, trouble: { code: 'encrypted', message: `${name} that are encrypted: ${count}` } };
}
