/** Values packed by PostgreSQL (access/toast_compression.h): a four-byte header, then the packed data. */
import { isBrokenLz4Block, SLACK_BYTES, unpackLz4Block } from '../codecs/lz4-block.ts';
import { isBrokenPglz, unpackPglz } from '../codecs/pglz.ts';

const HEAD_BYTES = 4;
/** Limit for a value, packed and unpacked together, since both are held. A value may have a gigabyte. */
export const MAX_HELD_BYTES = 32 << 20;
/** Largest ratio: a match of 273 bytes takes three bytes, with LZ4 one of 255 takes one. A larger claim means plain text. */
const MAX_RATIO = 256;
const METHODS = ['pglz', 'lz4'] as const;

export interface PackedHead {
  readonly bytes: number;
  readonly method: (typeof METHODS)[number];
}

/*  0  4  bytes of the value in the lower 30 bits; manner above: 0 pglz, 1 LZ4  */
/** @param packedBytes including the header. @returns undefined for anything else: packed data is shorter than its content */
export function packedHead(packed: Uint8Array, packedBytes: number): PackedHead | undefined {
  if (packed.length <= HEAD_BYTES) return undefined;
  const word = new DataView(packed.buffer, packed.byteOffset, HEAD_BYTES).getUint32(0, true);
  const [bytes, method] = [word & 0x3fff_ffff, METHODS[word >>> 30]];
  const isPacked = bytes > packedBytes - HEAD_BYTES && bytes <= MAX_RATIO * packedBytes;
  return isPacked && method !== undefined ? { bytes, method } : undefined;
}

/** Whether data that cannot be unpacked was packed all the same. */
export function isBroken(packed: Uint8Array, { method }: PackedHead): boolean {
  const data = packed.subarray(HEAD_BYTES);
  return method === 'lz4' ? isBrokenLz4Block(data) : isBrokenPglz(data);
}

/** Unpacks into a reused buffer: a result is valid until the next call. */
export class PostgresUnpacker {
  #target = new Uint8Array(0);
  /** Bytes that the latest value yielded before it broke off. */
  written = 0;

  /** @returns undefined where it is damaged, or no packed value */
  unpack(packed: Uint8Array, { bytes, method }: PackedHead): Uint8Array | undefined {
    this.written = 0;
    if (bytes + packed.length > MAX_HELD_BYTES) return undefined;
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
