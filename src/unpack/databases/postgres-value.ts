/** Values that PostgreSQL has packed (access/toast_compression.h): four bytes, then what is packed. */
import { SLACK_BYTES, unpackLz4Block } from '../codecs/lz4-block.ts';
import { unpackPglz } from '../codecs/pglz.ts';

const HEAD_BYTES = 4;
/** What is longer, packed or not, is not held. A value has at most a gigabyte. */
export const MOST_VALUE_BYTES = 64 << 20;
/** What comes of a byte at most: a match of 273 bytes has three, of LZ4 255 have one. What says more is text that lies there as it is. */
const MOST_RATIO = 256;
const METHODS = ['pglz', 'lz4'] as const;

export interface PackedHead {
  readonly bytes: number;
  readonly method: (typeof METHODS)[number];
}

/*  0  4  bytes of the value in the lower 30 bits; manner above: 0 pglz, 1 LZ4  */
/** @param packedBytes with the head. @returns undefined where it is none: what is packed is shorter for it */
export function packedHead(packed: Uint8Array, packedBytes: number): PackedHead | undefined {
  if (packed.length <= HEAD_BYTES) return undefined;
  const word = new DataView(packed.buffer, packed.byteOffset, HEAD_BYTES).getUint32(0, true);
  const [bytes, method] = [word & 0x3fff_ffff, METHODS[word >>> 30]];
  const isPacked = bytes > packedBytes - HEAD_BYTES && bytes <= MOST_RATIO * packedBytes;
  return isPacked && method !== undefined ? { bytes, method } : undefined;
}

/** @returns undefined where it is damaged, or none at all */
export function unpackValue(packed: Uint8Array, { bytes, method }: PackedHead): Uint8Array | undefined {
  if (bytes > MOST_VALUE_BYTES) return undefined;
  const target = new Uint8Array(bytes + SLACK_BYTES);
  const content = target.subarray(0, bytes);
  const data = packed.subarray(HEAD_BYTES);
  if (method === 'pglz') return unpackPglz(data, content) ? content : undefined;
  return unpackLz4Block(data, target, { start: 0, limit: bytes, base: 0 }) === bytes ? content : undefined;
}
