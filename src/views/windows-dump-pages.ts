/** The three ways in which Windows crash dumps say which physical pages they contain. In the file, pages follow one another. */
import type { Fields } from './fields.ts';
import type { Mapping } from './mapped-memory.ts';
import { MAX_REGIONS, tooMany } from './region-layout.ts';
import type { Trouble } from './view.ts';

const FORMAT = 'Windows crash dump';
export const PAGE_BYTES = 4096;

export interface DumpedPages {
  /** By physical address; they may reach past the end of the file. */
  readonly mappings: readonly Mapping[];
  readonly troubles: readonly Trouble[];
}

/** PHYSICAL_MEMORY_DESCRIPTOR of the header: count, number of pages, runs. */
export interface RunTable {
  readonly wordBytes: 4 | 8;
  readonly headerBytes: number;
  readonly runCount: number;
  readonly runs: number;
  /** The number that fits before the next field. */
  readonly maxRuns: number;
}

export function readRuns(fields: Fields, table: RunTable): DumpedPages {
  const count = fields.u32(table.runCount);
  if (count > table.maxRuns) {
    const message = `${FORMAT}: expected at most ${table.maxRuns} runs of memory, found ${count}; its bytes are scanned without addresses`;
    return { mappings: [], troubles: [{ code: 'damaged', message }] };
  }
  const pages = new PageList(table.headerBytes);
  for (let index = 0; index < count; index++) {
    const at = table.runs + index * 2 * table.wordBytes;
    if (table.wordBytes === 8) pages.add(fields.u64(at), fields.size64(at + 8));
    else pages.add(BigInt(fields.u32(at)), fields.u32(at + 4));
  }
  return pages.finish();
}

/** KERNEL_RDMP_HEADER64 and FULL_RDMP_HEADER64: marker, RDMP, DUMP, then as below. The ranges end with one at page 0. */
export function readRanges(fields: Fields, header: number): DumpedPages {
  const firstPage = fields.size64(header + 0x18); // 24  8  FirstPageOffset
  const pages = new PageList(firstPage);
  // 48  the ranges: number of the first page, count of pages
  for (let at = header + 0x30; at + 16 <= Math.min(firstPage, fields.size) && !pages.isFull; at += 16) {
    const first = fields.u64(at);
    if (first === 0n) break;
    pages.add(first, fields.size64(at + 8));
  }
  return pages.finish(cutTable('range table', firstPage, fields.size));
}

/** 512 Mi pages: a machine with 2 TiB. */
const MAX_BITMAP_BYTES = 64 << 20;
const CHUNK_BYTES = 64 << 10;

/** BMP_HEADER64, used in 32-bit dumps as well: one bit per page of the machine, set if the dump contains it. */
export function readBitmap(fields: Fields, header: number): DumpedPages {
  const firstPage = fields.size64(header + 0x20); // 32  8  FirstPage, offset in the file
  const bits = fields.size64(header + 0x30); // 48  8  Pages, the number of bits
  const bitmap = header + 0x38; // 56  the bitmap, lowest bit first
  const pages = new PageList(firstPage);
  const end = Math.min(bitmap + Math.ceil(bits / 8), firstPage, bitmap + MAX_BITMAP_BYTES, fields.size);
  const buffer = new Uint8Array(Math.max(0, Math.min(CHUNK_BYTES, end - bitmap)));
  for (let at = bitmap; at < end && !pages.isFull; at += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, end - at));
    fields.source.readInto(chunk, at);
    for (const [index, byte] of chunk.entries()) {
      if (byte !== 0) pages.addBits((at - bitmap + index) * 8, byte);
    }
  }
  const tooLarge = bits / 8 > MAX_BITMAP_BYTES && firstPage > bitmap + MAX_BITMAP_BYTES;
  return pages.finish([
    ...cutTable('bitmap', Math.min(firstPage, bitmap + Math.ceil(bits / 8)), fields.size),
    ...(tooLarge ? tooMany(FORMAT, 'bytes of bitmap', bits / 8, MAX_BITMAP_BYTES) : []),
  ]);
}

function cutTable(what: string, end: number, size: number): Trouble[] {
  if (end <= size) return [];
  const message = `${FORMAT}: expected the ${what} to end at offset ${end}, but the file ends at ${size}`;
  return [{ code: 'damaged', message }];
}

/** Pages in file order; adjacent ones become one mapping. */
class PageList {
  readonly #mappings: { address: bigint; offset: number; length: number }[] = [];
  #offset: number;
  #nextAddress = -1n;

  constructor(firstOffset: number) {
    this.#offset = firstOffset;
  }

  get isFull(): boolean {
    return this.#mappings.length > MAX_REGIONS;
  }

  add(firstPage: bigint, count: number): void {
    if (count === 0 || this.isFull) return;
    const address = firstPage * BigInt(PAGE_BYTES);
    const length = Math.min(count * PAGE_BYTES, Number.MAX_SAFE_INTEGER);
    const last = this.#mappings.at(-1);
    if (last !== undefined && address === this.#nextAddress) last.length += length;
    else this.#mappings.push({ address, offset: this.#offset, length });
    this.#nextAddress = address + BigInt(length);
    this.#offset = Math.min(this.#offset + length, Number.MAX_SAFE_INTEGER);
  }

  addBits(firstPage: number, byte: number): void {
    if (byte === 0xff) {
      this.add(BigInt(firstPage), 8);
      return;
    }
    for (let bit = 0; bit < 8; bit++) {
      if ((byte & (1 << bit)) !== 0) this.add(BigInt(firstPage + bit), 1);
    }
  }

  finish(troubles: readonly Trouble[] = []): DumpedPages {
    return {
      mappings: this.#mappings,
      troubles: [...troubles, ...tooMany(FORMAT, 'runs of pages', this.#mappings.length)],
    };
  }
}
