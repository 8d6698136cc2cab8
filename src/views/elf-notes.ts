/**
 * Notes of an ELF core (System V gABI, "Note Section"; note types as in Linux's include/uapi/linux/elf.h and glibc's elf.h). We
 * read owner and type of every note, the stack pointer of NT_PRSTATUS, NT_AUXV and NT_FILE. Known owners are CORE and LINUX
 * (Linux, gcore, QEMU) and FreeBSD; notes of other systems get the name `note`.
 */
import { FormatError } from '../model/errors.ts';
import type { Fields } from './fields.ts';
import { ModuleBases } from './module-bases.ts';
import { MAX_REGIONS, type NamedRange } from './region-layout.ts';
import type { Region } from './view.ts';

export interface CoreNotes {
  /** One for each note with content, as claimed: it may reach past the end of the file. */
  readonly regions: Region[];
  /** By thread, counted from 1. */
  readonly stackPointers: Map<number, bigint>;
  /** From NT_FILE, in address order. */
  readonly files: NamedRange[];
  /** From NT_AUXV, by AT_ type. */
  readonly auxiliary: Map<number, bigint>;
  /** Why the rest of the notes could not be read. */
  damage: string | undefined;
}

/** Where NT_PRSTATUS of Linux has the stack pointer: offset of pr_reg (72 or 112) plus that of the register in it. */
const STACK_POINTERS: readonly { machine: number; wordBytes: 4 | 8; offset: number; registerBytes: 4 | 8 }[] = [
  { machine: 3, wordBytes: 4, offset: 72 + 15 * 4, registerBytes: 4 }, // i386: esp
  { machine: 8, wordBytes: 4, offset: 72 + 35 * 4, registerBytes: 4 }, // MIPS o32: 6 words, then r0 to r31
  { machine: 8, wordBytes: 8, offset: 112 + 29 * 8, registerBytes: 8 }, // MIPS n64
  { machine: 20, wordBytes: 4, offset: 72 + 4, registerBytes: 4 }, // PowerPC: r1
  { machine: 21, wordBytes: 8, offset: 112 + 8, registerBytes: 8 }, // PowerPC 64
  { machine: 22, wordBytes: 8, offset: 112 + 17 * 8, registerBytes: 8 }, // s390x: psw, then r0 to r15
  { machine: 40, wordBytes: 4, offset: 72 + 13 * 4, registerBytes: 4 }, // Arm
  { machine: 62, wordBytes: 8, offset: 112 + 19 * 8, registerBytes: 8 }, // x86-64: rsp
  { machine: 62, wordBytes: 4, offset: 72 + 19 * 8, registerBytes: 8 }, // x32
  { machine: 183, wordBytes: 8, offset: 112 + 31 * 8, registerBytes: 8 }, // AArch64: after x0 to x30
  { machine: 243, wordBytes: 4, offset: 72 + 2 * 4, registerBytes: 4 }, // RISC-V: pc, ra, sp
  { machine: 243, wordBytes: 8, offset: 112 + 2 * 8, registerBytes: 8 },
  { machine: 258, wordBytes: 8, offset: 112 + 3 * 8, registerBytes: 8 }, // LoongArch: r3
];

const NT_PRSTATUS = 1;
const NT_AUXV = 6;
const NT_FILE = 0x46494c45;

/** Notes of the process, not of a thread. */
const PROCESS_NOTES: ReadonlyMap<number, string> = new Map([
  [3, 'process info and arguments'], // NT_PRPSINFO
  [NT_AUXV, 'auxiliary vector'],
  [NT_FILE, 'mapped file names'],
]);

/** Names of register sets: the end of their NT_ constants. */
const REGISTER_SETS: ReadonlyMap<number, string> = new Map([
  [2, 'fpreg'],
  [0x46e62b7f, 'fxsave'], // NT_PRXFPREG
  [0x100, 'ppc vmx'],
  [0x101, 'ppc spe'],
  [0x102, 'ppc vsx'],
  [0x200, '386 tls'],
  [0x202, 'xstate'],
  [0x204, 'shstk'],
  [0x300, 's390 high gprs'],
  [0x309, 's390 vxrs low'],
  [0x30a, 's390 vxrs high'],
  [0x400, 'arm vfp'],
  [0x401, 'arm tls'],
  [0x405, 'arm sve'],
  [0x406, 'arm pac mask'],
  [0x407, 'arm paca keys'],
  [0x408, 'arm pacg keys'],
  [0x40b, 'arm ssve'],
  [0x40c, 'arm za'],
  [0x40d, 'arm zt'],
  [0x800, 'mips dsp'],
  [0x802, 'mips msa'],
  [0x900, 'riscv csr'],
  [0x901, 'riscv vector'],
  [0xa02, 'loongarch lsx'],
  [0xa03, 'loongarch lasx'],
]);
const NT_SIGINFO = 0x53494749;

/** Linux refuses a larger NT_FILE note (core_file_note_size_limit, at most 16 MiB). */
const MAX_FILE_NOTE_BYTES = 16 << 20;
/** PATH_MAX of Linux. */
const MAX_PATH_BYTES = 4096;
/** A kernel writes about 20 pairs. */
const MAX_AUXILIARY_PAIRS = 512;

/** Collects notes; make one for a core, and add each PT_NOTE segment in file order. */
export class NoteReader {
  readonly notes: CoreNotes = {
    regions: [],
    stackPointers: new Map(),
    files: [],
    auxiliary: new Map(),
    damage: undefined,
  };
  readonly #fields: Fields;
  readonly #wordBytes: 4 | 8;
  readonly #stackPointer: (typeof STACK_POINTERS)[number] | undefined;
  #thread = 0;
  #count = 0;
  /** Both are read only once: a core has one of each, and a hostile one could repeat the longest. */
  #sawAuxiliary = false;
  #sawFiles = false;

