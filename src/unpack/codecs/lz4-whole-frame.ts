import type { Budget } from '../../bytes/budget.ts';
import { FormatError } from '../../model/errors.ts';
import { xxh32 } from '../checksums/xxh32.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import { hasMagic, magic } from '../container/magic.ts';
import { SLACK_BYTES, unpackLz4Block } from './lz4-block.ts';
import { type Lz4Frame, MAGIC, openLz4Frame } from './lz4-frame.ts';

const FRAME_MAGIC = magic(MAGIC);

/** Excludes legacy frames. */
export function isLz4Frame(head: Uint8Array): boolean {
  return hasMagic(head, FRAME_MAGIC);
}

/**
 * Unpacks the single frame that makes up `packed`, for a format that stores its unpacked size.
 * @param bytes of unpacked data, bounded by the caller
 * @returns undefined when it cannot be unpacked, has another length, needs a dictionary, or has a wrong checksum
 */
export async function unpackLz4Frame(
  packed: Uint8Array,
  bytes: number,
  budget: Budget,
): Promise<Uint8Array | undefined> {
  const reader = new ChunkReader(inOnePiece(packed));
  try {
    const frame = await openLz4Frame(reader);
    if (frame.hasWrongHeader || frame.hasDictionary) return undefined;
    const content = await contentOf(frame, bytes, budget);
    const isAll = (await reader.peek(1)).length === 0;
    return isAll ? content : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  } finally {
    await reader.close();
  }
}

async function* inOnePiece(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  yield packed;
}

/** Blocks between two checks of the time limit: there may be many of one byte. */
const CLOCK_BLOCKS = 1000;

async function contentOf(frame: Lz4Frame, bytes: number, budget: Budget): Promise<Uint8Array | undefined> {
  const target = new Uint8Array(bytes + SLACK_BYTES);
  let [end, blocks] = [0, 0];
  for (let block = await frame.next(); block !== undefined; block = await frame.next()) {
    if (++blocks % CLOCK_BLOCKS === 0) budget.checkTime();
    if (block.isCut || block.hasWrongSum) return undefined;
    const limit = Math.min(bytes, end + frame.maxBlockBytes);
    if (block.isPacked) {
      end = unpackLz4Block(block.bytes, target, { start: end, limit, base: frame.isLinked ? 0 : end });
      if (end < 0) return undefined;
    } else {
      if (end + block.bytes.length > limit) return undefined;
      target.set(block.bytes, end);
      end += block.bytes.length;
    }
  }
  const content = target.subarray(0, bytes);
  const isRight = end === bytes && (frame.contentBytes ?? bytes) === bytes;
  return isRight && (frame.contentSum === undefined || frame.contentSum === xxh32(content)) ? content : undefined;
}
