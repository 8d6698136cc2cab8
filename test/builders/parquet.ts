/** Parquet by hand: a writer of the compact protocol of Thrift, pages and a footer, any of which may lie. */
import { gzipSync } from 'node:zlib';

type Value =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly text: string | Uint8Array }
  | { readonly bool: boolean }
  | { readonly list: readonly Value[] }
  | { readonly struct: Struct };
/** Fields by id, in order. */
export type Struct = Readonly<Record<number, Value>>;

export const i32 = (value: number): Value => ({ i32: value });
export const i64 = (value: number): Value => ({ i64: value });
export const text = (value: string | Uint8Array): Value => ({ text: value });
export const struct = (fields: Struct): Value => ({ struct: fields });
export const list = (values: readonly Value[]): Value => ({ list: values });

export function unsigned(value: number): Buffer {
  const bytes: number[] = [];
  let left = BigInt(value);
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Buffer.from([...bytes, Number(left)]);
}

export const signed = (value: number): Buffer => unsigned(value < 0 ? -2 * value - 1 : 2 * value);

function typeOf(value: Value): number {
  if ('bool' in value) return value.bool ? 1 : 2;
  if ('i32' in value) return 5;
  if ('i64' in value) return 6;
  if ('text' in value) return 8;
  return 'list' in value ? 9 : 12;
}

function bytesOf(value: Value): Buffer {
  if ('bool' in value) return Buffer.alloc(0);
  if ('i32' in value) return signed(value.i32);
  if ('i64' in value) return signed(value.i64);
  if ('text' in value) return Buffer.concat([unsigned(Buffer.from(value.text).length), Buffer.from(value.text)]);
  if ('struct' in value) return thrift(value.struct);
  const { list: values } = value;
  const type = values.length > 0 ? typeOf(values[0]!) : 12;
  const head = values.length < 15 ? Buffer.of((values.length << 4) | type) : Buffer.of(0xf0 | type);
  return Buffer.concat([head, values.length < 15 ? Buffer.alloc(0) : unsigned(values.length), ...values.map(bytesOf)]);
}

export function thrift(fields: Struct): Buffer {
  const parts: Buffer[] = [];
  let last = 0;
  for (const [id, value] of Object.entries(fields).map(([key, field]) => [Number(key), field] as const)) {
    const step = id - last;
    parts.push(
      step > 0 && step < 16
        ? Buffer.of((step << 4) | typeOf(value))
        : Buffer.concat([Buffer.of(typeOf(value)), signed(id)]),
    );
    parts.push(bytesOf(value));
    last = id;
  }
  return Buffer.concat([...parts, Buffer.of(0)]);
}

export interface PageOptions {
  /** 0 data, 1 index, 2 dictionary, 3 data of version 2. */
  readonly type?: number;
  readonly encoding?: number;
  readonly values?: number;
  readonly body: Uint8Array;
  /** As it lies; the body, when not told. */
  readonly packed?: Uint8Array;
  readonly unpackedBytes?: number;
  readonly packedBytes?: number;
  readonly crc?: number;
  readonly statistics?: string;
  /** Of version 1: how levels of definition and of repetition are written, 3 or 4, when it is told. */
  readonly levelEncoding?: number;
  /** Of version 2: bytes of `body` and `packed` before the values. */
  readonly levelBytes?: number;
  readonly isPacked?: boolean;
}

export function page(options: PageOptions): Buffer {
  const {
    type = 0,
    encoding = 0,
    values = 1,
    body,
    packed = body,
    levelBytes = 0,
    statistics,
    levelEncoding,
  } = options;
  const told: Struct = statistics === undefined ? {} : { [type === 3 ? 8 : 5]: struct({ 1: text(statistics) }) };
  const part: Struct =
    type === 3
      ? { 1: i32(values), 2: i32(0), 3: i32(values), 4: i32(encoding), 5: i32(levelBytes), 6: i32(0) }
      : { 1: i32(values), 2: i32(encoding), ...(levelEncoding && { 3: i32(levelEncoding), 4: i32(levelEncoding) }) };
  const { isPacked } = options;
  const header = thrift({
    1: i32(type),
    2: i32(options.unpackedBytes ?? body.length),
    3: i32(options.packedBytes ?? packed.length),
    ...(options.crc !== undefined && { 4: i32(options.crc | 0) }),
    [[5, 6, 7, 8][type] ?? 5]: struct({ ...part, ...(isPacked !== undefined && { 7: { bool: isPacked } }), ...told }),
  });
  return Buffer.concat([header, packed]);
}

