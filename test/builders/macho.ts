/** Writes Mach-O files with sections, alone or in a universal file (mach-o/loader.h, mach-o/fat.h), for tests. Independent of src. */
import { FieldWriter } from './field-writer.ts';

export interface MachoClass {
  readonly wordBytes: 4 | 8;
  readonly littleEndian: boolean;
}

export interface MachoSection {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** As the header says. */
  readonly size?: number;
}

/** @param fileType 1 object, 2 program, 4 core, 10 dSYM */
export function buildMacho(
  { wordBytes, littleEndian }: MachoClass,
  sections: readonly MachoSection[],
  { fileType = 2 }: { readonly fileType?: number } = {},
): Buffer {
  const isWide = wordBytes === 8;
  const headerBytes = isWide ? 32 : 28;
  const uuidBytes = 24;
  const segmentBytes = (isWide ? 72 : 56) + sections.length * (isWide ? 80 : 68);
  const contents = sections.map(({ bytes }) => Buffer.from(bytes as string));
  const start = headerBytes + uuidBytes + segmentBytes;
  const writer = new FieldWriter(littleEndian);
  writer
    .u32(isWide ? 0xfeedfacf : 0xfeedface)
    .u32(isWide ? 0x0100_0007 : 7)
    .u32(3);
  writer
    .u32(fileType)
    .u32(2)
    .u32(uuidBytes + segmentBytes)
    .u32(0);
  if (isWide) writer.u32(0);
  writer.u32(0x1b).u32(uuidBytes).zeros(16);
  writer
    .u32(isWide ? 0x19 : 1)
    .u32(segmentBytes)
    .field('__DWARF', 16);
  for (let field = 0; field < 4; field++) writer.word(0, wordBytes);
  writer.u32(7).u32(3).u32(sections.length).u32(0);
  let at = start;
  for (const [index, { name, size }] of sections.entries()) {
    const length = contents[index]!.length;
    writer.field(name, 16).field('__DWARF', 16);
    writer
      .word(0, wordBytes)
      .word(size ?? length, wordBytes)
      .u32(at);
    writer.zeros(isWide ? 28 : 24);
    at += length;
  }
  for (const content of contents) writer.bytes(content);
  return writer.finish();
}

export interface FatSlice {
  readonly cpu: number;
  readonly subtype?: number;
  readonly bytes: Uint8Array;
  readonly size?: number;
}

export function buildFat(slices: readonly FatSlice[], { wide }: { readonly wide: boolean }): Buffer {
  const tableEnd = 8 + slices.length * (wide ? 32 : 20);
  const writer = new FieldWriter(false).u32(wide ? 0xcafebabf : 0xcafebabe).u32(slices.length);
  let at = tableEnd;
  for (const { cpu, subtype = 3, bytes, size = bytes.length } of slices) {
    writer
      .u32(cpu)
      .u32(subtype)
      .word(at, wide ? 8 : 4)
      .word(size, wide ? 8 : 4)
      .u32(0);
    if (wide) writer.u32(0);
    at += bytes.length;
  }
  for (const { bytes } of slices) writer.bytes(bytes);
  return writer.finish();
}
