/**
 * Packed parts of PE programs and libraries (Microsoft, "PE Format"): debug information in sections `.zdebug_*`, made by Go's
 * linker, and the symbols that .NET's compilers embed (dotnet/runtime, "PE/COFF Specification Additions": "Embedded Portable
 * PDB"). Settings in the code of .NET assemblies come as text. Everything else, including resources, is plain and scanned as is.
 * Not opened: DLLs that tools like Costura embed as packed resources.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { readDeflated } from '../codecs/deflated-entry.ts';
import { isZdebug, readZdebug } from '../codecs/zlib-entry.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { dotnetSettingsOf } from './dotnet-assembly.ts';
import { PackedSections } from './packed-sections.ts';
import { isPe, PE_HEAD_BYTES, placeIn } from './pe-header.ts';
import type { Machine, ProgramPart } from './program-references.ts';
import { stringsOf } from './program-strings.ts';
import { storedStringsOf } from './stored-strings.ts';

export const pe: SourceContainer = {
  id: 'pe',
  title:
    'PE program or library (packed debug information, embedded .NET symbols, strings of Go and Rust, or in code of x86-64, settings of .NET)',
  limits:
    'DLLs packed as resources (Costura); strings on processors other than x86 and ARM; settings of .NET above 64 MiB, or obfuscated',
  headBytes: PE_HEAD_BYTES,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x4d],
  sniff: isPe,
  entries,
};

const SECTION_BYTES = 40;
const [DEBUG_DIRECTORY, CLI_DIRECTORY] = [6, 14];
const DEBUG_ENTRY_BYTES = 28;
/** Real files have one to six. */
const MAX_DEBUG_ENTRIES = 1024;
const EMBEDDED_PORTABLE_PDB = 17;
const MAX_NAME_BYTES = 256;

interface Section {
  readonly name: string;
  /** Its name should be in the string table, but is not. */
  readonly isNameless: boolean;
  readonly address: number;
  readonly start: number;
  /** As declared. */
  readonly size: number;
  /** Without padding, which may be missing at the end of a file. */
  readonly least: number;
  readonly isCode: boolean;
}
/** IMAGE_SCN_CNT_CODE. */
const CNT_CODE = 0x20;

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const headerAt = Buffer.from(source.read(60, 4)).readUInt32LE(0);
  if (headerAt + 24 > source.size)
    throw new FormatError(`expected a PE header at offset ${headerAt}, but the file ends before`);
  const coff = Buffer.from(source.read(headerAt, 24));
  if (coff.readUInt32LE(0) !== 0x0000_4550)
    throw new FormatError(`expected a PE header at offset ${headerAt}, found none`);
  const sections = sectionsOf(source, coff, headerAt);
  const declared = coff.readUInt16LE(6);
  if (sections.length < declared)
    yield damaged(`expected ${declared} PE sections, but the file has ${sections.length}`);
  const nameless = sections.filter(({ isNameless }) => isNameless).length;
  if (nameless > 0) yield damaged(`expected names of PE sections in the string table, found none there: ${nameless}`);
  const packed = new PackedSections(source);
  for (const { name, start, size, least } of sections) {
    budget.checkTime();
    const end = Math.min(start + size, source.size);
    const isPacked = end > start && (name.startsWith('.zdebug_') || isZdebug(source, start));
    if (isPacked && packed.takes(start, end)) yield* readZdebug(source, { name, start, end });
    const isCut = start > 0 && start + least > source.size;
    if (isCut && sections.length === declared)
      yield damaged(`expected ${least} bytes at offset ${start}, but the file ends at ${source.size}`, name);
  }
  yield* packed.troubles();
  yield* readSymbols(source, debugDirectory(source, headerAt, sections));
  const cli = directoryAt(source, headerAt, CLI_DIRECTORY);
  if (cli !== undefined) yield* dotnetSettingsOf(source, cli.address, sections, budget);
  yield* strings(source, { coff, headerAt, sections }, budget);
}

/** Machine of the COFF header, at 4. */
const MACHINES = new Map<number, Machine>([
  [0x014c, 'x86'],
  [0x01c4, 'arm'],
  [0x8664, 'x86-64'],
  [0xaa64, 'arm64'],
]);

function* strings(
  source: ByteSource,
  { coff, headerAt, sections }: { coff: Buffer; headerAt: number; sections: readonly Section[] },
  budget: Budget,
): Generator<Entry | Trouble> {
  const machine = MACHINES.get(coff.readUInt16LE(4));
  if (machine === undefined || headerAt + 56 > source.size) return;
  const optional = Buffer.from(source.read(headerAt + 24, 32));
  // ImageBase: 8 bytes at 24 in PE32+, 4 bytes at 28 in PE32.
  const base =
    optional.readUInt16LE(0) === 0x20b
      ? optional.readUInt32LE(28) * 2 ** 32 + optional.readUInt32LE(24)
      : optional.readUInt32LE(28);
  const parts = sections
    .filter(({ start, size }) => start > 0 && size > 0)
    .map(({ name, address, start, size, isCode }): ProgramPart => {
      const holds = isCode ? 'code' : name === '.rdata' ? 'constants' : 'data';
      return { address: base + address, start, size, holds };
    });
  yield* stringsOf(source, { machine, parts, base: 0, keepsGlued: false, name: 'strings' }, budget);
  if (machine === 'x86-64') yield* storedStringsOf(source, parts, budget);
}

