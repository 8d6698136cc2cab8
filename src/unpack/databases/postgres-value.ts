/** Values that PostgreSQL has packed (access/toast_compression.h): four bytes, then what is packed. */
import { isBrokenLz4Block, SLACK_BYTES, unpackLz4Block } from '../codecs/lz4-block.ts';
import { isBrokenPglz, unpackPglz } from '../codecs/pglz.ts';

const HEAD_BYTES = 4;
/** Of a value, packed and unpacked together: both are held. A value has a gigabyte at most. */
export const MOST_HELD_BYTES = 32 << 20;
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

/** Whether what cannot be unpacked was packed all the same. */
export function isBroken(packed: Uint8Array, { method }: PackedHead): boolean {
  const data = packed.subarray(HEAD_BYTES);
  return method === 'lz4' ? isBrokenLz4Block(data) : isBrokenPglz(data);
}

/** Unpacks into memory that it keeps: what it gives is valid until it is called again. */
export class PostgresUnpacker {
  #target = new Uint8Array(0);
  /** Bytes that came of the latest value before it broke off. */
  written = 0;

  /** @returns undefined where it is damaged, or none at all */
  unpack(packed: Uint8Array, { bytes, method }: PackedHead): Uint8Array | undefined {
    this.written = 0;
    if (bytes + packed.length > MOST_HELD_BYTES) return undefined;
    if (this.#target.length < bytes + SLACK_BYTES) this.#target = new Uint8Array(bytes + SLACK_BYTES);
    const content = this.#target.subarray(0, bytes);
    const data = packed.subarray(HEAD_BYTES);
    const end =
      method === 'pglz'
        ? unpackPglz(data, content)
        : unpackLz4Block(data, this.#target.subarray(0, bytes + SLACK_BYTES), { start: 0, limit: bytes, base: 0 });
    this.written = end < 0 ? ~end : end;
    return end === bytes ? content : undefined;
  }
}
