import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { lz4BlockBytes, maxLz4Bytes, unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { LOST_HEAD_BYTES, lostHead } from '../container/lost-head.ts';
import { remainder } from '../container/remainder.ts';
import { wholeEntry } from '../container/whole-entry.ts';

/** Limit on what is held in memory, packed and unpacked. Profiles of Firefox have some 10 MiB, Mono.Android.dll has 30 MB. */
export const MAX_LONE_BLOCK_BYTES = 128 << 20;

/** A file that consists of a header and one LZ4 block. @param contentBytes as stated in the header */
export async function* entriesOfLoneBlock(
  source: ByteSource,
  { headerBytes, contentBytes }: { readonly headerBytes: number; readonly contentBytes: number },
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  budget.checkTime();
  if (contentBytes > MAX_LONE_BLOCK_BYTES) {
    const message = `the block has more than ${MAX_LONE_BLOCK_BYTES} bytes; it is scanned as is`;
    yield { trouble: { code: 'unsupported', message } };
  } else {
    // In a larger file, bytes beyond the block's largest possible size do not belong to it.
    const room = Math.min(Math.max(0, source.size - headerBytes), maxLz4Bytes(contentBytes));
    const seen = source.read(Math.min(headerBytes, source.size), room);
    const block = seen.subarray(0, lz4BlockBytes(seen, contentBytes));
    const { bytes, isDamaged } = unpackLoneLz4Block(block, contentBytes);
    yield wholeEntry('data', bytes);
    const end = headerBytes + block.length;
    // A header with a size of zero claims that there is no content, whatever follows it.
    const isWhole = !isDamaged && bytes.length === contentBytes && (contentBytes > 0 || end === source.size);
    if (isWhole) return yield* behind(source, end);
    yield damaged(
      `expected a block of LZ4 that has ${contentBytes} bytes, found ${bytes.length}; the readable part is scanned`,
    );
  }
  yield remainder('all', () => streamOf(source));
}

function* behind(source: ByteSource, end: number): Generator<Entry | Trouble> {
  if (end === source.size) return;
  yield* lostHead(source.read(end, Math.min(LOST_HEAD_BYTES, source.size - end)), 'one block of LZ4');
  yield remainder('behind', () => streamOf(source, end), end);
}
