/** Tables of an EWF segment file, which locate the chunks of the image (libewf, "EWF", 3.9 and 3.10). */

import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { firstIndex } from '../../bytes/first-index.ts';
import { size64LE } from '../../bytes/size64.ts';
import { adler32 } from '../checksums/adler32.ts';
import type { Range } from '../container/coverage.ts';
import type { EwfNotes } from './ewf-notes.ts';
import { DESCRIPTOR_BYTES, type Section, UNKNOWN } from './ewf-sections.ts';

/*  table, little-endian, behind the descriptor
 *  0   4   number of entries
 *  8   8   what is added to offsets: 0 before EnCase 6.7, then the start of the section with the chunks
 *  20  4   Adler-32 of these
 *  24  4   of each chunk where it begins in the file; bit 31: packed with zlib
 *  .   4   Adler-32 of the entries, but in the first version and in SMART: there the first chunk follows       */
const HEADER_BYTES = 24;
const SUM_AT = 20;
const ENTRY_BYTES = 4;
const IS_PACKED = 0x8000_0000;
/** Entries read at a time. */
const PIECE = 1 << 14;

export interface Table {
  /** Where its first entry is. */
  readonly start: number;
  readonly count: number;
  readonly base: number;
  /** Adler-32 of the entries. */
  readonly sum: number;
  readonly isSound: boolean;
}

/** Where a chunk lies. */
export interface ChunkPlace {
  readonly start: number;
  /** Upper bound on its end. */
  readonly end: number;
  readonly isPacked: boolean;
  readonly isLast: boolean;
}

/** Each section `table` once: its copy, `table2`, replaces it when it is damaged. */
export function readTables(source: ByteSource, sections: readonly Section[], budget: Budget, notes: EwfNotes): Table[] {
  const tables: Table[] = [];
  let isCopyDue = false;
  for (const section of sections) {
    if (section.type !== 'table' && section.type !== 'table2') continue;
    const table = readTable(source, section, budget, notes);
    const isCopy = section.type === 'table2' && isCopyDue;
    isCopyDue = section.type === 'table';
    const original = isCopy ? tables.at(-1) : undefined;
    if (original === undefined) tables.push(table);
    else if (table.isSound && !original.isSound) tables[tables.length - 1] = table;
    else if (table.isSound && !isSame(table, original))
      notes.add('expected a copy of the table before, found another table; it is left aside', section.start);
  }
  return tables;
}

/** Chunks at the end of a file that is cut off before their table. */
export function looseChunks(sections: readonly Section[]): Range | undefined {
  const last = sections.at(-1);
  return last?.type === 'sectors' ? { start: last.start + DESCRIPTOR_BYTES, end: last.end } : undefined;
}

function isSame(a: Table, b: Table): boolean {
  return a.count === b.count && a.base === b.base && a.sum === b.sum;
}

function readTable(source: ByteSource, section: Section, budget: Budget, notes: EwfNotes): Table {
  const header = Buffer.alloc(HEADER_BYTES);
  const start = section.start + DESCRIPTOR_BYTES + HEADER_BYTES;
  if (start <= section.end) source.readInto(header, start - HEADER_BYTES);
  const declared = header.readUInt32LE(0);
  const count = Math.min(declared, Math.max(0, Math.floor((section.end - start) / ENTRY_BYTES)));
  if (count < declared)
    notes.add('expected a table that has room for its entries, found one that is too short', section.start);
  const base = size64LE(header, 8);
  let sum = 1;
  for (const entries of pieces(source, { start, count }, budget)) sum = adler32(entries, sum);
  const isSound =
    count === declared &&
    header.readUInt32LE(SUM_AT) === adler32(header.subarray(0, SUM_AT)) &&
    [undefined, sum].includes(storedSum(source, { start, count, base }, section.end));
  if (!isSound) notes.add('expected the checksums of a table, found others', section.start);
  return { start, count, base, sum, isSound };
}

/** @returns undefined when it has none */
function storedSum(source: ByteSource, table: Pick<Table, 'start' | 'count' | 'base'>, end: number) {
  const at = table.start + ENTRY_BYTES * table.count;
  if (table.count === 0 || at + ENTRY_BYTES > end) return undefined;
  const first = Buffer.from(source.read(table.start, ENTRY_BYTES)).readUInt32LE(0);
  const isChunk = table.base + (first & ~IS_PACKED) === at;
  return isChunk ? undefined : Buffer.from(source.read(at, ENTRY_BYTES)).readUInt32LE(0);
}

function* pieces(source: ByteSource, { start, count }: Pick<Table, 'start' | 'count'>, budget: Budget) {
  for (let index = 0; index < count; index += PIECE) {
    budget.checkTime();
    yield source.read(start + ENTRY_BYTES * index, ENTRY_BYTES * Math.min(PIECE, count - index));
  }
}

/** All chunks in image order. A misplaced one has no bytes. */
export function* chunkPlaces(
  source: ByteSource,
  tables: readonly Table[],
  sections: readonly Section[],
  budget: Budget,
): Generator<ChunkPlace> {
  const places = new Places(sections);
  let entry: number | undefined;
  let base = 0;
  for (const table of tables) {
    // The last chunk of a section ends with the section: the next table's first entry says nothing about it.
    if (entry !== undefined) yield places.of(base, entry);
    entry = undefined;
    base = table.base;
    for (const bytes of pieces(source, table, budget)) {
      const entries = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      for (let at = 0; at < entries.length; at += ENTRY_BYTES) {
        const next = entries.readUInt32LE(at);
        if (entry !== undefined) yield places.of(base, entry, next);
        entry = next;
      }
    }
  }
  if (entry !== undefined) yield { ...places.of(base, entry), isLast: true };
}

/**
 * In the first version and in SMART, chunks follow the entries of the table. Nowhere else may one lie: an image that included the header
 * of its own file would be opened in itself, again and again.
 */
const WITH_CHUNKS = ['sectors', 'table', UNKNOWN];

class Places {
  readonly #sections: readonly Section[];
  /** The section of the latest chunk, which most likely contains the next one too. */
  #section: Section | undefined;

  constructor(sections: readonly Section[]) {
    this.#sections = sections.filter(({ type }) => WITH_CHUNKS.includes(type));
  }

  of(base: number, entry: number, next?: number): ChunkPlace {
    const start = base + (entry & ~IS_PACKED);
    const nextStart = next === undefined ? 0 : base + (next & ~IS_PACKED);
    const sectionEnd = this.#endAround(start);
    const end = nextStart > start ? Math.min(nextStart, sectionEnd) : sectionEnd;
    return { start, end, isPacked: entry >= IS_PACKED, isLast: false };
  }

  /** @returns `offset` where no chunk can be */
  #endAround(offset: number): number {
    const isIn = ({ start, end }: Section): boolean => offset >= start && offset < end;
    if (this.#section === undefined || !isIn(this.#section)) this.#section = this.#find(offset);
    return this.#section !== undefined && isIn(this.#section) ? this.#section.end : offset;
  }

  /** The last section that begins at or before `offset`. */
  #find(offset: number): Section | undefined {
    return this.#sections[firstIndex(this.#sections.length, (index) => this.#sections[index]!.start > offset) - 1];
  }
}
