import { FieldWriter } from './field-writer.ts';

/** A string of one byte a character; `at`: where in the storage of strings it begins, where it shares bytes with others. */
export interface HermesString {
  readonly text: string;
  readonly at?: number;
}

/**
 * Bytecode of Hermes without a function that does anything: header, headers of functions, strings. Independent of src.
 * @param functionBytes 16 up to version 96, 12 since 97
 */
export function hermesBytecodeOf(
  strings: readonly HermesString[],
  {
    version = 96,
    functionBytes = 16,
    count = strings.length,
  }: { version?: number; functionBytes?: number; count?: number } = {},
): Buffer {
  const table = new FieldWriter(true);
  const overflows = new FieldWriter(true);
  let storage = '';
  for (const { text, at } of strings) {
    const start = at ?? storage.length;
    if (at === undefined) storage += text;
    const isShort = text.length < 255;
    table.u32((isShort ? text.length * 2 ** 24 : 255 * 2 ** 24) + 2 * (isShort ? start : overflows.size / 8));
    if (!isShort) overflows.u32(start).u32(text.length);
  }
  const functions = 3;
  const body = new FieldWriter(true)
    .zeros(functions * functionBytes)
    .u32(1)
    .u32(0x8000_0000 + count - 1)
    .zeros(4 * (count - 1))
    .bytes(table.finish())
    .bytes(overflows.finish())
    .text(storage)
    .alignTo(4)
    .zeros(20)
    .finish();
  const header = new FieldWriter(true)
    .bytes(Buffer.from('c61fbc03c103191f', 'hex'))
    .u32(version)
    .zeros(20)
    .u32(128 + body.length);
  for (const field of [0, functions, 2, count - 1, strings.length, overflows.size / 8, storage.length])
    header.u32(field);
  return Buffer.concat([header.to(128).finish(), body]);
}
