/** Writes ELF files with sections (System V gABI, chapter 4) for tests; cores are in elf-core.ts. Independent of src. */
import { deflateSync } from 'node:zlib';
import { elfIdent } from './elf-ident.ts';
import { FieldWriter } from './field-writer.ts';

export interface ElfClass {
  readonly wordBytes: 4 | 8;
  readonly littleEndian: boolean;
}

export const ELF_CLASSES: readonly ElfClass[] = [
  { wordBytes: 8, littleEndian: true },
  { wordBytes: 8, littleEndian: false },
  { wordBytes: 4, littleEndian: true },
  { wordBytes: 4, littleEndian: false },
];

export interface ElfSectionSpec {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** sh_type; 1 (SHT_PROGBITS) unless told. */
  readonly type?: number;
  readonly flags?: number;
  /** What the header says, where it lies. */
  readonly offset?: number;
  readonly size?: number;
}

export interface ElfStyle {
  /** e_type: 1 object, 2 program, 3 library, 4 core. */
  readonly type?: number;
  /** Numbers of sections in section 0, as for 65,280 and more. */
  readonly countInSection?: true;
  readonly sectionTable?: 'none';
  readonly suffix?: Uint8Array | string;
}

const SHF_COMPRESSED = 0x800;

export function buildElf(
  { wordBytes, littleEndian }: ElfClass,
  sections: readonly ElfSectionSpec[],
  { type = 3, countInSection, sectionTable, suffix = '' }: ElfStyle = {},
): Buffer {
  const headerBytes = wordBytes === 8 ? 64 : 52;
  const names = Buffer.from(`\0${[...sections.map(({ name }) => name), '.shstrtab'].join('\0')}\0`);
  const all: readonly ElfSectionSpec[] = [...sections, { name: '.shstrtab', bytes: names, type: 3 }];
  const contents = new FieldWriter(littleEndian);
  const placed = all.map((section) => {
    contents.alignTo(8);
    const offset = headerBytes + contents.size;
    contents.bytes(Buffer.from(section.bytes as string));
    return { ...section, at: offset, length: Buffer.from(section.bytes as string).length };
  });
  contents.alignTo(8);
  const tableOffset = sectionTable === 'none' ? 0 : headerBytes + contents.size;
  const count = placed.length + 1;
  const writer = elfIdent({ wordBytes, littleEndian });
  writer.u16(type).u16(62).u32(1).word(0, wordBytes).word(0, wordBytes).word(tableOffset, wordBytes);
  writer.u32(0).u16(headerBytes).u16(0).u16(0);
  writer
    .u16(wordBytes === 8 ? 64 : 40)
    .u16(countInSection || sectionTable === 'none' ? 0 : count)
    .u16(countInSection ? 0xffff : sectionTable === 'none' ? 0 : count - 1);
  writer.bytes(contents.finish());
  if (sectionTable === 'none') return Buffer.concat([writer.finish(), Buffer.from(suffix as string)]);
  const header = (name: number, kind: number, flags: number, offset: number, size: number, link: number) => {
    writer.u32(name).u32(kind).word(flags, wordBytes).word(0, wordBytes).word(offset, wordBytes).word(size, wordBytes);
    writer.u32(link).u32(0).word(1, wordBytes).word(0, wordBytes);
  };
  header(0, 0, 0, 0, countInSection ? count : 0, countInSection ? count - 1 : 0);
  let nameAt = 1;
  for (const { name, type: kind = 1, flags = 0, at, length, offset = at, size = length } of placed) {
    header(nameAt, kind, flags, offset, size, 0);
    nameAt += Buffer.byteLength(name) + 1;
  }
  return Buffer.concat([writer.finish(), Buffer.from(suffix as string)]);
}

/** A section with Elf32_Chdr or Elf64_Chdr before packed bytes. @param size ch_size */
export function compressedSection(
  { wordBytes, littleEndian }: ElfClass,
  name: string,
  { type, size, packed }: { type: number; size: number | bigint; packed: Uint8Array },
): ElfSectionSpec {
  const writer = new FieldWriter(littleEndian).u32(type);
  if (wordBytes === 8) writer.u32(0);
  writer.word(size, wordBytes).word(1, wordBytes).bytes(packed);
  return { name, bytes: writer.finish(), flags: SHF_COMPRESSED };
}

/** A section that is packed with zlib. */
export function zlibSection(kind: ElfClass, name: string, data: string | Uint8Array): ElfSectionSpec {
  const bytes = Buffer.from(data as string);
  return compressedSection(kind, name, { type: 1, size: bytes.length, packed: deflateSync(bytes) });
}

/** `.zdebug_*`: "ZLIB", the unpacked size, big endian, and a zlib stream. */
export function zdebugSection(name: string, data: string | Uint8Array): ElfSectionSpec {
  const bytes = Buffer.from(data as string);
  const header = new FieldWriter(false).text('ZLIB').u64(bytes.length).finish();
  return { name, bytes: Buffer.concat([header, deflateSync(bytes)]) };
}
