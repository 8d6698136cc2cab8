/**
 * ELF core file, of a process (Linux, gcore, FreeBSD, .NET, Go) or of a machine (QEMU, VirtualBox, vmcore): System V gABI, "ELF
 * Header" and "Program Header"; elf(5) for PN_XNUM. Read: 32 and 64 bit, both byte orders, PT_LOAD and PT_NOTE. Not read: section
 * headers, except for the count of more than 65,534 segments. Memory without bytes in the core (p_filesz < p_memsz: not dumped) is
 * not in the view; this is not reported, since the file never promised it.
 */
import { FormatError } from '../model/errors.ts';
import { accessOf } from './access.ts';
import { NoteReader } from './elf-notes.ts';
import { nameProcessMemory } from './elf-process-names.ts';
import { type Header, readHeader, type Segment } from './elf-segments.ts';
import { Fields } from './fields.ts';
import { MappedMemory, type Mapping } from './mapped-memory.ts';
import { cutOff, layOut, MAX_REGIONS, overlay, tooMany } from './region-layout.ts';
import type { Region, Trouble, View, ViewReader } from './view.ts';

const FORMAT = 'ELF core';
const ET_CORE = 4;
const PT_LOAD = 1;
const PT_NOTE = 4;

export const elfCore: ViewReader = {
  id: 'elf-core',
  title: 'ELF core dump (32 and 64 bit; also QEMU and VirtualBox memory)',
  headBytes: 18,

  sniff(head: Uint8Array): boolean {
    if (head.length < 18) return false;
    const [magic0, magic1, magic2, magic3, wordSize, byteOrder] = head;
    if (magic0 !== 0x7f || magic1 !== 0x45 || magic2 !== 0x4c || magic3 !== 0x46) return false;
    if (wordSize !== 1 && wordSize !== 2) return false;
    if (byteOrder === 1) return head[16] === ET_CORE && head[17] === 0;
    return byteOrder === 2 && head[16] === 0 && head[17] === ET_CORE;
  },

  open(source): View {
    const head = source.read(0, Math.min(elfCore.headBytes, source.size));
    if (!elfCore.sniff(head)) throw new FormatError(`${FORMAT}: expected an ELF header with e_type 4 (ET_CORE)`);
    const fields = new Fields(source, head[5] === 1);
    return openCore(fields, readHeader(fields, head[4] === 2 ? 8 : 4));
  },
};

function openCore(fields: Fields, header: Header): View {
  const segments: Segment[] = [];
  const reader = new NoteReader(fields, header.machine, header.wordBytes);
  const table: Region = { offset: header.tableOffset, length: header.entryCount * header.entryBytes };
  for (let index = 0; index < Math.min(header.entryCount, MAX_REGIONS); index++) {
    const at = header.tableOffset + index * header.entryBytes;
    if (at + header.entryBytes > fields.size) break;
    const segment = header.readSegment(fields, at);
    if (segment.type === PT_LOAD) segments.push(segment);
    if (segment.type !== PT_NOTE || segment.fileBytes === 0) continue;
    reader.addSegment(segment.offset, segment.fileBytes, segment.alignment);
  }
  const { notes } = reader;
  const physical = isPhysical(segments);
  const claims = segments.filter(({ fileBytes }) => fileBytes > 0).map((segment) => claimOf(segment, physical));
  const memory = layOut(claims, fields.size);
  const named = physical ? memory : nameProcessMemory(memory, segments, notes);
  const cut = cutOff(FORMAT, [table, ...claims, ...notes.regions], fields.size);
  return {
    id: elfCore.id,
    regions: overlay(named, layOut(notes.regions, fields.size)),
    memory: new MappedMemory(fields.source, claims, {
      pointerBytes: physical ? undefined : header.wordBytes,
      littleEndian: fields.littleEndian,
    }),
    troubles: [
      ...header.troubles,
      ...cut,
      ...(cut.length > 0 || notes.damage === undefined ? [] : [damaged(notes.damage)]),
      ...tooMany(FORMAT, 'segments', header.entryCount),
      ...tooMany(FORMAT, 'notes', reader.count),
    ],
  };
}

/**
 * Whether it is the memory of a machine, in which only p_paddr is meaningful: QEMU without paging writes it twice, others leave
 * p_vaddr 0. In cores of processes p_paddr is 0.
 */
function isPhysical(segments: readonly Segment[]): boolean {
  const twice = segments.every(({ virtualAddress, physicalAddress }) => virtualAddress === physicalAddress);
  if (twice && segments.some(({ physicalAddress }) => physicalAddress !== 0n)) return true;
  return segments.length > 0 && segments.every(({ virtualAddress }) => virtualAddress === 0n);
}

function claimOf(segment: Segment, physical: boolean): Region & Mapping {
  const { offset, fileBytes: length } = segment;
  if (physical) return { offset, length, address: segment.physicalAddress, name: 'physical memory' };
  return { offset, length, address: segment.virtualAddress, ...accessOf(segment) };
}

function damaged(reason: string): Trouble {
  return { code: 'damaged', message: `${FORMAT}: expected notes, but ${reason}` };
}
