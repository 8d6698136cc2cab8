/**
 * Messages of Apache Arrow (Columnar Format, "Serialization and Interprocess Communication"; Message.fbs), which locate the buffers of a
 * file's or stream's batches. A message is a FlatBuffer.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64At } from '../../bytes/size64.ts';
import { type ArrowSchema, readSchema } from './arrow-schema.ts';
import { FlatTable } from './flat-buffer.ts';

/** Declared range in the source. */
export interface ArrowBuffer {
  readonly start: number;
  readonly size: number;
}

export interface ArrowBatch {
  readonly rows: number;
  /** Row counts of the columns, and of their parts. */
  readonly nodes: readonly number[];
  readonly buffers: readonly ArrowBuffer[];
  /** How each buffer is packed; absent: not at all. */
  readonly codec?: number;
  /** Count of data buffers for each view column. */
  readonly viewBuffers: readonly number[];
  /** For a batch of values that rows elsewhere refer to by index. */
  readonly dictionary?: number;
}

export interface ArrowMessage {
  /** `unknown`: some of its types are. */
  readonly schema?: ArrowSchema | 'unknown';
  readonly batch?: ArrowBatch;
  /** Where the next message begins. */
  readonly end: number;
}

/** Limit for the metadata of a message; that of a table with thousands of columns has some hundred KiB. */
export const MAX_METADATA_BYTES = 16 << 20;
const CONTINUATION = 0xffff_ffff;
const [SCHEMA, DICTIONARY, RECORDS] = [1, 2, 3];
/** Not a codec number: BodyCompression.method is something other than buffer by buffer. */
const UNKNOWN_METHOD = -1;

/*  0  4  ffffffff; not in files from before version 0.15
 *  4  4  bytes of metadata, 0 at the end of all
 *  8  n  Message; then its body                          */
/** The message at `at`; a number at the end of the stream: the offset behind its end mark. Undefined where there is none. */
export function messageAt(source: ByteSource, at: number): ArrowMessage | number | undefined {
  if (at + 8 > source.size) return undefined;
  const bytes = source.read(at, 8);
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isNew = head.getUint32(0, true) === CONTINUATION;
  const size = head.getUint32(isNew ? 4 : 0, true);
  const start = at + (isNew ? 8 : 4);
  if (size === 0) return start;
  if (size > MAX_METADATA_BYTES || start + size > source.size) return undefined;
  return messageIn(source.read(start, size), start + size);
}

/* Message:  0 version   1 type of header   2 header   3 bytes of body
 * DictionaryBatch:  0 id   1 RecordBatch                              */
/** Undefined where it has neither a schema nor a batch. @param bodyAt where the body begins in the source */
function messageIn(metadata: Uint8Array, bodyAt: number): ArrowMessage | undefined {
  return inBounds(() => {
    const message = tableIn(metadata);
    const type = message.byte(1);
    const end = bodyAt + message.long(3);
    const header = message.table(2);
    if (header === undefined) return undefined;
    if (type === SCHEMA) return { schema: readSchema(header, message.short(0)) ?? 'unknown', end };
    if (type === RECORDS) return { batch: batchIn(header, bodyAt), end };
    const values = type === DICTIONARY ? header.table(1) : undefined;
    return values && { batch: { ...batchIn(values, bodyAt), dictionary: header.long(0) }, end };
  });
}

function tableIn(bytes: Uint8Array): FlatTable {
  return new FlatTable(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
}

/** Undefined when an offset leads out of the buffer. */
function inBounds<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/* Footer:  0 version   1 schema, then where each batch lies   */
/** Undefined where there is no valid one. */
export function schemaInFooter(footer: Uint8Array): ArrowSchema | 'unknown' | undefined {
  return inBounds(() => {
    const table = tableIn(footer);
    const schema = table.table(1);
    return schema && (readSchema(schema, table.short(0)) ?? 'unknown');
  });
}

/** Whether they begin with a message that has a schema. @param metadata possibly cut off */
export function beginsSchema(metadata: Uint8Array): boolean {
  return inBounds(() => tableIn(metadata).byte(1)) === SCHEMA;
}

/* RecordBatch:  0 rows   1 FieldNode: 8 rows, 8 of them without a value   2 Buffer: 8 offset in the body, 8 length
 *               3 BodyCompression: 0 codec, 1 method   4 buffers of data of each column of views                      */
function batchIn(batch: FlatTable, bodyAt: number): ArrowBatch {
  const { view } = batch;
  const packing = batch.table(3);
  const codec = packing && (packing.byte(1) === 0 ? packing.byte(0) : UNKNOWN_METHOD);
  return {
    rows: batch.long(0),
    nodes: batch.structs(1, 16).map((at) => size64At(view, at, true)),
    buffers: batch
      .structs(2, 16)
      .map((at) => ({ start: bodyAt + size64At(view, at, true), size: size64At(view, at + 8, true) })),
    ...(codec !== undefined && { codec }),
    viewBuffers: batch.structs(4, 8).map((at) => size64At(view, at, true)),
  };
}
