import { crc32c } from '../checksums/crc32c.ts';
import { unpackBlock } from '../codecs/packed-block.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import { snappyLength } from '../codecs/snappy-block.ts';
import { isZlibHead } from '../codecs/zlib-head.ts';
import type { Trouble } from '../container/container.ts';

/** Pages of MongoDB have 32 KiB, a document of 16 MiB is one. */
const MAX_BYTES = 64 << 20;
/** An element of Snappy of 3 bytes stands for 64. */
const SNAPPY_EXPANSION = 22;
/** What Snappy and Zstandard have before their bytes (ext/compressors): how many these are, since blocks are filled up. */
const PREFIX_BYTES = 8;
const ZSTD_MAGIC = 0xfd2fb528;
/** The first byte of a stream of zlib (RFC 1950, section 2.2) with a window of 32 KiB, with which it stands there. */
const ZLIB = 0x78;

/** What may be tried in vain in one file. */
const MAX_FAILED_BYTES = 1 << 30;

/** Unpacks what one file has, and gives up when so much of it was in vain. */
export class Unpacker {
  #failedBytes = 0;

  get hasGivenUp(): boolean {
    return this.#failedBytes > MAX_FAILED_BYTES;
  }

  /** As `unpackWiredTiger`. */
  async unpack(packed: Uint8Array, bytes: number): Promise<Uint8Array | undefined> {
    const content = this.hasGivenUp ? undefined : await unpackWiredTiger(packed, bytes);
    if (content === undefined) this.#failedBytes += packed.length + Math.min(Math.max(0, bytes), MAX_BYTES);
    return content;
  }
}

/**
 * What WiredTiger has packed. Its files do not say how: MongoDB has Snappy unless told, else zlib or Zstandard.
 * @param packed up to the end of the block or record: what follows the packed bytes there is filling
 * @param bytes that it has unpacked
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

/** Whether a block holds packed bytes that nearly fill it, as they do. @param packed up to the end of the block */
export function looksPacked(packed: Uint8Array): boolean {
  if (isZlibHead(packed)) return true;
  const size = littleEndian(packed, 0, 6);
  const filling = packed.length - PREFIX_BYTES - size;
  if (size === 0 || filling < 0 || filling > MAX_FILLING_BYTES) return false;
  const inner = packed.subarray(PREFIX_BYTES, PREFIX_BYTES + size);
  const { length } = snappyLength(inner);
  return littleEndian(inner, 0, 4) === ZSTD_MAGIC || (length >= size && length <= SNAPPY_EXPANSION * size);
}
/** Blocks have a multiple of 4 KiB, or of what their table says. */
const MAX_FILLING_BYTES = 64 << 10;

/** Whether the CRC-32C at `sumAt` is that of `bytes` with zeros in its place. */
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
