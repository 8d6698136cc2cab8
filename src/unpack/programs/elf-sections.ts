/** Section headers of ELF files, 32 and 64 bit, both byte orders: System V gABI, chapter 4, "ELF Header" and "Sections"; elf(5). */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64At } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';

export interface ElfSection {
  readonly name: string;
  /** In the table. */
  readonly index: number;
  /** sh_type. */
  readonly type: number;
  /** The low 32 bits of sh_flags. */
  readonly flags: number;
  /** Address in memory; 0 if the section is not loaded. */
  readonly address: number;
  /** As declared, like the size: the file may end before that. */
  readonly offset: number;
  readonly size: number;
  /** sh_link and sh_info: of relocations, the sections with their symbols and with what they change. */
  readonly link: number;
  readonly info: number;
}

/** Field offsets in files of one class. */
interface Layout {
  readonly headerBytes: number;
  /** Width of sizes, offsets and flags. */
  readonly wordBytes: 4 | 8;
  /** e_phoff, the offset of the program headers. */
  readonly programsOffsetAt: number;
  /** e_shoff. */
  readonly tableOffsetAt: number;
  /** e_shentsize; e_shnum and e_shstrndx follow, 2 bytes each. */
  readonly entryBytesAt: number;
  readonly entryBytes: number;
  readonly section: {
    readonly flags: number;
    readonly address: number;
    readonly offset: number;
    readonly size: number;
    readonly link: number;
  };
}

const LAYOUT_32: Layout = {
  headerBytes: 52,
  wordBytes: 4,
  programsOffsetAt: 28,
  tableOffsetAt: 32,
  entryBytesAt: 46,
  entryBytes: 40,
  section: { flags: 8, address: 12, offset: 16, size: 20, link: 24 },
};
const LAYOUT_64: Layout = {
  headerBytes: 64,
  wordBytes: 8,
  programsOffsetAt: 32,
  tableOffsetAt: 40,
  entryBytesAt: 58,
  entryBytes: 64,
  section: { flags: 8, address: 16, offset: 24, size: 32, link: 40 },
};

const ET_REL = 1;
const ET_CORE = 4;
const SHT_STRTAB = 3;
const SHT_NOBITS = 8;
/** e_shstrndx when the index does not fit; the real one is then in sh_link of section 0. */
const SHN_XINDEX = 0xffff;
/** Bytes of the section table per read, so that a file of 100,000 sections costs few reads. */
const BATCH_BYTES = 64 << 10;
/** Linking with a section for each function makes some MB of names. */
const MAX_NAMES_BYTES = 16 << 20;
const MAX_NAME_BYTES = 256;

/**
 *  0  4  magic 7f 'ELF'
 *  4  1  EI_CLASS: 1 = 32 bit, 2 = 64 bit
 *  5  1  EI_DATA: 1 = little endian, 2 = big endian
 * 16  2  e_type; 4 is a core dump, which is a view
 */
export function isElf(head: Uint8Array): boolean {
  if (head.length < 18) return false;
  if (head[0] !== 0x7f || head[1] !== 0x45 || head[2] !== 0x4c || head[3] !== 0x46) return false;
  const [wordSize, byteOrder] = head.subarray(4, 6);
  if (wordSize !== 1 && wordSize !== 2) return false;
  if (byteOrder === 1) return head[16] !== ET_CORE || head[17] !== 0;
  return byteOrder === 2 && (head[16] !== 0 || head[17] !== ET_CORE);
}

/** All sections that should have bytes in the file, in table order. @throws FormatError when the table is invalid */
export function* readElfSections(source: ByteSource, budget: Budget): Generator<ElfSection | Trouble> {
  const head = source.read(0, Math.min(64, source.size));
  const file = new ElfFile(source, { littleEndian: head[5] === 1, layout: head[4] === 2 ? LAYOUT_64 : LAYOUT_32 });
  yield* file.sections(budget);
}

/**
 * Whether anything lies behind the section table, which linkers put last; or may lie there, when there is no such table.
 * @param source begins with an ELF header
 */
export function hasBytesBehindElf(source: ByteSource): boolean {
  const [wordSize, byteOrder] = source.read(4, 2);
  const { headerBytes, wordBytes, tableOffsetAt, entryBytesAt } = wordSize === 2 ? LAYOUT_64 : LAYOUT_32;
  if (source.size < headerBytes) return false;
  const bytes = source.read(0, headerBytes);
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const littleEndian = byteOrder === 1;
  const start =
    wordBytes === 8 ? size64At(head, tableOffsetAt, littleEndian) : head.getUint32(tableOffsetAt, littleEndian);
  const count = head.getUint16(entryBytesAt + 2, littleEndian);
  if (start === 0 || count === 0) return true;
  return start + count * head.getUint16(entryBytesAt, littleEndian) < source.size;
}

class ElfFile {
  readonly #source: ByteSource;
  readonly #layout: Layout;
  readonly #littleEndian: boolean;

  constructor(source: ByteSource, { littleEndian, layout }: { littleEndian: boolean; layout: Layout }) {
    this.#source = source;
    this.#littleEndian = littleEndian;
    this.#layout = layout;
  }

