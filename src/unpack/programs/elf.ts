/**
 * Packed sections of ELF programs, libraries and objects: System V gABI, "Compressed Sections" (SHF_COMPRESSED with zlib or Zstandard);
 * the older `.zdebug_*` of GNU and Go; `.gnu_debugdata`, which is a small ELF in xz (gdb, "MiniDebugInfo"); the intermediate code of
 * `gcc -flto`, which holds string constants and is packed without a header of its own. An entry has the section's name. A section
 * packed with Zstandard or xz becomes an entry in packed form, which the container of that format opens. Everything else in the file is
 * plain and scanned as is, strings included, except those of Go and Rust, and those that code stores (stored-strings.ts); without
 * these and without packed sections, nothing is opened here. Core dumps are views.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { size64At } from '../../bytes/size64.ts';
import type { PackedExtent } from '../codecs/deflated-entry.ts';
import { XZ_MAGIC } from '../codecs/xz-footer.ts';
import { isZdebug, isZlib, readZdebug, readZlib } from '../codecs/zlib-entry.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, type Magic, magic } from '../container/magic.ts';
import { objectParts } from './elf-object.ts';
import { type ElfSection, isElf, readElfSections } from './elf-sections.ts';
import { lacksBitcode, noBitcode } from './llvm-bitcode.ts';
import { PackedSections } from './packed-sections.ts';
import type { Machine, ProgramPart } from './program-references.ts';
import { stringsOf } from './program-strings.ts';
import { storedStringsOf } from './stored-strings.ts';

export const elf: SourceContainer = {
  id: 'elf',
  title:
    'ELF program, library or object (packed sections: debug information, LTO; strings of Go and Rust, or in code of x86-64)',
  limits: 'strings on processors other than x86 and ARM, or without section headers',
  headBytes: 18,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x7f],
  sniff: isElf,
  entries,
};

const SHT_PROGBITS = 1;
const SHF_ALLOC = 2;
const SHF_COMPRESSED = 0x800;
const TYPE_ZLIB = 1;
const TYPE_ZSTD = 2;

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const ends = new Map<number, number>();
  const packed = new PackedSections(source);
  const sections: ElfSection[] = [];
  const behind: ElfSection[] = [];
  for (const section of readElfSections(source, budget)) {
    if ('trouble' in section) {
      yield section;
      continue;
    }
    if (sections.length < MAX_SECTIONS) sections.push(section);
    const read = readerOf(source, section);
    if (read === undefined && section.offset + section.size > source.size) behind.push(section);
    if (section.name === '.llvmbc' && lacksBitcode(source, section.offset, endIn(source, section)))
      yield noBitcode(section.name);
    // Identical headers do not make a second section.
    if (read === undefined || ends.get(section.offset) === section.size) continue;
    ends.set(section.offset, section.size);
    if (section.offset >= source.size) {
      yield cutOff(section, source.size);
      continue;
    }
    if (!packed.takes(section.offset, endIn(source, section))) continue;
    yield* read(source, section);
    if (section.offset + section.size > source.size) yield cutOff(section, source.size);
  }
  yield* packed.troubles();
  const [first] = behind;
  if (first !== undefined)
    yield damaged(
      `expected plain sections in the file, found ${behind.length} that are not, the first ${cutOffAt(first, source.size)}`,
    );
  yield* strings(source, sections, budget);
}

/** Limit for sections whose strings are read: an object may have one for each function. */
const MAX_SECTIONS = 1 << 17;
/** Limit for loaded sections of a linked program, which has some thirty. */
const MAX_LOADED = 1000;
const SHF_WRITE = 1;
const SHF_EXECINSTR = 4;
/** e_type, at 16. */
const [ET_REL, ET_EXEC] = [1, 2];
/** e_machine, at 18. */
const MACHINES = new Map<number, Machine>([
  [3, 'x86'],
  [40, 'arm'],
  [62, 'x86-64'],
  [183, 'arm64'],
]);

/** Tables without pointers, which are up to a third of a program. */
const WITHOUT_POINTERS = /^\.(?:gopclntab|eh_frame|gcc_except_table|dynstr|dynsym|gnu\.)/;

function* strings(source: ByteSource, sections: readonly ElfSection[], budget: Budget): Generator<Entry | Trouble> {
  const head = Buffer.from(source.read(0, 20));
  const machine = MACHINES.get(head.readUInt16LE(18));
  // An object has no addresses yet.
  const parts = sections
    .filter(({ name, flags, address }) => isLoaded(flags) && address > 0 && !WITHOUT_POINTERS.test(name))
    .slice(0, MAX_LOADED)
    .map(({ name, flags, address, offset, size }): ProgramPart => {
      const isConstant = name.startsWith('.rodata') && (flags & SHF_WRITE) === 0;
      return { address, start: offset, size, holds: isCode(flags) ? 'code' : isConstant ? 'constants' : 'data' };
    });
  if (head[5] !== 1 || machine === undefined) return;
  if (machine === 'x86-64') {
    const isObject = head.readUInt16LE(16) === ET_REL;
    const { parts: inCode, isCut } = isObject ? objectParts(source, sections, budget) : { parts, isCut: false };
    yield* storedStringsOf(source, inCode, budget);
    if (isCut) yield damaged('expected relocations of an object, found too many; some strings in code may be missed');
  }
  const isGo = sections.some(({ name }) => name === '.go.buildinfo' || name === '.gopclntab');
  // Go's instructions address relative to themselves even then.
  const isFixed = head.readUInt16LE(16) === ET_EXEC && !isGo;
  yield* stringsOf(source, { machine, parts, base: 0, isFixed, keepsGlued: isGo, name: 'strings' }, budget);
}

