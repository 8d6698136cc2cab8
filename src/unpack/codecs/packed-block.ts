import { zstdDecoder } from './choose-zstd-decoder.ts';
import { inflateWhole, turnAfterDamage } from './inflate.ts';
import { unpackLzoBlock } from './lzo-block.ts';
import { unpackSnappyBlock } from './snappy-block.ts';
import { parseFrameHeader } from './zstd-frame.ts';

export type BlockMethod = 'stored' | 'zlib' | 'deflate' | 'lzo' | 'snappy' | 'zstd';

/** RFC 1950, section 2.2: two bytes that precede the deflate data. */
const ZLIB_HEADER_BYTES = 2;

/**
 * Unpacks a block of a few KiB that is packed on its own, as in file systems and dumps: pages of memory, blocks of
 * files.
 * @param bytes of unpacked data. @returns undefined when it cannot be unpacked, or has another length
 * @param minWindowBytes for Zstandard: a window that a frame may have, however short it is
 */
export async function unpackBlock(
  method: BlockMethod,
  packed: Uint8Array,
  bytes: number,
  minWindowBytes = MIN_WINDOW_BYTES,
): Promise<Uint8Array | undefined> {
  switch (method) {
    case 'stored':
      return packed.length === bytes ? packed : undefined;
    case 'zlib':
      return inflated(packed.subarray(ZLIB_HEADER_BYTES), bytes);
    case 'deflate':
      return inflated(packed, bytes);
    case 'zstd':
      return unpackZstd(packed, bytes, minWindowBytes);
    default: {
      const target = new Uint8Array(bytes);
      const end = method === 'lzo' ? unpackLzoBlock(packed, target) : unpackSnappyBlock(packed, target);
      return end === bytes ? target : undefined;
    }
  }
}

async function inflated(packed: Uint8Array, bytes: number): Promise<Uint8Array | undefined> {
  const found = inflateWhole(packed, bytes, bytes);
  if (typeof found !== 'string') return found.output.length === bytes ? found.output : undefined;
  await turnAfterDamage();
  return undefined;
}

async function unpackZstd(packed: Uint8Array, bytes: number, minWindowBytes: number): Promise<Uint8Array | undefined> {
  const header = parseFrameHeader(packed);
  // A frame made in one call has a window as large as its content, unless it is small.
  if (header === undefined || header.windowBytes > Math.max(bytes, minWindowBytes)) return undefined;
  const zstd = await zstdDecoder();
  if (zstd.decodeFrame !== undefined) {
    const content = zstd.decodeFrame(packed, bytes);
    return content?.length === bytes ? content : undefined;
  }
  const content = new Uint8Array(bytes);
  const decoder = zstd.openFrame(header.windowBytes);
  let end = 0;
  try {
    for await (const output of decoder.write(packed)) {
      if (end + output.length > bytes) return undefined;
      content.set(output, end);
      end += output.length;
    }
  } finally {
    decoder.close();
  }
  return end === bytes && !decoder.hasFailed ? content : undefined;
}
const MIN_WINDOW_BYTES = 128 << 10;
