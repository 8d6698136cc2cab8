/**
 * Archives of Apple's iWork (.iwa: Pages, Numbers and Keynote since 2013), which hold a document's text: chunks of Snappy as in
 * framing_format.txt of google/snappy, but without the stream identifier and checksums. Apple has published no description.
 */
import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import { snappyContent, snappyLength } from '../codecs/snappy-block.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { remainder } from '../container/remainder.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';

/*  chunk
 *  0  1  type = 0
 *  1  3  bytes behind this, little-endian
 *  4  n  a block of Snappy, which begins with the length of its content: 1 to 3 bytes */
const HEADER_BYTES = 4;
const HEAD_BYTES = HEADER_BYTES + 3;
/** Limit on the content of a chunk. */
const MAX_CONTENT_BYTES = 64 << 10;
/** Upper bound on its packed size (google/snappy, MaxCompressedLength). */
const MAX_BLOCK_BYTES = 32 + MAX_CONTENT_BYTES + Math.floor(MAX_CONTENT_BYTES / 6);
const TAB = 0x09;
const NAME = 'data';

export const iwa: StreamContainer = {
  id: 'iwa',
  title: 'archives in iWork documents (by their name, .iwa)',
  reads: 'stream',
  headBytes: HEAD_BYTES,
  firstBytes: [],
  sniff: () => false,
  sniffName: (name, head) => /\.iwa$/i.test(name) && isBinary(head),
  entries,
};

/** Contains bytes that occur in no text. Otherwise it is a "not found" page, or a pointer to the file. */
function isBinary(head: Uint8Array): boolean {
  return head.some((byte) => byte < TAB);
}

/** @returns undefined when no chunk begins with `head` */
function blockBytesIn(head: Uint8Array): number | undefined {
  const blockBytes = littleEndian(head, 1, HEADER_BYTES - 1);
  const { length } = snappyLength(head.subarray(HEADER_BYTES, HEAD_BYTES));
  if (head[0] !== 0 || length <= 0 || length > MAX_CONTENT_BYTES) return undefined;
  return blockBytes > 1 && blockBytes <= MAX_BLOCK_BYTES ? blockBytes : undefined;
}

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const broken = new SpooledPieces('between');
  let brokenChunks = 0;
  const content = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      budget.checkTime();
      const blockBytes = blockBytesIn(await reader.peek(HEAD_BYTES));
      if (blockBytes === undefined) return;
      const block = (await reader.take(HEADER_BYTES + blockBytes)).subarray(HEADER_BYTES);
      const { content, isWhole } = snappyContent(block, MAX_CONTENT_BYTES);
      if (!isWhole) {
        brokenChunks++;
        broken.begin();
        broken.add(block);
      }
      if (content.length > 0) yield content;
    }
  };
  try {
    if (blockBytesIn(await reader.peek(HEAD_BYTES)) === undefined)
      throw reader.endError(
        'expected an iWork archive, as the name says, and found none that begins so; it is scanned as is',
      );
    yield { name: NAME, open: content };
    // Reads what the consumer left.
    await drain(content());
    if (brokenChunks > 0 && !reader.failed)
      yield damaged(
        `chunks that cannot be unpacked to their end, or are cut off: ${brokenChunks}; the readable part is scanned`,
        NAME,
      );
    yield* broken.entries();
    const { position } = reader;
    if ((await reader.peek(1)).length > 0) {
      const message = `expected a chunk of an iWork archive at byte ${position}; the bytes there are scanned as is`;
      if (!reader.failed) yield damaged(message, NAME);
      yield remainder('behind', () => reader.rest(), position);
    }
    reader.throwIfFailed();
  } finally {
    broken.close();
    await reader.close();
  }
}
