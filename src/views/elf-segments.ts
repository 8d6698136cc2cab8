/** ELF header and program headers of a core, 32 and 64 bit: System V gABI, "ELF Header", "Program Header"; elf(5). */
import { FormatError } from '../model/errors.ts';
import type { Access } from './access.ts';
import type { Fields } from './fields.ts';
import type { Trouble } from './view.ts';

/** Value of e_phnum if the count does not fit; it is then in sh_info of section header 0. */
const PN_XNUM = 0xffff;
const PF_X = 1;
const PF_W = 2;

export interface Header {
  readonly wordBytes: 4 | 8;
  readonly machine: number;
  /** Where the program headers begin, how large each is and how many there are according to the file. */
  readonly tableOffset: number;
  readonly entryBytes: number;
  readonly entryCount: number;
  readonly readSegment: (fields: Fields, at: number) => Segment;
  readonly troubles: readonly Trouble[];
}

/** One program header. */
export interface Segment extends Access {
  readonly type: number;
  readonly offset: number;
  readonly virtualAddress: bigint;
  readonly physicalAddress: bigint;
  readonly fileBytes: number;
  readonly memoryBytes: number;
  readonly alignment: number;
}

/** @throws FormatError if the file ends in the header, or if the header is invalid */
export function readHeader(fields: Fields, wordBytes: 4 | 8): Header {
  const is64 = wordBytes === 8;
  const word = (at: number): number => (is64 ? fields.size64(at) : fields.u32(at));
  const tableOffset = word(is64 ? 32 : 28); // e_phoff
  const sections = word(is64 ? 40 : 32); // e_shoff
  const entryBytes = fields.u16(is64 ? 54 : 42); // e_phentsize
  const count = fields.u16(is64 ? 56 : 44); // e_phnum
  const infoAt = sections + (is64 ? 44 : 28); // sh_info
  // p_offset comes after one word.
  const countToFirstSegment = () => (word(tableOffset + wordBytes) - tableOffset) / entryBytes;
  const counted =
    count === PN_XNUM ? countFromSections(fields, infoAt, countToFirstSegment) : { entryCount: count, troubles: [] };
  const least = is64 ? 56 : 32;
  if (entryBytes < least)
    throw new FormatError(
      `ELF core: expected program headers of at least ${least} bytes, but e_phentsize is ${entryBytes}`,
    );
  const machine = fields.u16(18); // e_machine
  return { wordBytes, machine, tableOffset, entryBytes, readSegment: is64 ? readSegment64 : readSegment32, ...counted };
}

/**
 * Linux writes section header 0 at the end of the core. If the core is truncated, p_offset of the first segment gives the count:
 * fs/binfmt_elf.c puts that segment directly after the table.
 */
function countFromSections(
  fields: Fields,
  infoAt: number,
  countToFirstSegment: () => number,
): Pick<Header, 'entryCount' | 'troubles'> {
  if (infoAt + 4 <= fields.size) return { entryCount: fields.u32(infoAt), troubles: [] };
  const message = `ELF core: expected the number of segments in section header 0, at offset ${infoAt}, but the file ends at ${fields.size}; write the dump again without a size limit`;
  const entryCount = Math.max(0, Math.floor(countToFirstSegment()));
  return { entryCount: Number.isFinite(entryCount) ? entryCount : 0, troubles: [{ code: 'damaged', message }] };
}

function readSegment64(fields: Fields, at: number): Segment {
  return {
    type: fields.u32(at), //  0  4  p_type
    ...readAccess(fields.u32(at + 4)), //  4  4  p_flags
    offset: fields.size64(at + 8), //  8  8  p_offset
    virtualAddress: fields.u64(at + 16), // 16  8  p_vaddr
    physicalAddress: fields.u64(at + 24), // 24  8  p_paddr
    fileBytes: fields.size64(at + 32), // 32  8  p_filesz
    memoryBytes: fields.size64(at + 40), // 40  8  p_memsz
    alignment: fields.size64(at + 48), // 48  8  p_align
  };
}

function readSegment32(fields: Fields, at: number): Segment {
  return {
    type: fields.u32(at), //  0  4  p_type
    offset: fields.u32(at + 4), //  4  4  p_offset
    virtualAddress: BigInt(fields.u32(at + 8)), //  8  4  p_vaddr
    physicalAddress: BigInt(fields.u32(at + 12)), // 12  4  p_paddr
    fileBytes: fields.u32(at + 16), // 16  4  p_filesz
    memoryBytes: fields.u32(at + 20), // 20  4  p_memsz
    ...readAccess(fields.u32(at + 24)), // 24  4  p_flags
    alignment: fields.u32(at + 28), // 28  4  p_align
  };
}

function readAccess(flags: number): Access {
  return { isWritable: (flags & PF_W) !== 0, isExecutable: (flags & PF_X) !== 0 };
}