/*  0  4  'PE\0\0'
 *  4  2  machine
 *  6  2  number of sections
 * 12  4  offset of the symbols, 18 bytes each; behind them the string table
 * 16  4  number of symbols
 * 20  2  size of the optional header, behind which the sections begin */
function sectionsOf(source: ByteSource, coff: Buffer, headerAt: number): Section[] {
  const tableAt = headerAt + 24 + coff.readUInt16LE(20);
  const room = Math.max(0, Math.floor((source.size - tableAt) / SECTION_BYTES));
  const count = Math.min(coff.readUInt16LE(6), room);
  if (count === 0) return [];
  const table = Buffer.from(source.read(tableAt, count * SECTION_BYTES));
  const stringsAt = coff.readUInt32LE(12) === 0 ? source.size : coff.readUInt32LE(12) + 18 * coff.readUInt32LE(16);
  return Array.from({ length: count }, (_, index) => {
    const at = index * SECTION_BYTES;
    const size = table.readUInt32LE(at + 16);
    const name = sectionName(source, table.subarray(at, at + 8), stringsAt); //  0  8  name
    return {
      name: name ?? '',
      isNameless: name === undefined,
      least: Math.min(size, table.readUInt32LE(at + 8) || size), //  8  4  VirtualSize
      address: table.readUInt32LE(at + 12), // 12  4  VirtualAddress
      size, // 16  4  SizeOfRawData
      start: table.readUInt32LE(at + 20), // 20  4  PointerToRawData
      isCode: (table.readUInt32LE(at + 36) & CNT_CODE) !== 0, // 36  4  Characteristics
    };
  });
}

/** A name of more than 8 bytes is stored as `/` and its decimal offset in the string table; undefined where there is none. */
function sectionName(source: ByteSource, field: Buffer, stringsAt: number): string | undefined {
  const short = field.toString('latin1').replace(/\0.*$/s, '');
  if (!/^\/\d+$/.test(short)) return short;
  const at = stringsAt + Number(short.slice(1));
  if (at >= source.size) return short;
  const long = Buffer.from(source.read(at, Math.min(MAX_NAME_BYTES, source.size - at)));
  const end = long.indexOf(0);
  return end === 0 ? undefined : end > 0 ? long.toString('utf8', 0, end) : short;
}

/* In the optional header, at offset 24:
 *     0  2  magic: 10b = PE32, 20b = PE32+
 * 92/108  4  number of data directories
 * 96/112  8  each: address and size         */
function directoryAt(
  source: ByteSource,
  headerAt: number,
  number: number,
): { readonly address: number; readonly size: number } | undefined {
  const optional = Buffer.alloc(240);
  const optionalAt = headerAt + 24;
  source.readInto(optional.subarray(0, Math.min(optional.length, source.size - optionalAt)), optionalAt);
  const isWide = optional.readUInt16LE(0) === 0x20b;
  if (optional.readUInt32LE(isWide ? 108 : 92) <= number) return undefined;
  const at = (isWide ? 112 : 96) + 8 * number;
  const address = optional.readUInt32LE(at);
  return address === 0 ? undefined : { address, size: optional.readUInt32LE(at + 4) };
}

function debugDirectory(source: ByteSource, headerAt: number, sections: readonly Section[]): Buffer {
  const directory = directoryAt(source, headerAt, DEBUG_DIRECTORY);
  const start = directory === undefined ? undefined : placeIn(sections, directory.address);
  const room = Math.max(0, source.size - (start ?? source.size));
  const count = Math.floor(Math.min(directory?.size ?? 0, room) / DEBUG_ENTRY_BYTES);
  if (start === undefined || count === 0) return Buffer.alloc(0);
  return Buffer.from(source.read(start, Math.min(count, MAX_DEBUG_ENTRIES) * DEBUG_ENTRY_BYTES));
}

/* Of a debug directory entry: 12  4  type; 16  4  size; 24  4  offset in the file. An embedded portable PDB is
 *  0  4  'MPDB'
 *  4  4  unpacked size
 *  8  n  deflate stream                                                                                        */
async function* readSymbols(source: ByteSource, directory: Buffer): AsyncGenerator<Entry | Trouble> {
  for (let at = 0; at + DEBUG_ENTRY_BYTES <= directory.length; at += DEBUG_ENTRY_BYTES) {
    if (directory.readUInt32LE(at + 12) !== EMBEDDED_PORTABLE_PDB) continue;
    const start = directory.readUInt32LE(at + 24);
    const end = Math.min(start + directory.readUInt32LE(at + 16), source.size);
    const name = 'embedded symbols';
    const head = end - start < 8 ? Buffer.alloc(8) : Buffer.from(source.read(start, 8));
    if (head.toString('latin1', 0, 4) === 'MPDB')
      yield* readDeflated(source, { name, start: start + 8, end, size: head.readUInt32LE(4) });
    else yield damaged(`expected a portable PDB at offset ${start}, found none`, name);
  }
}
