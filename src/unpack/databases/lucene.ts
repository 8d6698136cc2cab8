/**
 * Stored fields of Lucene (.fdt, or in a compound file, .cfs), in which Elasticsearch, OpenSearch and Solr keep whole documents: chunks
 * packed with LZ4 or deflate (Lucene90CompressingStoredFieldsWriter of Lucene 9; the same in 10).
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, firstBytesOf, hasMagic, type Magic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { METHODS, type Method, StoredChunks } from './lucene-chunks.ts';

/*  header of every file (CodecUtil.writeIndexHeader)
 *  0   4  magic number = 3f d7 6c 17
 *  4   1  length of the name: n
 *  5   n  name of the format
 *  .   4  version, big-endian
 *  .  16  id of the segment
 *  .   1  length of a suffix, and the suffix                 */
const MAGIC: Magic = magic('3f d7 6c 17');
const LENGTH_AT = 4;
const NAME_AT = 5;
const VERSION_BYTES = 4;
const ID_BYTES = 16;
/** A name, and 127 bytes of a suffix. */
const HEAD_BYTES = 256;
/**
 * The naming scheme, also of other codecs: Lucene50StoredFieldsFastData, ZstdStoredFields814Data. The unpacked format (SimpleText) has no
 * such name.
 */
const NAME = /^[A-Za-z0-9]{0,40}StoredFields[A-Za-z0-9]{0,40}Data$/;
const VERSION = 1;

export const lucene: SourceContainer = {
  id: 'lucene',
  title: 'Lucene 9 and 10 stored fields, of Elasticsearch, OpenSearch and Solr (.fdt, also in .cfs)',
  limits: 'stored fields of Lucene before 9, or packed with Zstandard',
  reads: 'source',
  headBytes: HEAD_BYTES,
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => headerIn(head) !== undefined,
  entries,
};

interface Header {
  readonly name: string;
  readonly version: number;
  readonly end: number;
}

function headerIn(head: Uint8Array): Header | undefined {
  if (head.length <= NAME_AT || !hasMagic(head, MAGIC)) return undefined;
  const versionAt = NAME_AT + head[LENGTH_AT]!;
  const suffixAt = versionAt + VERSION_BYTES + ID_BYTES;
  const name = bufferOf(head).toString('latin1', NAME_AT, versionAt);
  if (head.length <= suffixAt || !NAME.test(name)) return undefined;
  return { name, version: bufferOf(head).readUInt32BE(versionAt), end: suffixAt + 1 + head[suffixAt]! };
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const header = headerIn(source.read(0, Math.min(HEAD_BYTES, source.size)));
  const method: Method | undefined = METHODS.get(header?.name ?? '');
  if (header === undefined || method === undefined || header.version !== VERSION) {
    const message = `stored fields of Lucene in another format than Lucene 9 and 10 have: ${header?.name}, version ${header?.version}`;
    yield { trouble: { code: 'unsupported', message } };
    yield remainder('all', () => streamOf(source));
    return;
  }
  const chunks = new StoredChunks(source, { method, start: Math.min(header.end, source.size) }, budget);
  yield { name: 'documents', open: () => chunks.contents() };
  if (chunks.hasWrongSum) yield damaged(WRONG_SUM, 'documents');
  if (chunks.isThrough && chunks.end < source.size)
    yield remainder('behind', () => streamOf(source, chunks.end), chunks.end);
  else if (chunks.isBroken) yield remainder('between', () => streamOf(source, chunks.end));
}
const WRONG_SUM = 'the CRC-32 does not fit the file; the readable part is scanned';
