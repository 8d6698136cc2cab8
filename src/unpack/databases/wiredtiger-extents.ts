/**
 * Extent lists of a WiredTiger table (src/block/block_ext.c): the extents that a checkpoint has allocated. Each extent is a sequence
 * of blocks, and written space is never zeroed again. Which checkpoint is current is stored in another file.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import { hasItsSum } from './wiredtiger-block.ts';

const HEADER_BYTES = 40;
/** Offsets in a block: page type, size, checksum and checksum flags; see `wiredtiger.ts`. */
const [TYPE_AT, BYTES_AT, SUM_AT, SUM_FLAGS_AT] = [24, 28, 32, 36];
const SUM_OF_ALL = 1;
/** The part of a packed block that its checksum covers. */
const PLAIN_BYTES = 64;
const LIST_TYPE = 1;
const MIN_BLOCK_BYTES = 512;
const MAX_LIST_BYTES = 16 << 20;
/** A list begins with a pair: this, and 0. */
const LIST_MAGIC = 71_002;
const MAX_EXTENTS = 1 << 12;
/** Limit over all lists of a file. */
const MAX_STEPS = 1 << 20;

interface Extent {
  readonly start: number;
  readonly end: number;
}

export class WiredTigerExtents {
  /** Blocks of extents whose first bytes are zeros. */
  erased = 0;
  /** Offsets of complete blocks in extents whose headers have a wrong checksum: they may hide packed content. */
  readonly wrong = new Set<number>();
  readonly #source: ByteSource;
  readonly #budget: Budget;
  #steps = 0;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  /** Checks the extents of the list in the block at `at`, if it is one. @param header of the block */
  look(at: number, header: Uint8Array): void {
    if (header[TYPE_AT] !== LIST_TYPE) return;
    const bytes = bytesIn(header);
    if (bytes % MIN_BLOCK_BYTES !== 0 || bytes > MAX_LIST_BYTES || at + bytes > this.#source.size) return;
    const extents = extentsIn(this.#source.read(at, bytes)) ?? [];
    const broken = extents.filter((extent) => this.#endOfBlocks(extent) !== extent.end);
    if (broken.length === 0) for (const extent of extents) this.#endOfBlocks(extent, (start) => this.#sum(start));
    // Blocks of an outdated list were overwritten by others, whose beginnings are unknown.
    if (broken.every((extent) => this.#isErased(extent))) this.erased = Math.max(this.erased, broken.length);
  }

  /** The end of the consecutive blocks in an extent. */
  #endOfBlocks({ start, end }: Extent, see?: (start: number) => void): number {
    let at = start;
    while (at < end && at + HEADER_BYTES <= this.#source.size && this.#steps++ < MAX_STEPS) {
      this.#budget.checkTime();
      const bytes = bytesIn(this.#source.read(at, HEADER_BYTES));
      if (bytes === 0 || bytes % MIN_BLOCK_BYTES !== 0) break;
      see?.(at);
      at += bytes;
    }
    return at;
  }

  /** Header only: a block whose checksum covers all of it is not packed, and is plain. */
  #sum(start: number): void {
    const head = this.#source.read(start, Math.min(PLAIN_BYTES, this.#source.size - start));
    if (head[SUM_FLAGS_AT] !== SUM_OF_ALL && !hasItsSum(head, SUM_AT)) this.wrong.add(start);
  }

  /** Whether there are zeros where its first block begins, and its other blocks, if any, are where they should be. */
  #isErased({ start, end }: Extent): boolean {
    if (end > this.#source.size || !isZero(this.#source.read(start, HEADER_BYTES))) return false;
    for (let at = start + MIN_BLOCK_BYTES; at < end && this.#steps < MAX_STEPS; at += MIN_BLOCK_BYTES)
      if (this.#endOfBlocks({ start: at, end }) === end) return true;
    return end - start <= MAX_LIST_BYTES && isZero(this.#source.read(start, end - start));
  }
}

function bytesIn(header: Uint8Array): number {
  return new DataView(header.buffer, header.byteOffset, HEADER_BYTES).getUint32(BYTES_AT, true);
}

/**
 * @returns undefined for anything but a list of allocated extents: a list of free ones, which may begin in a former block, ends with
 * 1
 */
function extentsIn(block: Uint8Array): readonly Extent[] | undefined {
  const numbers = new PackedNumbers(block, HEADER_BYTES);
  if (numbers.next() !== LIST_MAGIC || numbers.next() !== 0) return undefined;
  const extents: Extent[] = [];
  while (extents.length < MAX_EXTENTS) {
    const [start, size] = [numbers.next(), numbers.next()];
    if (start === 0) return size === 0 ? extents : undefined;
    if (start === undefined || !size || start % MIN_BLOCK_BYTES !== 0 || size % MIN_BLOCK_BYTES !== 0) return undefined;
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

  /** @returns undefined at the end, or at an invalid one */
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
/** Longest encoding of a file offset. */
const MAX_NUMBER_BYTES = 6;
