/**
 * LZ4: any number of frames and legacy frames, which are one file, with skippable frames anywhere. A damaged block yields
 * what precedes the damage, and reading continues with the next one. Wrong checksums and sizes are reported, the bytes are
 * kept.
 */
import type { Budget } from '../../bytes/budget.ts';
import { FormatError } from '../../model/errors.ts';
import { isLikelyLz4, LEGACY_MAGIC, MAGIC } from '../codecs/lz4-frame.ts';
import { behindSkippables, SKIPPABLE_FIRST_BYTES } from '../codecs/skippable-frame.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { lostHeadAt } from '../container/lost-head.ts';
import { magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { isLz4, Lz4Frames } from './lz4-frames.ts';

/** A file may begin with skippable frames, which Zstandard has too: if nothing else is in view, it is taken for Zstandard. */
const HEAD_BYTES = 1024;

export const lz4: StreamContainer = {
  id: 'lz4',
  title: 'LZ4 (frames and legacy frames)',
  limits: 'frames with a dictionary',
  headBytes: HEAD_BYTES,
  embeddedBy: [magic(MAGIC), magic(LEGACY_MAGIC)],
  reads: 'stream',
  firstBytes: [0x04, 0x02, ...SKIPPABLE_FIRST_BYTES],
  sniff: (head) => {
    const start = behindSkippables(head);
    return isLz4(head.subarray(start, start + 4));
  },
  sniffEmbedded: isLikelyLz4,
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const frames = new Lz4Frames(reader, budget);
  try {
    await frames.seek();
    let lost: FormatError | undefined;
    let refused = 0;
    while (lost === undefined && frames.next !== 'other' && refused < MAX_REFUSED) {
      const kind = frames.next;
      if (kind === 'frame') yield { name: 'data', open: () => frames.unpack() };
      else {
        refused++;
        yield { trouble: { code: 'unsupported', message: NEEDS_DICTIONARY } };
        yield remainder('between', () => frames.raw());
      }
      lost = await passOn(frames, kind);
    }
    if (refused === MAX_REFUSED) yield { trouble: { code: 'unsupported', message: TOO_MANY } };
    yield* frames.troubles();
    yield* frames.refused.entries();
    yield* frames.skippable.entries();
    if (lost !== undefined && !reader.failed) yield { trouble: { code: lost.code, message: lost.message } };
    if (frames.hasEnded) yield* lostHeadAt(reader, 'LZ4');
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
    reader.throwIfFailed();
  } catch (error) {
    yield* frames.skippable.entries();
    throw error;
  } finally {
    frames.close();
    await reader.close();
  }
}
const MAX_REFUSED = 1000;
const TOO_MANY = `${MAX_REFUSED} LZ4 frames need a dictionary: what follows is scanned as is, and was not opened`;
const NEEDS_DICTIONARY = 'the LZ4 frame needs a dictionary, which is not in it; unpack it before the scan';

/** Skips what the consumer left unread. @returns what is wrong with it */
async function passOn(frames: Lz4Frames, kind: 'frame' | 'dictionary'): Promise<FormatError | undefined> {
  try {
    await frames.pass(kind);
    return undefined;
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}
