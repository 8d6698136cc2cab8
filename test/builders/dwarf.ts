/** Writes debug information with one variable, as a compiler would; DWARF 4 and 5, 32-bit. Independent of src. */
import type { ElfSectionSpec } from './elf.ts';
import { FieldWriter } from './field-writer.ts';

export interface VariableSpec {
  readonly version: 4 | 5;
  readonly wordBytes: 4 | 8;
  readonly address: number;
  readonly folder: string;
  readonly file: string;
  readonly line: number;
  /** The address stands in `.debug_addr`, as clang has it. */
  readonly indexed?: boolean;
}

/** `.debug_abbrev`, `.debug_info`, `.debug_line` and `.debug_line_str`. */
export function dwarfSections(spec: VariableSpec): ElfSectionSpec[] {
  return [
    { name: '.debug_abbrev', bytes: ABBREVIATIONS },
    { name: '.debug_addr', bytes: addressesOf(spec) },
    { name: '.debug_info', bytes: withLength(infoOf(spec)) },
    { name: '.debug_line', bytes: withLength(spec.version === 5 ? linesOf5() : linesOf4(spec)) },
    { name: '.debug_line_str', bytes: `${spec.folder}\0${spec.file}\0` },
  ];
}

/** A symbol table with one variable. */
export function symbolTable(wordBytes: 4 | 8, { address, size }: { address: number; size: number }): ElfSectionSpec {
  const writer = new FieldWriter(true).zeros(wordBytes === 8 ? 24 : 16).u32(0);
  // STB_LOCAL, STT_OBJECT; in section 1.
  if (wordBytes === 8) writer.u8(1).u8(0).u16(1).u64(address).u64(size);
  else writer.u32(address).u32(size).u8(1).u8(0).u16(1);
  return { name: '.symtab', bytes: writer.finish(), type: 2 };
}

/** 1: compile unit with children, stmt_list and addr_base as sec_offset. 2: variable: name string, file and line data1, location exprloc. */
const ABBREVIATIONS = Buffer.from([
  ...[1, 0x11, 1, 0x10, 0x17, 0x73, 0x17, 0, 0],
  ...[2, 0x34, 0, 0x03, 0x08, 0x3a, 0x0b, 0x3b, 0x0b, 0x02, 0x18, 0, 0],
  0,
]);

function infoOf({ version, wordBytes, address, line, indexed }: VariableSpec): Buffer {
  const writer = new FieldWriter(true).u16(version);
  if (version === 5) writer.u8(1).u8(wordBytes).u32(0);
  else writer.u32(0).u8(wordBytes);
  writer.u8(1).u32(0).u32(ADDRESS_BASE);
  for (const [index, name] of ['other', 'wanted'].entries()) {
    writer.u8(2).text(`${name}\0`).u8(1).u8(line);
    const at = index === 0 ? address + 64 : address;
    if (indexed) writer.bytes(Buffer.from([2, 0xa1, index]));
    else writer.bytes(Buffer.from([1 + wordBytes, 0x03])).word(at, wordBytes);
  }
  return writer.u8(0).finish();
}

/** Behind a header: length, version, sizes of addresses and segments. */
const ADDRESS_BASE = 8;

function addressesOf({ wordBytes, address }: VariableSpec): Buffer {
  const writer = new FieldWriter(true)
    .u32(4 + 2 * wordBytes)
    .u16(5)
    .u8(wordBytes)
    .u8(0);
  return writer
    .word(address + 64, wordBytes)
    .word(address, wordBytes)
    .finish();
}

/** Behind the version: the least instruction, … the lengths of the standard opcodes (of which there are none). */
const PROGRAM = [1, 1, 1, 0xfb, 14, 1];

function linesOf4({ folder, file }: VariableSpec): Buffer {
  const writer = new FieldWriter(true).u16(4).u32(0).bytes(Buffer.from(PROGRAM));
  return writer
    .text(`${folder}\0\0${file}\0`)
    .bytes(Buffer.from([1, 0, 0, 0]))
    .finish();
}

/** Folders and files are in `.debug_line_str`: one of each, and file 0 is file 1. */
function linesOf5(): Buffer {
  const writer = new FieldWriter(true).u16(5).u8(8).u8(0).u32(0).bytes(Buffer.from(PROGRAM));
  writer.bytes(Buffer.from([1, 1, 0x1f, 1])).u32(0);
  writer.bytes(Buffer.from([2, 1, 0x1f, 2, 0x0b, 2]));
  for (let file = 0; file < 2; file++) writer.u32(FILE_OFFSET).u8(0);
  return writer.finish();
}

/** Of the file's name, behind a folder of this length. */
const FILE_OFFSET = 4;
/** What `folder` has to be as long as. */
export const FOLDER = 'src';

function withLength(bytes: Buffer): Buffer {
  return Buffer.concat([new FieldWriter(true).u32(bytes.length).finish(), bytes]);
}