/** Each with its length before it. */
export function plain(...values: readonly string[]): Buffer {
  return Buffer.concat(
    values.flatMap((value) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(Buffer.byteLength(value));
      return [length, Buffer.from(value)];
    }),
  );
}

/** DELTA_BINARY_PACKED with 32 bits for each difference: 128 values in a block, 4 miniblocks. */
export function deltas(numbers: readonly number[]): Buffer {
  const parts = [unsigned(128), unsigned(4), unsigned(numbers.length), signed(numbers[0] ?? 0)];
  const steps = numbers.slice(1).map((number, index) => number - numbers[index]!);
  for (let at = 0; at < steps.length; at += 128) {
    const block = steps.slice(at, at + 128);
    const least = Math.min(...block);
    parts.push(signed(least), Buffer.alloc(4, 32));
    const used = Math.ceil(block.length / 32) * 32;
    const packed = Buffer.alloc(4 * used);
    for (const [index, step] of block.entries()) packed.writeUInt32LE(step - least, 4 * index);
    parts.push(packed);
  }
  return Buffer.concat(parts);
}

/** DELTA_BYTE_ARRAY. @param shared how much of each is what the one before begins with */
export function frontCoded(values: readonly string[], shared: readonly number[]): Buffer {
  const ends = values.map((value, index) => value.slice(shared[index]));
  return Buffer.concat([deltas(shared), deltas(ends.map(({ length }) => length)), Buffer.from(ends.join(''))]);
}

export interface Column {
  readonly name?: string;
  /** 6: bytes of any length; 7: of one. */
  readonly type?: number;
  readonly width?: number;
  /** 0 required, 1 optional, 2 repeated. */
  readonly repetition?: number;
  readonly codec?: number;
  readonly pages: readonly PageOptions[];
  readonly values?: number;
  /** What is put into ColumnChunk, and into its metadata. */
  readonly chunk?: Struct;
  readonly metadata?: Struct;
  /** Behind its pages. */
  readonly behind?: string;
}

/** One group of rows. @param more what is put into the footer */
export function buildParquet(columns: readonly Column[], more: Struct = {}): Buffer {
  const parts: Buffer[] = [Buffer.from('PAR1')];
  let at = 4;
  const chunks = columns.map(({ name = 'note', type = 6, codec = 0, pages, values, chunk, metadata, behind = '' }) => {
    const bytes = Buffer.concat(pages.map(page));
    const start = at;
    parts.push(bytes, Buffer.from(behind));
    at += bytes.length + behind.length;
    const count = pages.reduce((sum, one) => sum + (one.type === 1 || one.type === 2 ? 0 : (one.values ?? 1)), 0);
    const described = {
      1: i32(type),
      2: list([i32(0)]),
      3: list([text(name)]),
      4: i32(codec),
      5: i64(values ?? count),
    };
    const sizes = { 6: i64(bytes.length), 7: i64(bytes.length), 9: i64(start) };
    return struct({ 2: i64(0), 3: struct({ ...described, ...sizes, ...metadata }), ...chunk });
  });
  const elements = columns.map(({ name = 'note', type = 6, width, repetition = 0 }) =>
    struct({ 1: i32(type), ...(width !== undefined && { 2: i32(width) }), 3: i32(repetition), 4: text(name) }),
  );
  const footer = thrift({
    1: i32(1),
    2: list([struct({ 4: text('schema'), 5: i32(columns.length) }), ...elements]),
    3: i64(1),
    4: list([struct({ 1: list(chunks), 2: i64(at), 3: i64(1) })]),
    ...more,
  });
  return Buffer.concat([...parts, ended(footer)]);
}

/** With its length and the word behind it. */
export function ended(footer: Uint8Array, bytes: number = footer.length): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes);
  return Buffer.concat([footer, length, Buffer.from('PAR1')]);
}

/** A page that is packed with gzip. */
export function gzipPage(options: PageOptions): PageOptions {
  return { ...options, packed: gzipSync(options.body) };
}
