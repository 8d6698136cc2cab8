/**
 * Lists of the extents of a table of WiredTiger (src/block/block_ext.c): what a checkpoint of it has taken. Each extent is blocks, one
 * behind the other, and what was written is never made zeros again. Which checkpoint holds is told in another file.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import { hasItsSum } from './wiredtiger-block.ts';

const HEADER_BYTES = 40;
/** Of the block's page, of its bytes, of its checksum and what that is of: `wiredtiger.ts`. */
const [TYPE_AT, BYTES_AT, SUM_AT, SUM_FLAGS_AT] = [24, 28, 32, 36];
const SUM_OF_ALL = 1;
/** Of which the checksum of a packed block is. */
const PLAIN_BYTES = 64;
const LIST_TYPE = 1;
const LEAST_BLOCK_BYTES = 512;
const MAX_LIST_BYTES = 16 << 20;
/** Those of a list begin with a pair: this, and 0. */
const LIST_MAGIC = 71_002;
const MAX_EXTENTS = 1 << 12;
/** In all lists of a file together. */
const MAX_STEPS = 1 << 20;

interface Extent {
  readonly start: number;
  readonly end: number;
}

export class WiredTigerExtents {
  /** Blocks of extents whose beginnings are zeros. */
  erased = 0;
  /** Where blocks of extents begin that are there as a whole, and whose heads have a wrong checksum: what they pack may be hidden. */
  readonly wrong = new Set<number>();
  readonly #source: ByteSource;
  readonly #budget: Budget;
  #steps = 0;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  /** Looks at what the list tells that a block at `at` is, if it is one. @param header of the block */
  look(at: number, header: Uint8Array): void {
    if (header[TYPE_AT] !== LIST_TYPE) return;
    const bytes = bytesIn(header);
    if (bytes % LEAST_BLOCK_BYTES !== 0 || bytes > MAX_LIST_BYTES || at + bytes > this.#source.size) return;
    const extents = extentsIn(this.#source.read(at, bytes)) ?? [];
    const broken = extents.filter((extent) => this.#endOfBlocks(extent) !== extent.end);
    if (broken.length === 0) for (const extent of extents) this.#endOfBlocks(extent, (start) => this.#sum(start));
    // Of an old list other blocks have taken the place, and of none of these can be said where it begins.
    if (broken.every((extent) => this.#isErased(extent))) this.erased = Math.max(this.erased, broken.length);
  }

  /** Where those end that lie in it one behind the other. */
  #endOfBlocks({ start, end }: Extent, see?: (start: number) => void): number {
    let at = start;
    while (at < end && at + HEADER_BYTES <= this.#source.size && this.#steps++ < MAX_STEPS) {
      this.#budget.checkTime();
      const bytes = bytesIn(this.#source.read(at, HEADER_BYTES));
      if (bytes === 0 || bytes % LEAST_BLOCK_BYTES !== 0) break;
      see?.(at);
      at += bytes;
    }
    return at;
  }

  /** Of the head alone: a block whose checksum is of all of it is not packed, and lies there plainly. */
  #sum(start: number): void {
    const head = this.#source.read(start, Math.min(PLAIN_BYTES, this.#source.size - start));
    if (head[SUM_FLAGS_AT] !== SUM_OF_ALL && !hasItsSum(head, SUM_AT)) this.wrong.add(start);
  }

  /** Whether zeros stand where its first block begins, and its other blocks, if it has some, where they should. */
  #isErased({ start, end }: Extent): boolean {
    if (end > this.#source.size || !isZero(this.#source.read(start, HEADER_BYTES))) return false;
    for (let at = start + LEAST_BLOCK_BYTES; at < end && this.#steps < MAX_STEPS; at += LEAST_BLOCK_BYTES)
      if (this.#endOfBlocks({ start: at, end }) === end) return true;
    return end - start <= MAX_LIST_BYTES && isZero(this.#source.read(start, end - start));
  }
}

function bytesIn(header: Uint8Array): number {
  return new DataView(header.buffer, header.byteOffset, HEADER_BYTES).getUint32(BYTES_AT, true);
}

/** @returns undefined where it is no list of what is taken: one of what is free, which may begin in what was a block, ends with 1 */
function extentsIn(block: Uint8Array): readonly Extent[] | undefined {
  const numbers = new PackedNumbers(block, HEADER_BYTES);
  if (numbers.next() !== LIST_MAGIC || numbers.next() !== 0) return undefined;
  const extents: Extent[] = [];
  while (extents.length < MAX_EXTENTS) {
    const [start, size] = [numbers.next(), numbers.next()];
    if (start === 0) return size === 0 ? extents : undefined;
    if (start === undefined || !size || start % LEAST_BLOCK_BYTES !== 0 || size % LEAST_BLOCK_BYTES !== 0)
      return undefined;
    extents.push({ start, end: start + size });
  }
  return undefined;
}

/*  src/include/intpack_inline.h, by the first byte, highest byte first
 *  10xxxxxx  0 to 63
 *  110xxxxx  1 byte more: from 64 on
 *  1110xxxx  x bytes more: from 8,256 on  */
class PackedNumbers {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** @returns undefined at the end, or where there is none */
  next(): number | undefined {
    const first = this.#bytes[this.#at++] ?? 0;
    if (first >> 6 === 2) return first & 0x3f;
    if (first >> 5 === 6) return 64 + ((first & 0x1f) << 8) + this.#rest(1);
    return first >> 4 === 14 && (first & 15) <= MAX_NUMBER_BYTES ? 8256 + this.#rest(first & 15) : undefined;
  }

  #rest(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++) value = value * 256 + (this.#bytes[this.#at++] ?? 0);
    return value;
  }
}
/** Of an offset in any file. */
const MAX_NUMBER_BYTES = 6;
