/**
 * Zstandard, RFC 8878: any number of frames, which are one file, with skippable frames anywhere. The ends of frames are
 * determined here (`zstd-frame.ts`), so that no decoder decides where one ends: the data continues behind a frame that
 * cannot be unpacked, whose bytes are then handed on as is. A wrong checksum or size is reported, the bytes are
 * kept.
 */
import type { Budget } from '../../bytes/budget.ts';
import { FormatError } from '../../model/errors.ts';
import { zstdDecoder } from '../codecs/choose-zstd-decoder.ts';
import { MAGIC as LZ4_MAGIC } from '../codecs/lz4-frame.ts';
import { resumed } from '../codecs/resumed.ts';
import { behindSkippables, SKIPPABLE_FIRST_BYTES } from '../codecs/skippable-frame.ts';
import type { ZstdDecoder } from '../codecs/zstd-decoder.ts';
import { isLikelyFrame } from '../codecs/zstd-frame.ts';
import type { OpenFrame } from '../codecs/zstd-open-frame.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { lostHeadAt } from '../container/lost-head.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { ZstdFrames } from './zstd-frames.ts';

const MAGIC = magic('28 b5 2f fd');
/** A file may begin with skippable frames, which LZ4 has too: what follows them decides. */
const HEAD_BYTES = 1024;

/** Versions 0.1 to 0.7, which the zstd program reads if built for that; the magic number of 0.1 is byte-reversed. */
const OLD_MAGICS = [
  magic('fd 2f b5 1e'),
  ...['22', '23', '24', '25', '26', '27'].map((byte) => magic(`${byte} b5 2f fd`)),
];

export const zstd: StreamContainer = {
  id: 'zstd',
  title: 'Zstandard (many frames, skippable ones)',
  openedBy: 'node:zlib, or zstddec before Node 22.15',
  limits:
    'frames with a dictionary, versions before 0.8; of a frame with a window above 256 MiB, all after the first 256 MiB',
  headBytes: HEAD_BYTES,
  embeddedBy: [MAGIC],
  reads: 'stream',
  firstBytes: [...firstBytesOf([MAGIC, ...OLD_MAGICS])!, ...SKIPPABLE_FIRST_BYTES],
  sniff: (head) => {
    const start = behindSkippables(head);
    const next = head.subarray(start);
    if (start > 0 && next.length < 4) return true;
    return hasMagic(next, MAGIC) || OLD_MAGICS.some((old) => hasMagic(next, old));
  },
  sniffEmbedded: isLikelyFrame,
  entries: (chunks, budget) => zstdEntries(chunks, budget, zstdDecoder()),
};

export async function* zstdEntries(
  chunks: AsyncIterable<Uint8Array>,
  budget: Budget,
  decoder: Promise<ZstdDecoder>,
): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const frames = new ZstdFrames(reader, budget, await decoder);
  try {
    await frames.seek();
    if (frames.next === 'other' && frames.skippable.isEmpty) throwHeadError(await reader.peek(MAGIC_BYTES), reader);
    for (let refused = 0; frames.next !== 'other' && refused < MAX_REFUSED; ) {
      yield* frames.next === 'frame' ? data(frames, reader) : needsDictionary(await frames.begin());
      if (frames.open === undefined) continue;
      refused++;
      yield* leftOver(frames.open);
      if (frames.open.isLost) break;
      await frames.seek();
    }
    const isLost = frames.open?.isLost === true;
    if (frames.next !== 'other' && !isLost) yield { trouble: TOO_MANY };
    yield* frames.troubles();
    yield* frames.skippable.entries();
    if (!isLost) yield* behind(reader, frames.next === 'other');
    reader.throwIfFailed();
  } catch (error) {
    yield* frames.skippable.entries();
    throw error;
  } finally {
    frames.skippable.close();
    await reader.close();
  }
}

/** Frames up to one that cannot be unpacked. If the first yields nothing, there is no entry: it may be a chance match. */
async function* data(frames: ZstdFrames, reader: ChunkReader): AsyncGenerator<Entry | Trouble> {
  const chunks = frames.unpack();
  try {
    const first = await chunks.next();
    yield { name: 'data', open: () => resumed(first, chunks) };
  } catch (error) {
    if (!(error instanceof FormatError) || reader.failed) throw error;
    yield { trouble: { code: error.code, message: error.message } };
  } finally {
    await chunks.return(undefined);
  }
  await frames.passData();
}

const MAGIC_BYTES = 4;
/** Limit on frames that cannot be unpacked, each of which costs more than one that can. */
const MAX_REFUSED = 1000;
const TOO_MANY = {
  code: 'damaged',
  message: `${MAX_REFUSED} Zstandard frames cannot be unpacked: what follows is scanned as is, and was not opened`,
} as const;

function* needsDictionary({ header }: OpenFrame): Generator<Trouble> {
  const message = `the Zstandard frame needs dictionary ${header.dictionaryId}, which is not in it; unpack it before the scan`;
  yield { trouble: { code: 'unsupported', message } };
}

/** The part of a frame without output, in packed form. */
async function* leftOver(frame: OpenFrame): AsyncGenerator<Entry> {
  if (await frame.hasRest())
    yield frame.isLost
      ? remainder('behind', () => frame.raw(), frame.rawStart)
      : remainder('between', () => frame.raw());
  await frame.pass();
}

/** Zstandard and LZ4 share the format of skippable frames. */
const FRAME_MAGICS = [MAGIC, magic(LZ4_MAGIC)].map(({ bytes }) => Buffer.from(bytes));

/** The error in a frame that begins with `head`, if there is one: nothing else is left over. */
function headError(head: Uint8Array): FormatError | undefined {
  if (OLD_MAGICS.some((old) => hasMagic(head, old)))
    return new FormatError('Zstandard of a version before 0.8: unpack it before the scan', 'unsupported');
  if (
    head.length > 0 &&
    head.length < MAGIC_BYTES &&
    FRAME_MAGICS.some((one) => one.subarray(0, head.length).equals(head))
  )
    return new FormatError('the frame after the others is cut off in its magic number');
  if (!hasMagic(head, MAGIC)) return undefined;
  return new FormatError(
    'expected the header of a Zstandard frame, found one that is cut off or of an unknown version',
  );
}

function throwHeadError(head: Uint8Array, reader: ChunkReader): void {
  const error = headError(head);
  if (error !== undefined) throw error.code === 'damaged' ? reader.endError(error.message) : error;
}

async function* behind(reader: ChunkReader, isNoFrame: boolean): AsyncGenerator<Entry | Trouble> {
  if (!reader.failed && isNoFrame) {
    const error = headError(await reader.peek(MAGIC_BYTES));
    if (error === undefined) yield* lostHeadAt(reader, 'Zstandard');
    else yield { trouble: { code: error.code, message: error.message } };
  }
  if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
}
