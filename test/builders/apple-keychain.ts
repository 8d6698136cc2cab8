/** Writes the parts of an Apple keychain that tell what it is, for tests. Independent of src. */
import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { FieldWriter } from './field-writer.ts';

/** Header, schema and the beginning of its tables. */
export function keychainFile(tables: number, schema: number): Buffer {
  const head = 8 + 4 * tables;
  const writer = new FieldWriter(false).text('kych').u32(0x10000).u32(16).u32(schema).to(schema);
  writer.u32(head + 40 * tables).u32(tables);
  for (let table = 0; table < tables; table++) writer.u32(head + 40 * table);
  return writer.finish();
}

/** A file of tables of these kinds, each with a number of records of eight bytes. */
export function keychainOf(tables: readonly (readonly [kind: number, records: number])[]): Buffer {
  const head = 8 + 4 * tables.length;
  const made = tables.map(([kind, records]) => {
    const end = 32 + 8 * records;
    const header = new FieldWriter(false).u32(end).u32(kind).u32(records).u32(32).u32(end).u32(0).u32(1);
    return header
      .to(32)
      .bytes(randomBytes(8 * records))
      .finish();
  });
  const writer = new FieldWriter(false).text('kych').u32(0x10000).u32(16).u32(20).u32(0);
  writer.u32(made.reduce((sum, { length }) => sum + length, head)).u32(tables.length);
  let offset = head;
  for (const { length } of made) {
    writer.u32(offset);
    offset += length;
  }
  return Buffer.concat([writer.finish(), ...made]);
}

export function dbBlob(password: string, style: { readonly version?: number; readonly rules?: number } = {}): Buffer {
  const { version = 0x100, rules = 60 } = style;
  const [salt, iv, keys] = [randomBytes(20), randomBytes(8), randomBytes(44)];
  const cipher = createCipheriv('des-ede3-cbc', pbkdf2Sync(password, salt, 1000, 24, 'sha1'), iv);
  const start = 92 + rules;
  const writer = new FieldWriter(false)
    .u32(0xfade0711)
    .u32(version)
    .u32(start)
    .u32(start + 48);
  const head = writer.bytes(randomBytes(16)).u32(7).u32(300).u32(0).bytes(salt).bytes(iv).finish();
  const body = Buffer.concat([Buffer.alloc(rules, 1), cipher.update(keys), cipher.final()]);
  return Buffer.concat([head, createHmac('sha1', keys.subarray(24)).update(head).update(body).digest(), body]);
}
