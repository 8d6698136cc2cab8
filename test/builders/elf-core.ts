/** Writes ELF cores (System V gABI, elf(5)) for tests. Independent of src. */
import { elfIdent } from './elf-ident.ts';
import { FieldWriter } from './field-writer.ts';

export interface ElfFormat {
  readonly wordBytes: 4 | 8;
  readonly littleEndian: boolean;
  /** e_machine: 62 x86-64, 3 i386, 183 AArch64, 22 s390x … */
  readonly machine: number;
}

export interface ElfSegment {
  readonly address: bigint;
  readonly physicalAddress?: bigint;
  readonly bytes: Uint8Array;
  /** p_memsz, when it is more than the bytes. */
  readonly memoryBytes?: number;
  /** `rwx`, in any part. */
  readonly flags?: string;
}

export interface ElfNote {
  readonly owner: string;
  readonly type: number;
  readonly content: Uint8Array;
}

export interface ElfCore {
  readonly bytes: Buffer;
  /** Where the content of each note and the bytes of each segment lie. */
  readonly noteOffsets: readonly number[];
  readonly segmentOffsets: readonly number[];
}

export interface ElfStyle {
  /** Counts the segments in section header 0, which comes last, as Linux does for 65,535 and more. */
  readonly countInSection?: true;
}

const PT_LOAD = 1;
const PT_NOTE = 4;

export function elfCore(
  format: ElfFormat,
  segments: readonly ElfSegment[],
  notes: readonly ElfNote[],
  style: ElfStyle = {},
): ElfCore {
  const { wordBytes, littleEndian } = format;
  const headerBytes = wordBytes === 8 ? 64 : 52;
  const entryBytes = wordBytes === 8 ? 56 : 32;
  const count = segments.length + 1;
  const noteStart = headerBytes + count * entryBytes;
  const noteArea = writeNotes(littleEndian, notes);
  const loadStart = noteStart + noteArea.bytes.length;
  const segmentOffsets: number[] = [];
  let end = loadStart;
  for (const { bytes } of segments) {
    segmentOffsets.push(end);
    end += bytes.length;
  }
  const writer = elfIdent({ wordBytes, littleEndian });
  const sections = style.countInSection ? end : 0;
  writer.u16(4).u16(format.machine).u32(1).word(0, wordBytes).word(headerBytes, wordBytes).word(sections, wordBytes);
  writer
    .u32(0)
    .u16(headerBytes)
    .u16(entryBytes)
    .u16(style.countInSection ? 0xffff : count);
  writer
    .u16(wordBytes === 8 ? 64 : 40)
    .u16(style.countInSection ? 1 : 0)
    .u16(0);
  programHeader(writer, format, { type: PT_NOTE, offset: noteStart, length: noteArea.bytes.length });
  for (const [index, segment] of segments.entries()) {
    programHeader(writer, format, {
      type: PT_LOAD,
      offset: segmentOffsets[index]!,
      length: segment.bytes.length,
      segment,
    });
  }
  writer.bytes(noteArea.bytes);
  for (const { bytes } of segments) writer.bytes(bytes);
  if (style.countInSection) sectionHeader(writer, wordBytes, count);
  return { bytes: writer.finish(), noteOffsets: noteArea.offsets.map((offset) => offset + noteStart), segmentOffsets };
}

function programHeader(
  writer: FieldWriter,
  { wordBytes }: ElfFormat,
  entry: { type: number; offset: number; length: number; segment?: ElfSegment },
): void {
  const { type, offset, length, segment } = entry;
  const flags = [...(segment?.flags ?? 'rw')].reduce((sum, flag) => sum + { r: 4, w: 2, x: 1 }[flag]!, 0);
  const memoryBytes = segment ? (segment.memoryBytes ?? length) : 0;
  const addresses = [segment?.address ?? 0n, segment?.physicalAddress ?? 0n];
  writer.u32(type);
  if (wordBytes === 8) writer.u32(flags).u64(offset).u64(addresses[0]!).u64(addresses[1]!).u64(length).u64(memoryBytes);
  else writer.u32(offset).u32(Number(addresses[0])).u32(Number(addresses[1])).u32(length).u32(memoryBytes).u32(flags);
  writer.word(segment ? 4096 : 4, wordBytes);
}

function sectionHeader(writer: FieldWriter, wordBytes: 4 | 8, count: number): void {
  writer.u32(0).u32(0);
  for (let field = 0; field < 4; field++) writer.word(0, wordBytes);
  writer.u32(0).u32(count).word(0, wordBytes).word(0, wordBytes);
}

function writeNotes(littleEndian: boolean, notes: readonly ElfNote[]): { bytes: Buffer; offsets: number[] } {
  const writer = new FieldWriter(littleEndian);
  const offsets: number[] = [];
  for (const { owner, type, content } of notes) {
    writer
      .u32(owner.length + 1)
      .u32(content.length)
      .u32(type);
    writer.text(`${owner}\0`).alignTo(4);
    offsets.push(writer.size);
    writer.bytes(content).alignTo(4);
  }
  return { bytes: writer.finish(), offsets };
}

/** Words of pr_reg before the stack pointer, and how many pr_reg has in all; x86-64, i386, AArch64, s390x. */
const REGISTERS: Record<number, { before: number; count: number }> = {
  3: { before: 15, count: 17 },
  22: { before: 17, count: 27 },
  62: { before: 19, count: 27 },
  183: { before: 31, count: 34 },
};

/** NT_PRSTATUS of one thread. */
export function threadNote(format: ElfFormat, threadId: number, stackPointer: bigint): ElfNote {
  const { wordBytes, littleEndian, machine } = format;
  const { before, count } = REGISTERS[machine]!;
  const writer = new FieldWriter(littleEndian);
  writer.u32(11).u32(0).u32(0).u16(11).alignTo(wordBytes); // signal
  writer.word(0, wordBytes).word(0, wordBytes); // pending, held
  writer.u32(threadId).u32(1).u32(threadId).u32(threadId);
  for (let time = 0; time < 8; time++) writer.word(0, wordBytes);
  for (let index = 0; index < count; index++) writer.word(index === before ? stackPointer : 0x1111n, wordBytes);
  writer.u32(1).alignTo(wordBytes);
  return { owner: 'CORE', type: 1, content: writer.finish() };
}

export interface MappedFile {
  readonly start: bigint;
  readonly end: bigint;
  /** In bytes. */
  readonly fileOffset: number;
  readonly path: string;
}

/** NT_FILE. @param pageBytes unit of the offsets: 4096 as Linux writes it, 1 as gdb does */
export function fileNote(
  { wordBytes, littleEndian }: ElfFormat,
  files: readonly MappedFile[],
  pageBytes = 4096,
): ElfNote {
  const writer = new FieldWriter(littleEndian);
  writer.word(files.length, wordBytes).word(pageBytes, wordBytes);
  for (const { start, end, fileOffset } of files) {
    writer
      .word(start, wordBytes)
      .word(end, wordBytes)
      .word(fileOffset / pageBytes, wordBytes);
  }
  for (const { path } of files) writer.bytes(Buffer.from(`${path}\0`, 'latin1'));
  return { owner: 'CORE', type: 0x46494c45, content: writer.finish() };
}

/** NT_AUXV. @param values AT_ type and value */
export function auxiliaryNote({ wordBytes, littleEndian }: ElfFormat, values: readonly [number, bigint][]): ElfNote {
  const writer = new FieldWriter(littleEndian);
  for (const [type, value] of [...values, [0, 0n] as const]) writer.word(type, wordBytes).word(value, wordBytes);
  return { owner: 'CORE', type: 6, content: writer.finish() };
}
