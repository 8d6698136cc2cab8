/**
 * AVML memory image, version 2 (microsoft/avml, src/image.rs): ranges of physical memory, each with a header before it, packed
 * as framed Snappy, with its packed length behind it. They come out as a LiME image, which is AVML's own uncompressed format.
 */

import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import { zeros } from '../../bytes/zeros.ts';
import { SnappyChunks } from '../codecs/snappy-chunks.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { limeHeader, MEMORY_NAME } from './lime-image.ts';

const MAGIC = magic('41 56 4d 4c 02 00 00 00');

export const avml: StreamContainer = {
  id: 'avml',
  title: 'AVML memory image of a Linux machine, packed',
  reads: 'stream',
  headBytes: MAGIC.bytes.length,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  entries,
};

/*  range, little-endian
 *  0   4  "AVML"
 *  4   4  version = 2
 *  8   8  first address
 *  16  8  last address
 *  24  8  zero, then framed Snappy
 *  .   8  bytes of that            */
const HEADER_BYTES = 32;
const LENGTH_BYTES = 8;
/**
 * AVML's limit for a range is 16 MiB. The missing part of a range is filled with zeros, so that what follows keeps its
 * address.
 */
const MAX_RANGE_BYTES = 64n << 20n;

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const packed = new SnappyChunks(reader, budget);
  let wrong = 0;
  const ranges = async function* (): AsyncGenerator<Uint8Array> {
    while (hasMagic(await reader.peek(MAGIC.bytes.length), MAGIC)) if (!(yield* readRange(reader, packed))) wrong++;
  };
  try {
    if (!hasMagic(await reader.peek(MAGIC.bytes.length), MAGIC)) throw reader.endError('expected an image of AVML');
    yield { name: MEMORY_NAME, open: ranges };
    // Reads what the consumer left.
    await drain(ranges(), budget);
    const troubles = [...packed.troubles(MEMORY_NAME)];
    yield* troubles;
    yield* packed.passed.entries();
    if (wrong > 0 && troubles.length === 0)
      yield damaged(
        `ranges of AVML that are shorter than they say, or packed in other bytes than they say: ${wrong}`,
        MEMORY_NAME,
      );
    const { position } = reader;
    if ((await reader.peek(1)).length > 0) {
      yield damaged(`expected the header of a range of AVML at byte ${position}; the bytes there are scanned as is`);
      yield remainder('behind', () => reader.rest(), position);
    }
    reader.throwIfFailed();
  } finally {
    packed.close();
    await reader.close();
  }
}

/** @returns whether its length matches the header, and its packed length the one behind it */
async function* readRange(reader: ChunkReader, packed: SnappyChunks): AsyncGenerator<Uint8Array, boolean> {
  const header = Buffer.from(await reader.take(HEADER_BYTES));
  if (header.length < HEADER_BYTES) throw reader.endError('the header of a range of AVML is cut off');
  const first = header.readBigUInt64LE(8);
  const length = header.readBigUInt64LE(16) - first + 1n;
  if (length <= 0n || length > MAX_RANGE_BYTES) return true;
  yield limeHeader(first, length);
  const start = reader.position;
  let left = Number(length);
  while (left > 0) {
    const content = await packed.next();
    if (content === undefined) break;
    yield content.subarray(0, left);
    packed.pass(content.subarray(left));
    left -= Math.min(left, content.length);
  }
  yield* zeros(left);
  const packedBytes = BigInt(reader.position - start);
  const stated = Buffer.from(await reader.take(LENGTH_BYTES));
  return left === 0 && stated.length === LENGTH_BYTES && stated.readBigUInt64LE() === packedBytes;
}
