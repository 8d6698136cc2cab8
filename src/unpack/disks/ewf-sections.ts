/**
 * Sections of an EWF segment file ("Expert Witness Compression Format (EWF)" of libewf, 3.1). Each descriptor locates the next one
 * twice: by offset, and by the size of the section, which EnCase 1 leaves at 0.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { adler32 } from '../checksums/adler32.ts';
import { occurrencesIn } from '../container/magic.ts';
import type { EwfNotes } from './ewf-notes.ts';

/*  segment file, little-endian
 *  0   8   signature
 *  8   1   1
 *  9   2   number of the segment, from 1
 *  11  2   0                              */
export const FILE_HEADER_BYTES = 13;

/*  descriptor of a section
 *  0   16  type
 *  16  8   where the next one stands in the file; of the last one its own offset
 *  24  8   bytes of the section, with the descriptor; of the last one, and of EnCase 1, 0
 *  32  40  zeros; EnCase 2 has what was in memory there
 *  72  4   Adler-32 of these                                                               */
export const DESCRIPTOR_BYTES = 76;
const SUM_AT = 72;

const LAST = ['next', 'done'];
/** A descriptor with a wrong checksum is accepted when its type is one of these. */
const TYPES = [
  ...['header', 'header2', 'xheader', 'volume', 'disk', 'data', 'sectors', 'table', 'table2', 'ltypes', 'ltree', 'map'],
  ...['session', 'error2', 'digest', 'hash', 'xhash', 'incomplete', ...LAST],
];

/** Three sections hold 512 MiB of media, so this allows terabytes in one file. */
const MAX_SECTIONS = 1 << 16;
/** Each search for the next valid section reads a MiB, however near it is. */
const MAX_SEARCHES = 64;

/** Type of something that is no section where one should be. */
export const UNKNOWN = '';

export interface Section {
  readonly type: string;
  /** Offset of its descriptor. */
  readonly start: number;
  readonly end: number;
}

interface Descriptor {
  readonly type: string;
  /** Candidate offsets for the next one, inside the file. */
  readonly ends: readonly number[];
  readonly isSound: boolean;
}

export interface Sections {
  /** In order, and contiguous. */
  readonly list: readonly Section[];
  /** Type of the last section. `next`: the image continues in another file. Undefined where the file ends too early. */
  readonly last: string | undefined;
  /** End of the last one. */
  readonly end: number;
}

/** @param bytes including the file header and the first descriptor */
export function startsWithSection(bytes: Buffer): boolean {
  return bytes.length >= FILE_HEADER_BYTES + DESCRIPTOR_BYTES && readDescriptor(bytes, FILE_HEADER_BYTES).isSound;
}

export function readSections(source: ByteSource, budget: Budget, notes: EwfNotes): Sections {
  const list: Section[] = [];
  let at = FILE_HEADER_BYTES;
  for (let searches = 0; list.length < MAX_SECTIONS; ) {
    budget.checkTime();
    const descriptor = descriptorAt(source, at);
    const type = descriptor?.type ?? UNKNOWN;
    if (descriptor?.isSound === false)
      notes.add('expected the checksum of a section, found another one; the section is believed', at);
    if (LAST.includes(type)) return { list, last: type, end: at + DESCRIPTOR_BYTES };
    let end = descriptor && endOf(source, descriptor);
    if (descriptor && descriptor.ends.length > 1)
      notes.add('expected the next section at one place, found two that are told', at);
    if (end === undefined) {
      const wrong = descriptor ? 'one that leads out of the file, or back' : 'none';
      notes.add(`expected a section of EWF that leads to the next one, found ${wrong}`, at);
      const from = descriptor ? at + DESCRIPTOR_BYTES : at;
      end = searches++ < MAX_SEARCHES ? nextTable(source, from, budget) : undefined;
    }
    if (end === undefined && descriptor === undefined) return { list, last: undefined, end: at };
    list.push({ type, start: at, end: end ?? source.size });
    if (end === undefined) return { list, last: undefined, end: source.size };
    at = end;
  }
  notes.add(`expected at most ${MAX_SECTIONS} sections, found more; the others are scanned as is`, at);
  return { list, last: undefined, end: at };
}

/** Where the next section is: whichever of the two candidates has one. */
function endOf(source: ByteSource, { ends }: Descriptor): number | undefined {
  return ends.find((place) => descriptorAt(source, place) !== undefined) ?? ends[0];
}

function descriptorAt(source: ByteSource, at: number): Descriptor | undefined {
  if (at + DESCRIPTOR_BYTES > source.size) return undefined;
  const { type, ends, isSound } = readDescriptor(Buffer.from(source.read(at, DESCRIPTOR_BYTES)), 0, at);
  return isSound || TYPES.includes(type)
    ? { type, isSound, ends: ends.filter((end) => end <= source.size) }
    : undefined;
}

/** @param start of the section in its file */
function readDescriptor(bytes: Buffer, at: number, start = at): Descriptor {
  const [next, size] = [16, 24].map((field) => size64LE(bytes, at + field));
  const ends = [...new Set([next!, ...(size === 0 ? [] : [start + size!])])];
  return {
    type: bytes.toString('latin1', at, at + 16).replace(/\0+$/, ''),
    ends: ends.filter((end) => end >= start + DESCRIPTOR_BYTES),
    isSound: bytes.readUInt32LE(at + SUM_AT) === adler32(bytes.subarray(at, at + SUM_AT)),
  };
}

/** Where the next valid table is: when EnCase is interrupted, it leaves dangling sections, and tables are what matters. */
function nextTable(source: ByteSource, from: number, budget: Budget): number | undefined {
  for (const at of occurrencesIn(source, Buffer.from('table'), budget, from))
    if (descriptorAt(source, at)?.isSound) return at;
  return undefined;
}
