/** Unpacks only the first bytes of packed data, and as many of those as can be had when it is damaged. */
import { streamOf } from '../../bytes/byte-source.ts';
import { collectFirst, type FirstBytes } from '../../bytes/chunks.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import { zstdDecoder } from './choose-zstd-decoder.ts';
import { inflateNext, inflateWhole, turnAfterDamage } from './inflate.ts';
import { FrameWalk, isFrame, parseFrameHeader } from './zstd-frame.ts';

const MAX_WINDOW_BYTES = 8 << 20;
const NOTHING = Buffer.alloc(0);

/**
 * For raw deflate. @param maxOutputBytes of the stream, if it is inflated in one call
 * @returns the first `bytes` or more; fewer when there are no more, or the data is damaged
 */
export async function inflateFirst(packed: Uint8Array, bytes: number, maxOutputBytes = bytes): Promise<Uint8Array> {
  const inflated = inflateWhole(packed, maxOutputBytes, bytes);
  if (typeof inflated !== 'string') return inflated.output;
  await turnAfterDamage();
  return (await collectFirst(inflateNext(new ChunkReader(streamOf(new MemorySource(packed)))), bytes)).content;
}

/** For a Zstandard frame, with a window of 8 MiB at most. @returns as `inflateFirst` */
export async function unzstdFirst(packed: Uint8Array, bytes: number): Promise<Uint8Array> {
  return (await zstdFirst(packed, bytes)).content;
}

async function zstdFirst(packed: Uint8Array, bytes: number): Promise<FirstBytes> {
  const header = parseFrameHeader(packed);
  if (header === undefined || header.windowBytes > MAX_WINDOW_BYTES) return { content: NOTHING, hasEnded: false };
  const decoder = (await zstdDecoder()).openFrame(header.windowBytes);
  try {
    return await collectFirst(decoder.write(packed), bytes);
  } finally {
    decoder.close();
  }
}

/** An unpacked frame, possibly incomplete. */
export interface UnpackedFrame {
  readonly content: Uint8Array;
  /** Packed size of the frame; undefined when it is damaged, cut off, or unpacks to more than was asked for. */
  readonly packedBytes: number | undefined;
}

/** Like `unzstdFirst`, but for a whole frame, in one call where possible; ignores what lies after it. */
export async function unzstdWhole(packed: Uint8Array, bytes: number): Promise<UnpackedFrame> {
  const header = isFrame(packed) ? parseFrameHeader(packed) : undefined;
  if (header === undefined) return { content: NOTHING, packedBytes: undefined };
  const walk = new FrameWalk(header, Number.POSITIVE_INFINITY);
  let end = header.headerBytes;
  while (end < packed.length && !walk.hasEnded && !walk.isDamaged) {
    const used = walk.advance(packed.subarray(end));
    if (used === 0) break;
    end += used;
  }
  const packedBytes = walk.hasEnded ? end : undefined;
  const frame = packed.subarray(0, end);
  const { decodeFrame } = await zstdDecoder();
  const whole = packedBytes === undefined ? undefined : decodeFrame?.(frame, bytes);
  if (whole !== undefined) return { content: whole, packedBytes };
  const { content, hasEnded } = await zstdFirst(frame, bytes + 1);
  return { content: content.subarray(0, bytes), packedBytes: hasEnded ? packedBytes : undefined };
}
