/** Framed Snappy (google/snappy, framing_format.txt). A damaged chunk yields what precedes the damage. */
import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import { SnappyChunks } from '../codecs/snappy-chunks.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

const MAGIC = magic('ff 06 00 00 73 4e 61 50 70 59');
const NAME = 'data';

export const snappy: StreamContainer = {
  id: 'snappy',
  title: 'Snappy, framed',
  limits: 'blocks without a frame, which have no magic number',
  reads: 'stream',
  headBytes: MAGIC.bytes.length,
  embeddedBy: [MAGIC],
  isCodec: true,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const packed = new SnappyChunks(reader, budget);
  const content = async function* (): AsyncGenerator<Uint8Array> {
    for (let piece = await packed.next(); piece !== undefined; piece = await packed.next()) yield piece;
  };
  try {
    if (!hasMagic(await reader.peek(MAGIC.bytes.length), MAGIC)) throw reader.endError('expected framed Snappy');
    yield { name: NAME, open: content };
    // Reads what the consumer left.
    await drain(content());
    yield* packed.troubles(NAME);
    yield* packed.passed.entries();
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
    reader.throwIfFailed();
  } finally {
    packed.close();
    await reader.close();
  }
}
