/**
 * Packed debug information in Mach-O programs, libraries and objects, alone or as slices of a universal ("fat") file: sections
 * `__zdebug_*`, made by Go's linker. mach-o/loader.h and mach-o/fat.h of Apple's cctools. Everything else in these files,
 * including dSYM with its DWARF, is plain and scanned as is; so a slice is no entry, or it would be scanned twice. A
 * slice that is a core dump gets no view, since no tool makes one. A core dump on its own is a view.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64At } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { isZdebug, readZdebug } from '../codecs/zlib-entry.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { viewOf } from '../container/magic.ts';
import { lacksBitcode, noBitcode } from './llvm-bitcode.ts';
import { PackedSections } from './packed-sections.ts';
import type { Machine, ProgramPart } from './program-references.ts';
import { stringsOf } from './program-strings.ts';

/** First bytes of the magic numbers in both byte orders, thin and fat. */
export const MACHO_FIRST_BYTES: readonly number[] = [0xfe, 0xce, 0xcf, 0xca];

export const macho: SourceContainer = {
  id: 'macho',
  title: 'Mach-O program, library or object, alone or universal (packed debug information, strings of Go and Rust)',
  limits: 'strings on processors other than x86 and ARM; slices and dSYM need no unpacking',
  headBytes: 28,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: MACHO_FIRST_BYTES,
  sniff: (head) => isThinMacho(head) || isFat(head),
  entries,
};

const MH_CORE = 4;
/** A voice of FreeTTS begins with the same magic number, and has noise in place of the number and the size of load commands. */
const MANY_MILLIONS = 1 << 24;
const MH_MAGICS = [0xfeedface, 0xfeedfacf];
const FAT_MAGIC = 0xcafebabe;
const FAT_MAGIC_64 = 0xcafebabf;
/** A Java class has the same magic number, with its version here: 45 or more. */
const MAX_SLICES = 44;
/** Limit for all load commands; real ones are some tens of KiB. */
const MAX_COMMANDS_BYTES = 4 << 20;
const LC_SEGMENT = 0x1;
const LC_SEGMENT_64 = 0x19;

/*  0  4  magic, in the byte order of the file
 *  4  4  cputype
 *  8  4  cpusubtype
 * 12  4  filetype
 * 16  4  ncmds
 * 20  4  sizeofcmds
 * 24  4  flags; then 4 reserved bytes in 64 bit */
export function isThinMacho(head: Uint8Array): boolean {
  if (head.length < 28) return false;
  const view = viewOf(head);
  const littleEndian = isLittleEndian(view);
  if (littleEndian === undefined) return false;
  const isNoise = [16, 20].every((at) => view.getUint32(at, littleEndian) >= MANY_MILLIONS);
  return view.getUint32(12, littleEndian) !== MH_CORE && !isNoise;
}

function isLittleEndian(view: DataView): boolean | undefined {
  if (MH_MAGICS.includes(view.getUint32(0, true))) return true;
  return MH_MAGICS.includes(view.getUint32(0, false)) ? false : undefined;
}

/*  0  4  magic, big endian as all that follows; then for each slice
 *  4  4  nfat_arch
 *  0  4  cputype
 *  4  4  cpusubtype
 *  8  4  offset; 8 bytes in a fat_arch_64
 * 12  4  size; 8 bytes in a fat_arch_64
 * 16  4  align, a power of 2                   */
function isFat(head: Uint8Array): boolean {
  if (head.length < 28) return false;
  const view = viewOf(head);
  const [magic, count] = [view.getUint32(0), view.getUint32(4)];
  return (magic === FAT_MAGIC || magic === FAT_MAGIC_64) && count > 0 && count <= MAX_SLICES && view.getUint32(8) !== 0;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const head = source.read(0, Math.min(28, source.size));
  const packed = new PackedSections(source);
  if (isThinMacho(head)) yield* readThin(source, { name: '', start: 0, end: source.size }, packed, budget);
  else yield* readSlices(source, packed, budget);
  yield* packed.troubles();
}

