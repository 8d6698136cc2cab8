/** Writes object container files of Avro (specification 1.12), true ones and every kind of lie. Independent of src. */
import { crc32, deflateRawSync } from 'node:zlib';
import { snappyRun } from './lz-blocks.ts';

export const MARKER = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

/** What stands in a block, and what it says, where that is not so. */
export interface AvroBlock {
  readonly packed: Uint8Array;
  readonly records?: number;
  readonly size?: number | bigint | undefined;
  readonly marker?: Uint8Array;
}

export interface AvroFile {
  /** None unless told: the writer names no codec. */
  readonly codec?: string;
  readonly schema?: string;
  readonly more?: Readonly<Record<string, string>>;
  /** Pairs are told as a negative number, with the size in bytes behind it. */
  readonly hasSize?: boolean;
  readonly suffix?: string | Uint8Array;
}

export function buildAvro(
  blocks: readonly AvroBlock[],
  { codec, schema = '"string"', more = {}, hasSize = false, suffix = '' }: AvroFile = {},
): Buffer {
  const pairs = { 'avro.schema': schema, ...(codec !== undefined && { 'avro.codec': codec }), ...more };
  const body = Buffer.concat(Object.entries(pairs).flat().map(bytes));
  const count = Object.keys(pairs).length;
  const head = hasSize ? [zigzag(-count), zigzag(body.length)] : [zigzag(count)];
  return Buffer.concat([
    Buffer.from('Obj\x01'),
    ...[...head, body, zigzag(0), MARKER],
    ...blocks.flatMap(({ packed, records = 1, size = packed.length, marker = MARKER }) => [
      ...[zigzag(records), zigzag(size), packed, marker],
    ]),
    Buffer.from(suffix),
  ]);
}

/** One string, as a record of the schema "string" has it. */
export const stored = (text: string): AvroBlock => ({ packed: bytes(text) });
export const deflated = (text: string): AvroBlock => ({ packed: deflateRawSync(bytes(text)) });
/** The last of its bytes comes `more` times more. @param text 61 bytes or more, as `snappyRun` wants them */
export function snapped(text: string, more = 0): AvroBlock {
  const content = Buffer.from(text);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([content, Buffer.alloc(more, content.subarray(-1))])));
  return { packed: Buffer.concat([snappyRun(content, more), sum]) };
}

export function zigzag(value: number | bigint): Buffer {
  const number = BigInt(value);
  let left = number < 0n ? -2n * number - 1n : 2n * number;
  const out: number[] = [];
  for (; left >= 0x80n; left >>= 7n) out.push(Number(left & 0x7fn) | 0x80);
  return Buffer.from([...out, Number(left)]);
}

function bytes(text: string): Buffer {
  return Buffer.concat([zigzag(Buffer.byteLength(text)), Buffer.from(text)]);
}