function isLoaded(flags: number): boolean {
  return (flags & SHF_ALLOC) !== 0;
}

function isCode(flags: number): boolean {
  return (flags & SHF_EXECINSTR) !== 0;
}

type Read = (source: ByteSource, section: ElfSection) => AsyncGenerator<Entry | Trouble>;

/** The function that unpacks a section; undefined for a plain one. */
function readerOf(source: ByteSource, { name, type, flags, offset }: ElfSection): Read | undefined {
  if ((flags & SHF_COMPRESSED) !== 0) return readCompressed;
  if (name.startsWith('.zdebug_')) return readOldCompressed;
  // A `.zdebug` section whose name was damaged; loaded sections are never packed.
  if (type === SHT_PROGBITS && (flags & SHF_ALLOC) === 0 && isZdebug(source, offset)) return readOldCompressed;
  if (name === '.gnu_debugdata') return readDebugData;
  if (name.startsWith('.gnu.lto_')) return readIntermediateCode;
  return undefined;
}

/* Elf32_Chdr:                     Elf64_Chdr:
 *  0  4  ch_type                   0  4  ch_type
 *                                  4  4  ch_reserved
 *  4  4  ch_size, unpacked         8  8  ch_size, unpacked
 *  8  4  ch_addralign             16  8  ch_addralign     */
async function* readCompressed(source: ByteSource, section: ElfSection): AsyncGenerator<Entry | Trouble> {
  const [wordSize, byteOrder] = source.read(4, 2);
  const littleEndian = byteOrder === 1;
  const headerBytes = wordSize === 2 ? 24 : 12;
  const { name } = section;
  const end = endIn(source, section);
  if (end - section.offset < headerBytes) {
    yield damaged('expected a compression header, found no room for one', name);
    return;
  }
  const bytes = source.read(section.offset, headerBytes);
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const type = header.getUint32(0, littleEndian);
  const size = wordSize === 2 ? size64At(header, 8, littleEndian) : header.getUint32(4, littleEndian);
  const start = section.offset + headerBytes;
  if (type === TYPE_ZLIB) return yield* readZlib(source, { name, start, end, size });
  if (type === TYPE_ZSTD) return yield* readPacked(source, { name, start, end }, ZSTD_FRAME);
  const message = `compression type ${type} of an ELF section is not known; only the packed bytes are scanned`;
  yield { name, trouble: { code: 'unsupported', message } };
}

function readOldCompressed(source: ByteSource, section: ElfSection): AsyncGenerator<Entry | Trouble> {
  return readZdebug(source, { name: section.name, start: section.offset, end: endIn(source, section) });
}

/** For a format with a container of its own, which opens the section if it begins as it should. */
async function* readPacked(
  source: ByteSource,
  { name, start, end }: Omit<PackedExtent, 'size'>,
  begins: Magic,
): AsyncGenerator<Entry | Trouble> {
  yield { name, open: () => streamOf(source, start, end), taken: () => [{ start, end }] };
  if (!hasMagic(source.read(start, Math.min(begins.bytes.length, end - start)), begins))
    yield damaged('expected packed data, found what begins like none; it is scanned as is', name);
}

function readDebugData(source: ByteSource, section: ElfSection): AsyncGenerator<Entry | Trouble> {
  return readPacked(source, { name: section.name, start: section.offset, end: endIn(source, section) }, XZ_MAGIC);
}

/**
 * Functions and declarations are one stream each, zlib or Zstandard depending on the build of GCC; tables of options and symbols
 * are plain.
 */
async function* readIntermediateCode(source: ByteSource, section: ElfSection): AsyncGenerator<Entry | Trouble> {
  const end = endIn(source, section);
  const head = source.read(section.offset, Math.min(4, end - section.offset));
  if (hasMagic(head, ZSTD_FRAME))
    yield* readPacked(source, { name: section.name, start: section.offset, end }, ZSTD_FRAME);
  else if (head.length === 4 && isZlib(head))
    yield* readZlib(source, { name: section.name, start: section.offset, end });
}
const ZSTD_FRAME = magic('28 b5 2f fd');

/** The end of the part of a section that is in the file. */
function endIn(source: ByteSource, { offset, size }: ElfSection): number {
  return Math.min(offset + size, source.size);
}

function cutOff(section: ElfSection, fileBytes: number): Trouble {
  return damaged(`expected ${cutOffAt(section, fileBytes)}`, section.name);
}

function cutOffAt({ offset, size }: ElfSection, fileBytes: number): string {
  return `${size} bytes at offset ${offset}, but the file ends at ${fileBytes}`;
}