async function* readSlices(
  source: ByteSource,
  packed: PackedSections,
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  const head = source.read(0, Math.min(28, source.size));
  if (!isFat(head)) throw new FormatError('expected a Mach-O header');
  for (const slice of slicesOf(source)) {
    if (slice.start + 28 <= source.size && isThinMacho(source.read(slice.start, 28)))
      yield* readThin(source, slice, packed, budget);
    else if (slice.end > source.size)
      yield damagedIn(slice.name, `expected a slice up to offset ${slice.end}, but the file ends at ${source.size}`);
  }
}

/** A Mach-O file inside the source. `name` is the prefix of its entries' names. */
interface Slice {
  readonly name: string;
  readonly start: number;
  /** As declared. */
  readonly end: number;
}

function slicesOf(source: ByteSource): Slice[] {
  const head = viewOf(source.read(0, 8));
  const isWide = head.getUint32(0) === FAT_MAGIC_64;
  const entryBytes = isWide ? 32 : 20;
  const count = Math.min(head.getUint32(4), Math.floor((source.size - 8) / entryBytes));
  const table = viewOf(source.read(8, count * entryBytes));
  return Array.from({ length: count }, (_, index) => {
    const at = index * entryBytes;
    const start = isWide ? size64At(table, at + 8, false) : table.getUint32(at + 8);
    const size = isWide ? size64At(table, at + 16, false) : table.getUint32(at + 12);
    return { name: `${cpuName(table.getUint32(at), table.getUint32(at + 4))}/`, start, end: start + size };
  });
}

async function* readThin(
  source: ByteSource,
  slice: Slice,
  packed: PackedSections,
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  const header = viewOf(source.read(slice.start, 28));
  const littleEndian = isLittleEndian(header) ?? true;
  const isWide = header.getUint32(0, littleEndian) === 0xfeedfacf;
  const start = slice.start + (isWide ? 32 : 28);
  const declared = header.getUint32(20, littleEndian);
  const size = Math.min(declared, MAX_COMMANDS_BYTES, Math.max(0, source.size - start));
  if (size < declared)
    yield damagedIn(slice.name, `expected ${declared} bytes of Mach-O load commands, only ${size} are read`);
  if (size < 8) return;
  const count = header.getUint32(16, littleEndian);
  const commands = { view: viewOf(source.read(start, size)), count, littleEndian, isWide };
  const sections: Section[] = [];
  for (const section of sectionsOf(commands, budget)) {
    if (typeof section === 'string') {
      yield damagedIn(slice.name, section);
      continue;
    }
    const { name, offset, size: bytes } = section;
    if (sections.length < MAX_SECTIONS) sections.push(section);
    if (name === '') yield damagedIn(slice.name, 'expected the name of a Mach-O section, found none');
    const at = slice.start + offset;
    if (name === '__bitcode' && lacksBitcode(source, at, Math.min(at + bytes, source.size)))
      yield noBitcode(`${slice.name}${name}`);
    // The first letters of its name may be damaged; no other section has a similar one.
    if (!name.includes('zdebug_') && !isZdebug(source, at)) continue;
    const end = Math.min(at + bytes, source.size);
    if (at < source.size && packed.takes(at, end))
      yield* readZdebug(source, { name: `${slice.name}${name}`, start: at, end });
    if (at + bytes > source.size)
      yield damagedIn(`${slice.name}${name}`, `expected ${bytes} bytes at offset ${at}, but the file ends before`);
  }
  const machine = MACHINES.get(header.getUint32(4, littleEndian));
  if (littleEndian && machine !== undefined) yield* strings(source, { slice, machine, sections }, budget);
}

/** Limit for sections of a linked program, which has some forty. */
const MAX_SECTIONS = 1000;
/** cputype. */
const MACHINES = new Map<number, Machine>([
  [7, 'x86'],
  [12, 'arm'],
  [0x0100_0007, 'x86-64'],
  [0x0100_000c, 'arm64'],
]);
const CONSTANTS = ['__rodata', '__const'];

