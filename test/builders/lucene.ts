import { crc32, deflateRawSync } from 'node:zlib';
import { FieldWriter } from './field-writer.ts';

export interface LuceneOptions {
  readonly name?: string;
  readonly version?: number;
  /** Number of the first document, as the chunk says. */
  readonly first?: number;
}

/** A file of stored fields as Lucene 9 writes it: one chunk, whose one document has these texts. */
export function storedFields(
  texts: readonly string[],
  { name = 'Lucene90StoredFieldsFastData', version = 1, first = 0 }: LuceneOptions = {},
): Buffer {
  const fields = Buffer.concat(
    texts.flatMap((text, index) => [varint(index << 3), varint(Buffer.byteLength(text)), Buffer.from(text)]),
  );
  const out = new FieldWriter(false).u32(0x3fd76c17).u8(name.length).text(name).u32(version);
  out
    .bytes(Buffer.alloc(16, 0x77))
    .u8(0)
    .bytes(varint(first))
    .bytes(varint(1 << 2));
  out.bytes(varint(texts.length)).bytes(varint(fields.length));
  out.bytes(name.includes('High') ? deflated(fields) : literals(fields));
  const begin = out.u32(0xc02893e8).u32(0).finish();
  return Buffer.concat([begin, new FieldWriter(false).u32(0).u32(crc32(begin)).finish()]);
}

/** No beginning, and one block of nothing but literals. */
function literals(fields: Buffer): Buffer {
  const head = [0xf0];
  let rest = fields.length - 15;
  for (; rest >= 255; rest -= 255) head.push(255);
  const block = Buffer.concat([Buffer.of(...head, rest), fields]);
  return Buffer.concat([varint(0), varint(fields.length), varint(1), varint(block.length), Buffer.of(0), block]);
}

function deflated(fields: Buffer): Buffer {
  const packed = deflateRawSync(fields);
  return Buffer.concat([varint(0), varint(fields.length), varint(0), varint(packed.length), packed]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.of(...bytes, rest);
}
