import { FieldWriter } from './field-writer.ts';

/** A writer that has written e_ident, the first 16 bytes of every ELF file. */
export function elfIdent({ wordBytes, littleEndian }: { wordBytes: 4 | 8; littleEndian: boolean }): FieldWriter {
  const writer = new FieldWriter(littleEndian);
  writer
    .text('\x7fELF')
    .u8(wordBytes / 4)
    .u8(littleEndian ? 1 : 2)
    .u8(1)
    .zeros(9);
  return writer;
}