function* strings(
  source: ByteSource,
  { slice, machine, sections }: { slice: Slice; machine: Machine; sections: readonly Section[] },
  budget: Budget,
): Generator<Entry | Trouble> {
  const code = sections.find(({ name }) => name === '__text');
  // The first section of an object has no address.
  if (code === undefined || code.address === 0) return;
  const parts = sections
    .filter(({ name, offset, size }) => offset > 0 && size > 0 && !name.startsWith('__debug_'))
    .map(({ name, address, offset, size }): ProgramPart => {
      const holds = name === '__text' ? 'code' : CONSTANTS.includes(name) ? 'constants' : 'data';
      return { address, start: slice.start + offset, size, holds };
    });
  const isGo = sections.some(({ name }) => name === '__go_buildinfo' || name === '__gopclntab');
  // The code segment begins with the header.
  const base = code.address - code.offset;
  yield* stringsOf(source, { machine, parts, base, keepsGlued: isGo, name: `${slice.name}strings` }, budget);
}

interface Section {
  readonly name: string;
  /** Address in memory. */
  readonly address: number;
  /** Relative to the slice. */
  readonly offset: number;
  readonly size: number;
}

interface Commands {
  readonly count: number;
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly isWide: boolean;
}

/*  0  4  cmd
 *  4  4  cmdsize
 * 48/64  4  nsects; the sections begin at 56/72 */
/** Sections, and descriptions of what does not fit. */
function* sectionsOf(commands: Commands, budget: Budget): Generator<Section | string> {
  const { view, count: commandCount, littleEndian, isWide } = commands;
  const segment = isWide ? { cmd: LC_SEGMENT_64, count: 64, start: 72 } : { cmd: LC_SEGMENT, count: 48, start: 56 };
  const sectionBytes = isWide ? 80 : 68;
  for (let at = 0, left = commandCount; left > 0 && at + 8 <= view.byteLength; left--) {
    const commandBytes = view.getUint32(at + 4, littleEndian);
    const end = at + commandBytes;
    // The beginning of the next command is unknown.
    if (commandBytes < 8 || at + commandBytes > view.byteLength)
      return yield `expected a Mach-O load command at byte ${at} of them, found one of ${commandBytes} bytes`;
    if (view.getUint32(at, littleEndian) === segment.cmd && at + segment.start <= end) {
      budget.checkTime();
      const count = view.getUint32(at + segment.count, littleEndian);
      const room = Math.floor((commandBytes - segment.start) / sectionBytes);
      for (let index = 0; index < Math.min(count, room); index++) {
        yield sectionAtOf(commands, at + segment.start + index * sectionBytes);
      }
      if (count !== room) yield `expected ${count} sections in a Mach-O segment, which has room for ${room}`;
    }
    at = end;
  }
}

/*  0 16  sectname
 * 16 16  segname
 * 32 4/8  addr
 *    4/8  size
 *    4    offset from the beginning of the slice */
function sectionAtOf({ view, littleEndian, isWide }: Commands, at: number): Section {
  const name = Buffer.from(view.buffer, view.byteOffset + at, 16)
    .toString('latin1')
    .replace(/\0.*$/s, '');
  const address = isWide ? size64At(view, at + 32, littleEndian) : view.getUint32(at + 32, littleEndian);
  const size = isWide ? size64At(view, at + 40, littleEndian) : view.getUint32(at + 36, littleEndian);
  return { name, address, size, offset: view.getUint32(at + (isWide ? 48 : 40), littleEndian) };
}

const CPU_NAMES = new Map([
  [7, 'i386'],
  [0x0100_0007, 'x86_64'],
  [12, 'arm'],
  [0x0100_000c, 'arm64'],
  [0x0200_000c, 'arm64_32'],
  [18, 'ppc'],
  [0x0100_0012, 'ppc64'],
]);

function cpuName(type: number, subtype: number): string {
  const name = CPU_NAMES.get(type) ?? `cpu ${type}`;
  return name === 'arm64' && (subtype & 0xff) === 2 ? 'arm64e' : name;
}

/** @param name of the slice, empty where there is only one */
function damagedIn(name: string, message: string): Trouble {
  return damaged(message, name === '' ? undefined : name);
}
