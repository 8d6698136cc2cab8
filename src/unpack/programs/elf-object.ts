/**
 * Code of ELF objects for x86-64, which is not linked: where an instruction loads a constant from, relocations say (psABI for AMD64,
 * "Relocation"). Sections are taken to be loaded where they are in the file, and displacements are filled in as a linker would.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { ElfSection } from './elf-sections.ts';
import type { Displacement, StoringPart } from './stored-strings.ts';

const SHT_SYMTAB = 2;
const SHT_RELA = 4;
const R_X86_64_PC32 = 2;
const [SYMBOL_BYTES, RELOCATION_BYTES] = [24, 24];
/** Where compilers put constants that instructions load as a whole. */
const CONSTANTS = /^\.rodata\.cst/;
const SHF_EXECINSTR = 4;
/** Limit for all displacements of an object, which are held in memory. */
const MAX_DISPLACEMENTS = 1 << 18;
const BATCH_BYTES = 64 << 10;

export interface ObjectParts {
  readonly parts: readonly StoringPart[];
  /** Some displacements are missing. */
  readonly isCut: boolean;
}

/** @param sections those of the whole table that have bytes in the file */
export function objectParts(source: ByteSource, sections: readonly ElfSection[], budget: Budget): ObjectParts {
  const byIndex = new Map(sections.map((section) => [section.index, section]));
  const constants = sections.filter(({ name }) => CONSTANTS.test(name));
  const code = sections.filter(({ flags }) => (flags & SHF_EXECINSTR) !== 0);
  const displacements = new Map(code.map(({ index }) => [index, [] as Displacement[]]));
  let left = MAX_DISPLACEMENTS;
  // Sections of relocations do not overlap.
  let bytesLeft = source.size;
  for (const relocations of constants.length === 0 ? [] : sections) {
    const [changed, symbols] = [byIndex.get(relocations.info), byIndex.get(relocations.link)];
    const into = displacements.get(relocations.info);
    if (relocations.type !== SHT_RELA || into === undefined || symbols?.type !== SHT_SYMTAB) continue;
    bytesLeft -= relocations.size;
    if (bytesLeft < 0) break;
    for (const { offset, symbol, addend } of relocationsOf(source, relocations, budget)) {
      const { section, value } = symbolOf(source, symbols, symbol);
      const home = byIndex.get(section);
      if (home === undefined || !CONSTANTS.test(home.name)) continue;
      if (--left < 0) break;
      into.push({ at: offset, displacement: home.offset + value + addend - (changed!.offset + offset) });
    }
  }
  const parts = [...constants, ...code].map(({ index, offset, size }): StoringPart => {
    const inPart = displacements.get(index);
    const holds = inPart === undefined ? 'constants' : 'code';
    return { address: offset, start: offset, size, holds, ...(inPart && { displacements: inPart }) };
  });
  return { parts, isCut: left < 0 || bytesLeft < 0 };
}

interface Relocation {
  readonly offset: number;
  readonly symbol: number;
  readonly addend: number;
}

/* Elf64_Rela:  0  8  r_offset
 *              8  4  type
 *             12  4  symbol
 *             16  8  r_addend, of which 4 bytes matter */
function* relocationsOf(source: ByteSource, { offset, size }: ElfSection, budget: Budget): Generator<Relocation> {
  const end = Math.min(offset + size, source.size);
  const step = BATCH_BYTES - (BATCH_BYTES % RELOCATION_BYTES);
  for (let start = offset; start < end; start += step) {
    budget.checkTime();
    const batch = Buffer.from(source.read(start, Math.min(step, end - start)));
    for (let at = 0; at + RELOCATION_BYTES <= batch.length; at += RELOCATION_BYTES)
      if (batch.readUInt32LE(at + 8) === R_X86_64_PC32)
        yield {
          offset: batch.readUInt32LE(at),
          symbol: batch.readUInt32LE(at + 12),
          addend: batch.readInt32LE(at + 16),
        };
  }
}

/* Elf64_Sym:  6  2  st_shndx
 *             8  8  st_value  */
function symbolOf(source: ByteSource, symbols: ElfSection, index: number): { section: number; value: number } {
  const at = symbols.offset + index * SYMBOL_BYTES;
  if ((index + 1) * SYMBOL_BYTES > symbols.size || at + SYMBOL_BYTES > source.size) return { section: 0, value: 0 };
  const symbol = Buffer.from(source.read(at, SYMBOL_BYTES));
  return { section: symbol.readUInt16LE(6), value: symbol.readUInt32LE(8) };
}
