/**
 * Messages of Apache Arrow (Columnar Format, "Serialization and Interprocess Communication"; Message.fbs): which buffers the batches of a
 * file or stream have. A message is a FlatBuffer (flatbuffers.dev, "FlatBuffers Internals").
 */
import type { ByteSource } from '../bytes/byte-source.ts';

/** In the source, as declared. */
export interface ArrowBuffer {
  readonly start: number;
  readonly size: number;
}

export interface ArrowMessage {
  /** Of a message that is no batch of rows or of a dictionary there are none. */
  readonly buffers: readonly ArrowBuffer[];
  /** How each of them is packed; absent: they are not. */
  readonly codec?: number;
  readonly isSchema: boolean;
  /** Where the next message begins. */
  readonly end: number;
}

/** Metadata of a message; those of a table with thousands of columns are some hundred KiB. */
const MAX_METADATA_BYTES = 16 << 20;
const CONTINUATION = 0xffff_ffff;
const [SCHEMA, DICTIONARY, RECORDS] = [1, 2, 3];

/*  0  4  ffffffff; not in files from before version 0.15
 *  4  4  bytes of metadata, 0 at the end of all
 *  8  n  Message; then its body                          */
/** The message at `at`; 'end' where the stream says so, undefined where there is none. */
export function messageAt(source: ByteSource, at: number): ArrowMessage | 'end' | undefined {
  if (at + 8 > source.size) return undefined;
  const head = viewOf(source.read(at, 8));
  const isNew = head.getUint32(0, true) === CONTINUATION;
  const size = head.getUint32(isNew ? 4 : 0, true);
  const start = at + (isNew ? 8 : 4);
  if (size === 0) return 'end';
  if (size > MAX_METADATA_BYTES || start + size > source.size) return undefined;
  return messageIn(source.read(start, size), start + size);
}

/** @param bodyAt where the body begins in the source */
export function messageIn(metadata: Uint8Array, bodyAt: number): ArrowMessage | undefined {
  try {
    const view = viewOf(metadata);
    const message = new Table(view, view.getUint32(0, true));
    const type = message.byte(1);
    const end = bodyAt + message.long(3);
    if (type !== RECORDS && type !== DICTIONARY) return { buffers: [], isSchema: type === SCHEMA, end };
    const header = message.table(2);
    const batch = type === DICTIONARY ? header?.table(1) : header;
    const codec = batch?.table(3)?.byte(0);
    const buffers = (batch?.structs(2, 16) ?? []).map((struct) => ({
      start: bodyAt + longAt(view, struct),
      size: longAt(view, struct + 8),
    }));
    return { buffers, isSchema: false, end, ...(codec !== undefined && { codec }) };
  } catch (error) {
    if (error instanceof RangeError) return undefined; // an offset leads out of it
    throw error;
  }
}

/* Of a table:  0  4  how far before it its list of fields lies
 * of the list: 0  2  its bytes; 4  2  where each field lies in the table, 0 for one that has its default */
class Table {
  readonly #view: DataView;
  readonly #at: number;

  constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
  }

  byte(field: number): number {
    const at = this.#field(field);
    return at === undefined ? 0 : this.#view.getUint8(at);
  }

  long(field: number): number {
    const at = this.#field(field);
    return at === undefined ? 0 : longAt(this.#view, at);
  }

  table(field: number): Table | undefined {
    const at = this.#field(field);
    return at === undefined ? undefined : new Table(this.#view, at + this.#view.getUint32(at, true));
  }

  /** Where each of a list lies. */
  structs(field: number, bytes: number): number[] {
    const at = this.#field(field);
    if (at === undefined) return [];
    const list = at + this.#view.getUint32(at, true);
    const count = this.#view.getUint32(list, true);
    if (list + 4 + count * bytes > this.#view.byteLength)
      throw new RangeError('a list that is longer than the message');
    return Array.from({ length: count }, (_, index) => list + 4 + index * bytes);
  }

  #field(field: number): number | undefined {
    const list = this.#at - this.#view.getInt32(this.#at, true);
    if (4 + 2 * field >= this.#view.getUint16(list, true)) return undefined;
    const offset = this.#view.getUint16(list + 4 + 2 * field, true);
    return offset === 0 ? undefined : this.#at + offset;
  }
}

/** What no file can hold becomes a number that fails every bound. */
function longAt(view: DataView, at: number): number {
  return Math.min(Number(view.getBigUint64(at, true)), 2 ** 50);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
