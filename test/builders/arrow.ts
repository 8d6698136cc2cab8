/**
 * Writes streams of Apache Arrow that hold one batch, buffer by buffer, true ones and every kind of lie: Columnar Format, "Serialization and
 * Interprocess Communication"; Message.fbs, Schema.fbs.
 */
import { u16, u32, u64 } from './numbers.ts';

/** By their number in Schema.fbs. */
export const ARROW_TYPE = { int: 2, utf8: 5, list: 12, union: 14, largeUtf8: 20, utf8View: 24 } as const;

export interface ArrowField {
  readonly type: number;
  readonly children?: readonly ArrowField[];
}

export interface ArrowTable {
  readonly fields: readonly ArrowField[];
  readonly isBigEndian?: true;
  readonly rows: number;
  /** Rows of each field, with those that are parts of others; `rows` unless told. */
  readonly nodes?: readonly number[];
  /** Each where it is, or where a lie says that it is. */
  readonly buffers: readonly (Uint8Array | { readonly start: number; readonly size: number })[];
  /** 0: LZ4, 1: Zstandard; absent: buffers are not packed. */
  readonly codec?: number;
  /** BodyCompression.method, 0 unless told. */
  readonly method?: number;
  /** RecordBatch.variadicBufferCounts. */
  readonly viewCounts?: readonly number[];
  /** Instead of the truth. */
  readonly bufferCount?: number;
  readonly leaveOut?: 'schema';
}

export function arrowStream(table: ArrowTable): Buffer {
  const schema = framed(message(1, schemaOf(table), 0, 8));
  const end = Buffer.concat([u32(0xffff_ffff), u32(0)]);
  return Buffer.concat([table.leaveOut === 'schema' ? Buffer.alloc(0) : schema, batchMessage(table), end]);
}

/** Its table begins at 8. */
function schemaOf({ fields, isBigEndian }: ArrowTable): Buffer {
  const own = [u16(8), u16(12), u16(8), u16(4), u32(8), u32(8), u32(isBigEndian ? 1 : 0)];
  return Buffer.concat([...own, listOf(fields)]);
}

/** Where it is to lie in what refers to it: at once. */
function listOf(fields: readonly ArrowField[]): Buffer {
  const tables = fields.map((field) =>
    Buffer.concat([
      ...[16, 16, 0, 0, 4, 0, 0, 8].map((value) => u16(value)),
      ...[u32(16), u32(field.type), u32(8), u32(0)],
      listOf(field.children ?? []),
    ]),
  );
  let at = 4 * fields.length;
  const places = tables.map((table, index) => {
    const place = at + 16 - 4 * index;
    at += table.length;
    return u32(place);
  });
  return Buffer.concat([u32(fields.length), ...places, ...tables]);
}

function batchMessage(table: ArrowTable): Buffer {
  const { fields, rows, nodes = fields.map(() => rows), buffers, codec, method = 0, viewCounts = [] } = table;
  let bodyBytes = 0;
  const body: Uint8Array[] = [];
  const places = buffers.map((buffer) => {
    if (!(buffer instanceof Uint8Array)) return Buffer.concat([u64(buffer.start), u64(buffer.size)]);
    const start = bodyBytes;
    const fill = -buffer.length & 7;
    body.push(buffer, Buffer.alloc(fill));
    bodyBytes += buffer.length + fill;
    return Buffer.concat([u64(start), u64(buffer.length)]);
  });
  const lists = [
    Buffer.concat([u32(nodes.length), ...nodes.map((count) => Buffer.concat([u64(count), u64(0)]))]),
    Buffer.concat([u32(table.bufferCount ?? buffers.length), ...places]),
    Buffer.concat([u32(viewCounts.length), ...viewCounts.map((count) => u64(count))]),
    Buffer.concat([u16(8), u16(6), u16(4), u16(5), u32(8), Buffer.from([codec ?? 0, method, 0, 0])]),
  ];
  // Behind its own fields, in this order; a table begins behind the list of its fields.
  const [nodesAt, buffersAt, countsAt, packingAt] = lists.map(
    (_, index) => lists.slice(0, index).reduce((sum, { length }) => sum + length, 28) + (index === 3 ? 8 : 0),
  );
  const header = Buffer.concat([
    ...[14, 28, 4, 12, 16, codec === undefined ? 0 : 20, 24].map((value) => u16(value)),
    ...[u32(14), u64(rows), u32(nodesAt! - 12), u32(buffersAt! - 16), u32(packingAt! - 20), u32(countsAt! - 24)],
    ...lists,
  ]);
  return Buffer.concat([framed(message(3, header, bodyBytes, 14)), ...body]);
}

/** @param tableAt where in `header` its table begins */
function message(type: number, header: Uint8Array, bodyBytes: number, tableAt: number): Buffer {
  return Buffer.concat([
    ...[u32(16), u16(12), u16(20), u16(4), u16(6), u16(8), u16(12)],
    ...[u32(12), u16(4), Buffer.from([type, 0]), u32(12 + tableAt), u64(bodyBytes)],
    header,
  ]);
}

function framed(metadata: Uint8Array): Buffer {
  const fill = -metadata.length & 7;
  return Buffer.concat([u32(0xffff_ffff), u32(metadata.length + fill), metadata, Buffer.alloc(fill)]);
}

/** Behind how much it makes. */
export function packedBuffer(frame: Uint8Array, bytes: number | bigint): Buffer {
  return Buffer.concat([u64(BigInt.asUintN(64, BigInt(bytes))), frame]);
}

export function offsetsOf(values: readonly string[], wordBytes: 4 | 8 = 4): Buffer {
  const ends = values.map((_, index) => values.slice(0, index + 1).join('').length);
  return Buffer.concat([0, ...ends].map((end) => (wordBytes === 4 ? u32(end) : u64(end))));
}

/** A short value in its view, a longer one behind those before it in the first buffer of data. */
export function viewsOf(values: readonly string[]): { readonly views: Buffer; readonly data: Buffer } {
  const long = values.filter((value) => value.length > 12);
  let at = 0;
  const views = values.map((value) => {
    if (value.length <= 12) return Buffer.concat([u32(value.length), Buffer.from(value.padEnd(12, '\0'))]);
    at += value.length;
    return Buffer.concat([u32(value.length), Buffer.from(value.slice(0, 4)), u32(0), u32(at - value.length)]);
  });
  return { views: Buffer.concat(views), data: Buffer.from(long.join('')) };
}
