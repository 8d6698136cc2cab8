/**
 * Apache Arrow, files (Feather, version 2) and streams: the text of a column is in one buffer, without separators, and the offsets are in
 * the buffer before it. Values come one a line. All packed buffers come, unpacked.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, magic } from '../container/magic.ts';
import { ArrowBuffers } from './arrow-buffers.ts';
import { ArrowColumns } from './arrow-columns.ts';
import { beginsSchema, MAX_METADATA_BYTES, messageAt, schemaInFooter } from './arrow-messages.ts';
import type { ArrowSchema } from './arrow-schema.ts';

/*  of a file:  0  8  ARROW1, two zeros; then a stream
 *              .  n  footer; 4  its bytes; 6  ARROW1      */
const FILE_MAGIC = magic('41 52 52 4f 57 31 00 00');
const FILE_END = magic('41 52 52 4f 57 31', 4);
const FILE_HEAD_BYTES = 8;
const FILE_END_BYTES = 10;
/** Values are read one by one, interleaved with pieces of offsets or views. */
const WINDOW_BYTES = 256 << 10;

export const arrow: SourceContainer = {
  id: 'arrow',
  title: 'Apache Arrow, Feather (text values, one per line)',
  limits: 'packed buffers above 128 MiB; big-endian numbers; Feather 1',
  headBytes: 512,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x41, 0xff],
  sniff: (head) => hasMagic(head, FILE_MAGIC) || isStream(head),
  entries,
};

/** It begins with a schema. */
function isStream(head: Uint8Array): boolean {
  if (head.length < 24 || head.subarray(0, 4).some((byte) => byte !== 0xff)) return false;
  return beginsSchema(head.subarray(8));
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const near = new ReadAheadSource(source, WINDOW_BYTES);
  const isFile = hasMagic(source.read(0, Math.min(FILE_HEAD_BYTES, source.size)), FILE_MAGIC);
  if (!isFile) {
    yield* messages(near, { start: 0, end: source.size }, budget);
    return;
  }
  const footer = footerOf(source);
  if (footer === undefined) yield damaged('expected a footer at the end of a file of Arrow, found none');
  yield* messages(near, { start: FILE_HEAD_BYTES, ...footer }, budget);
}

interface Stream {
  readonly start: number;
  /** Undefined: the stream has an end mark of its own. */
  readonly end?: number;
  /** For a stream that does not begin with one: JavaScript's apache-arrow has it only in the footer. */
  readonly schema?: ArrowSchema | 'unknown';
}

function footerOf(source: ByteSource): Omit<Stream, 'start'> | undefined {
  if (source.size < FILE_HEAD_BYTES + FILE_END_BYTES) return undefined;
  const last = source.read(source.size - FILE_END_BYTES, FILE_END_BYTES);
  const bytes = littleEndian(last, 0, 4);
  const end = source.size - FILE_END_BYTES - bytes;
  if (!hasMagic(last, FILE_END) || end < FILE_HEAD_BYTES || bytes > MAX_METADATA_BYTES) return undefined;
  const schema = schemaInFooter(source.read(end, bytes));
  return { end, ...(schema !== undefined && { schema }) };
}

async function* messages(
  source: ByteSource,
  { start, end, schema: known }: Stream,
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  const buffers = new ArrowBuffers(source, budget);
  let schema = known;
  let number = 0;
  let isUnknown = false;
  for (let at = start; at < (end ?? source.size); ) {
    budget.checkTime();
    const message = messageAt(source, at);
    if (typeof message === 'number') {
      if (end === undefined) break;
      // Zero padding looks like an end too, and streams may be concatenated.
      at = message;
      continue;
    }
    if (message === undefined || message.end > (end ?? source.size)) {
      yield damaged(`expected a message of Arrow at offset ${at}, found none that is whole`);
      break;
    }
    schema = message.schema ?? schema;
    if (message.batch !== undefined) {
      if (schema === undefined) yield damaged('expected a schema of Arrow before the first batch, found none');
      isUnknown ||= schema === 'unknown';
      const columns = new ArrowColumns(message.batch, { number: ++number, end: message.end }, buffers, budget);
      yield* columns.entries(schema === 'unknown' ? undefined : schema);
    }
    at = message.end;
  }
  if (isUnknown) yield { trouble: { code: 'unsupported', message: UNKNOWN } };
  yield* buffers.troubles();
}
const UNKNOWN =
  'a schema of Arrow with big-endian numbers or a type that is not known: it is scanned without the ends of values';
