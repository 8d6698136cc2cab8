/** One packed part of a file of EROFS. */
import { streamOf } from '../../bytes/byte-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { FormatError } from '../../model/errors.ts';
import { zstdDecoder } from '../codecs/choose-zstd-decoder.ts';
import { inflateNext, inflateWhole } from '../codecs/inflate.ts';
import { unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import { unpackMicroLzma } from '../codecs/micro-lzma.ts';
import { parseFrameHeader } from '../codecs/zstd-frame.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Superblock } from './erofs-inode.ts';

/** Zeros stand before a part that does not fill its blocks, not behind it. */
const ZEROS_BEFORE = 1;
/** Of a part whose end alone is asked for by another file. */
const MAX_OUTPUT_BYTES = 12 << 20;
const MAX_WINDOW_BYTES = 8 << 20;

type Unpack = (packed: Uint8Array, bytes: number) => Uint8Array | Promise<Uint8Array>;

/** By number of the algorithm. */
const ALGORITHMS: readonly Unpack[] = [
  (packed, bytes) => unpackLoneLz4Block(packed, bytes).bytes,
  (packed, bytes) => {
    const target = new Uint8Array(bytes);
    return target.subarray(0, unpackMicroLzma(packed, target));
  },
  (packed, bytes) => {
    const inflated = inflateWhole(packed, MAX_OUTPUT_BYTES, bytes);
    return typeof inflated === 'string' ? inflateDamaged(packed, bytes) : inflated.output;
  },
  unpackZstd,
];
const NOTHING = new Uint8Array(0);

/** @returns the first `bytes` of what `packed` makes, or fewer when it is damaged */
export async function unpackPart(
  packed: Uint8Array,
  bytes: number,
  algorithm: number,
  { features, blockBytes }: Superblock,
): Promise<Uint8Array> {
  const unpack = ALGORITHMS[algorithm];
  if (unpack === undefined) throw new FormatError(`algorithm ${algorithm} of EROFS is not known`, 'unsupported');
  let start = 0;
  if ((features & ZEROS_BEFORE) !== 0) while (packed[start] === 0 && start < blockBytes) start++;
  if (start === packed.length) return NOTHING;
  return (await unpack(packed.subarray(start), bytes)).subarray(0, bytes);
}

async function inflateDamaged(packed: Uint8Array, bytes: number): Promise<Uint8Array> {
  const reader = new ChunkReader(streamOf(new MemorySource(packed)));
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of inflateNext(reader)) {
      parts.push(part);
      size += part.length;
      if (size >= bytes) break;
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return Buffer.concat(parts, size);
}

async function unpackZstd(packed: Uint8Array, bytes: number): Promise<Uint8Array> {
  const header = parseFrameHeader(packed);
  if (header === undefined || header.windowBytes > MAX_WINDOW_BYTES) return NOTHING;
  const decoder = (await zstdDecoder()).openFrame(header.windowBytes);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of decoder.write(packed)) {
      parts.push(part);
      size += part.length;
      if (size >= bytes) break;
    }
  } finally {
    decoder.close();
  }
  return Buffer.concat(parts, size);
}