  constructor(fields: Fields, machine: number, wordBytes: 4 | 8) {
    this.#fields = fields;
    this.#wordBytes = wordBytes;
    this.#stackPointer = STACK_POINTERS.find((at) => at.machine === machine && at.wordBytes === wordBytes);
  }

  /** Notes read so far; reading ends at MAX_REGIONS + 1. */
  get count(): number {
    return this.#count;
  }

  /** @param alignment p_align of the segment: 8 pads name and content to 8 bytes, everything else to 4 */
  addSegment(start: number, length: number, alignment: number): void {
    try {
      this.#readSegment(start, Math.min(start + length, this.#fields.size), alignment === 8 ? 8 : 4);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.notes.damage = error.message;
    }
  }

  #readSegment(start: number, end: number, alignment: 4 | 8): void {
    for (let at = start; at + 12 <= end; ) {
      if (this.#count > MAX_REGIONS) return;
      this.#count++;
      const nameBytes = this.#fields.u32(at); //  0  4  size of the owner's name, with its NUL
      const length = this.#fields.u32(at + 4); //  4  4  size of the content
      const type = this.#fields.u32(at + 8); //  8  4  type, meaning depends on the owner
      const content = at + 12 + padded(nameBytes, alignment); // 12  the name, then the content
      if (content + length > end) this.notes.damage ??= `the note at offset ${at} reaches beyond its segment`;
      if (content > end) return;
      const owner = nameBytes > 0 && nameBytes <= 32 ? this.#fields.text(at + 12, nameBytes) : '';
      this.#add(owner, type, content, length);
      at = content + padded(length, alignment);
    }
  }

  #add(owner: string, type: number, offset: number, length: number): void {
    const known = owner === 'CORE' || owner === 'LINUX' || owner === 'FreeBSD';
    if (known && type === NT_PRSTATUS) this.#addThread(owner, offset, length);
    if (owner === 'CORE' && type === NT_AUXV && !this.#sawAuxiliary) this.#readAuxiliary(offset, length);
    if (owner === 'CORE' && type === NT_FILE && !this.#sawFiles) this.#readFiles(offset, length);
    if (length === 0) return;
    const name = known ? this.#nameOf(owner, type) : `note ${owner || '(no owner)'}`;
    this.notes.regions.push({ offset, length, name });
  }

  #nameOf(owner: string, type: number): string {
    const ofProcess = PROCESS_NOTES.get(type);
    if (ofProcess !== undefined) return ofProcess;
    if (type === NT_PRSTATUS) return `thread ${this.#thread} registers`;
    if (type === NT_SIGINFO) return `thread ${this.#thread} signal info`;
    const registerSet = REGISTER_SETS.get(type) ?? (owner === 'LINUX' ? `note 0x${type.toString(16)}` : undefined);
    return registerSet === undefined
      ? `note ${owner} 0x${type.toString(16)}`
      : `thread ${this.#thread} registers (${registerSet})`;
  }

  #addThread(owner: string, offset: number, length: number): void {
    this.#thread++;
    const at = this.#stackPointer;
    if (at === undefined || owner === 'FreeBSD' || length < at.offset + at.registerBytes) return;
    const value =
      at.registerBytes === 8 ? this.#fields.u64(offset + at.offset) : BigInt(this.#fields.u32(offset + at.offset));
    this.notes.stackPointers.set(this.#thread, value);
  }

  #readAuxiliary(offset: number, length: number): void {
    this.#sawAuxiliary = true;
    const pairBytes = 2 * this.#wordBytes;
    const pairs = Math.min(Math.floor(length / pairBytes), MAX_AUXILIARY_PAIRS);
    for (let index = 0; index < pairs; index++) {
      const type = Number(this.#word(offset + index * pairBytes));
      if (type === 0) return;
      this.notes.auxiliary.set(type, this.#word(offset + index * pairBytes + this.#wordBytes));
    }
  }

  /**
   * NT_FILE: count, page size; for each mapping start, end, offset in pages; then the paths, each with its NUL. gdb
   * writes a page size of 1 and offsets in bytes.
   */
  #readFiles(offset: number, length: number): void {
    this.#sawFiles = true;
    const word = this.#wordBytes;
    const end = Math.min(offset + Math.min(length, MAX_FILE_NOTE_BYTES), this.#fields.size);
    if (length < 2 * word) return;
    const fitting = Math.floor((end - offset - 2 * word) / (3 * word + 1));
    const count = Math.max(0, Math.min(Number(this.#word(offset)), fitting, MAX_REGIONS));
    const pageBytes = this.#word(offset + word);
    const entries = Array.from({ length: count }, (_, index) => {
      const entry = offset + 2 * word + index * 3 * word;
      return {
        start: this.#word(entry),
        end: this.#word(entry + word),
        fileOffset: this.#word(entry + 2 * word) * pageBytes,
      };
    });
    const bases = new ModuleBases();
    let path = offset + 2 * word + count * 3 * word;
    for (const { start, end: stop, fileOffset } of entries) {
      if (path >= end) return;
      const longest = Math.min(MAX_PATH_BYTES, end - path);
      const name = this.#fields.text(path, longest);
      const moduleBase = bases.baseOf(name, start, fileOffset);
      this.notes.files.push({ start, end: stop, name, ...(moduleBase === undefined ? {} : { moduleBase }) });
      path += this.#fields.textLength(path, longest) + 1;
    }
  }

  #word(at: number): bigint {
    return this.#wordBytes === 8 ? this.#fields.u64(at) : BigInt(this.#fields.u32(at));
  }
}

function padded(length: number, alignment: 4 | 8): number {
  return Math.ceil(length / alignment) * alignment;
}
