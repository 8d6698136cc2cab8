import type { ByteSource } from '../../bytes/byte-source.ts';

/** The PE header of nearly every program begins within a head of this size; otherwise its presence is assumed. */
export const PE_HEAD_BYTES = 1024;

/*  0  2  'MZ'
 * 60  4  e_lfanew: offset of 'PE\0\0' */
/** Microsoft, "PE Format": a program or library. DOS programs have no such header. */
export function isPe(head: Uint8Array): boolean {
  if (head.length < 64 || head[0] !== 0x4d || head[1] !== 0x5a) return false;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const at = bytes.readUInt32LE(60);
  if (at + 4 > bytes.length) return bytes.length >= PE_HEAD_BYTES && at < 1 << 28;
  return bytes.readUInt32LE(at) === 0x0000_4550;
}

const SECTION_BYTES = 40;

/*  6  2  number of sections, counted from 'PE\0\0'
 * 20  2  size of the optional header, behind which the sections begin; of a section
 * 16  4  SizeOfRawData
 * 20  4  PointerToRawData                                             */
/**
 * Whether anything lies behind the sections (symbols, signatures, installers' archives), or may lie there.
 * @param source begins with 'MZ' and has 64 bytes or more
 */
export function hasBytesBehindPe(source: ByteSource): boolean {
  const headerAt = Buffer.from(source.read(60, 4)).readUInt32LE(0);
  if (headerAt + 24 > source.size) return true;
  const coff = Buffer.from(source.read(headerAt, 24));
  const tableAt = headerAt + 24 + coff.readUInt16LE(20);
  const count = Math.min(coff.readUInt16LE(6), Math.floor(Math.max(0, source.size - tableAt) / SECTION_BYTES));
  if (count === 0) return true;
  const table = Buffer.from(source.read(tableAt, count * SECTION_BYTES));
  let end = 0;
  for (let at = 0; at < table.length; at += SECTION_BYTES)
    end = Math.max(end, table.readUInt32LE(at + 16) + table.readUInt32LE(at + 20));
  return end < source.size;
}

/** What a loader puts at an address, as far as it is in the file. */
export interface MappedSection {
  readonly address: number;
  readonly start: number;
  readonly size: number;
}

/** Where in the file an address is. */
export function placeIn(sections: readonly MappedSection[], address: number): number | undefined {
  const home = sections.find((section) => address >= section.address && address < section.address + section.size);
  return home === undefined ? undefined : home.start + address - home.address;
}
