/**
 * An object container file of Apache Avro (specification 1.12, "Object Container Files"), in which Hadoop, Kafka and BigQuery keep
 * records: individually packed blocks. They come unpacked as one entry; strings in records are stored as a length and their bytes.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic } from '../container/magic.ts';
import { isPadding, remainder } from '../container/remainder.ts';
import { AvroBlocks } from './avro-blocks.ts';
import { AVRO_MAGIC, type AvroHeader, readAvroHeader } from './avro-header.ts';

const MAGIC = { offset: 0, bytes: [...AVRO_MAGIC] };
/** Every writer puts one of these into the first block of metadata; the schema, which may be long, follows its key. */
const KEYS = ['avro.codec', 'avro.schema'];
const HEAD_BYTES = 1024;
const NAME = 'blocks';

export const avro: SourceContainer = {
  id: 'avro',
  title: 'Apache Avro object container file (.avro)',
  limits: 'codecs not in the specification; Snappy blocks above 64 MiB',
  reads: 'source',
  headBytes: HEAD_BYTES,
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  // Libraries that read Avro contain the magic number, too.
  sniffEmbedded: (bytes) => isHead(bytes.subarray(0, HEAD_BYTES)),
  entries,
};

function isHead(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.length);
  // Each key is preceded by its length, as a zigzag number.
  return hasMagic(head, MAGIC) && KEYS.some((key) => text.includes(String.fromCharCode(2 * key.length) + key));
}

async function* entries(whole: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const source = new ReadAheadSource(whole);
  let end = 0;
  let header: AvroHeader | undefined = readAvroHeader(source, 0, budget);
  for (; header !== undefined; header = nextHeader(source, end, budget)) {
    const { start, end: blocksAt } = header;
    yield remainder('headers', () => streamOf(source, start, blocksAt));
    const blocks = new AvroBlocks(source, header, budget);
    if (blocksAt < source.size) yield { name: NAME, open: () => blocks.content() };
    end = blocks.end();
    yield* troubles(header, blocks);
  }
  if (end === source.size || isPadding(source, end, source.size)) return;
  const message = `expected a block of Avro at byte ${end}, found something else, or one that is cut off`;
  yield { ...damaged(message), notInside: true };
  yield remainder('behind', () => streamOf(source, end), end);
}

/** Files may be concatenated, as by `cat`. */
function nextHeader(source: ByteSource, at: number, budget: Budget): AvroHeader | undefined {
  if (!isHead(source.read(at, Math.min(HEAD_BYTES, source.size - at)))) return undefined;
  try {
    return readAvroHeader(source, at, budget);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function* troubles({ codec, isSound }: AvroHeader, blocks: AvroBlocks): Generator<Trouble> {
  const { damagedBlocks, wrongSums, wrongEnds, tooLarge } = blocks;
  const unsupported = (message: string): Trouble => ({ name: NAME, trouble: { code: 'unsupported', message } });
  if (!isSound)
    yield damaged(
      'expected a schema in the metadata of Avro, and no key of its own that is unknown: blocks may be packed',
    );
  if (codec === undefined)
    yield unsupported('the blocks are packed with a codec that keysieve does not know; they are scanned as is');
  if (tooLarge > 0) yield unsupported(`blocks of Snappy above 64 MiB, which are scanned as is: ${tooLarge}`);
  if (damagedBlocks + wrongSums + wrongEnds > 0)
    yield damaged(
      `blocks that cannot be unpacked to their end: ${damagedBlocks}, which are scanned as is too; with a wrong checksum: ${wrongSums}; with another end than they say: ${wrongEnds}`,
      NAME,
    );
}