  *sections(budget: Budget): Generator<ElfSection | Trouble> {
    const { headerBytes, programsOffsetAt, tableOffsetAt, entryBytesAt, entryBytes: least } = this.#layout;
    if (this.#source.size < headerBytes) throw new FormatError('the ELF file is cut off in its header');
    const head = this.#view(0, headerBytes);
    const start = this.#word(head, tableOffsetAt);
    if (start === 0) {
      const stated = head.getUint16(entryBytesAt + 2, this.#littleEndian);
      if (stated > 0) throw new FormatError(`expected ${stated} ELF section headers, found no offset of them`);
      // Programs without sections have program headers, by which they are loaded (gABI, "ELF Header").
      if (this.#word(head, programsOffsetAt) === 0)
        throw new FormatError('expected ELF section headers or program headers, found offsets of neither');
      return;
    }
    const entryBytes = head.getUint16(entryBytesAt, this.#littleEndian);
    if (entryBytes < least)
      throw new FormatError(`expected ELF section headers of at least ${least} bytes, found e_shentsize ${entryBytes}`);
    const room = Math.max(0, Math.floor((this.#source.size - start) / entryBytes));
    if (room === 0) throw new FormatError(`expected ELF section headers at offset ${start}, but the file ends before`);
    const first = this.#view(start, entryBytes);
    const counted = head.getUint16(entryBytesAt + 2, this.#littleEndian);
    const count = counted === 0 ? this.#word(first, this.#layout.section.size) : counted;
    // An object file needs sections (gABI, "Sections"); in programs, some tools only clear their number.
    if (count === 0 && head.getUint16(16, this.#littleEndian) === ET_REL)
      throw new FormatError(`expected the sections of an ELF object at offset ${start}, found no number of them`);
    const named = head.getUint16(entryBytesAt + 4, this.#littleEndian);
    const namesIndex = named === SHN_XINDEX ? first.getUint32(this.#layout.section.link, this.#littleEndian) : named;
    if (count > room) yield damaged(`expected ${count} ELF section headers, but the file ends after ${room} of them`);
    const names = namesIndex < Math.min(count, room) ? this.#names(start + namesIndex * entryBytes) : undefined;
    if (namesIndex !== 0 && names === undefined)
      yield damaged('the names of the ELF sections cannot be read: sections are known by their flags only');
    yield* this.#table({ start, entryBytes, count: Math.min(count, room) }, names, budget);
  }

  *#table(
    { start, entryBytes, count }: { start: number; entryBytes: number; count: number },
    names: Buffer | undefined,
    budget: Budget,
  ): Generator<ElfSection | Trouble> {
    let nameless = 0;
    const batch = Math.max(1, Math.floor(BATCH_BYTES / entryBytes));
    for (let index = 0; index < count; index += batch) {
      budget.checkTime();
      const inBatch = Math.min(batch, count - index);
      const view = this.#view(start + index * entryBytes, inBatch * entryBytes);
      for (let at = 0; at < inBatch * entryBytes; at += entryBytes) {
        const section = this.#section(view, at, index + at / entryBytes, names);
        if (section === undefined) continue;
        if (names !== undefined && view.getUint32(at, this.#littleEndian) >= names.length) nameless++;
        yield section;
      }
    }
    if (nameless > 0)
      yield damaged(
        `ELF sections whose names are beyond the table of names: ${nameless}; they are known by their flags only`,
      );
  }

  /** @returns undefined for one without bytes in the file */
  #section(view: DataView, at: number, index: number, names: Buffer | undefined): ElfSection | undefined {
    const { section } = this.#layout;
    const type = view.getUint32(at + 4, this.#littleEndian); // 4  4  sh_type
    const offset = this.#word(view, at + section.offset);
    const size = this.#word(view, at + section.size);
    if (type === 0 || type === SHT_NOBITS || size === 0) return undefined;
    // In big endian, the low half of 8 bytes comes last.
    const low = this.#littleEndian ? 0 : this.#layout.wordBytes - 4;
    const flags = view.getUint32(at + section.flags + low, this.#littleEndian);
    const name = nameAt(names, view.getUint32(at, this.#littleEndian)); // 0  4  sh_name
    const [link, info] = [section.link, section.link + 4].map((field) =>
      view.getUint32(at + field, this.#littleEndian),
    );
    const address = this.#word(view, at + section.address);
    return { name, index, type, flags, address, offset, size, link: link!, info: info! };
  }

  /** @param at the header of the section that holds all names */
  #names(at: number): Buffer | undefined {
    const view = this.#view(at, this.#layout.entryBytes);
    const offset = this.#word(view, this.#layout.section.offset);
    const size = Math.min(this.#word(view, this.#layout.section.size), this.#source.size - offset);
    if (view.getUint32(4, this.#littleEndian) !== SHT_STRTAB || size <= 0 || size > MAX_NAMES_BYTES) return undefined;
    const bytes = this.#source.read(offset, size);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  #view(offset: number, length: number): DataView {
    const bytes = this.#source.read(offset, length);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  #word(view: DataView, at: number): number {
    if (this.#layout.wordBytes === 4) return view.getUint32(at, this.#littleEndian);
    return size64At(view, at, this.#littleEndian);
  }
}

function nameAt(names: Buffer | undefined, offset: number): string {
  if (names === undefined || offset >= names.length) return '';
  const rest = names.subarray(offset, offset + MAX_NAME_BYTES);
  const end = rest.indexOf(0);
  return rest.toString('utf8', 0, end < 0 ? rest.length : end);
}
