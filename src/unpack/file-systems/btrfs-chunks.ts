/** Maps logical addresses of btrfs to offsets on this device. */

import type { Budget } from '../../bytes/budget.ts';
import { firstIndex } from '../../bytes/first-index.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';
import { number64, type Superblock } from './btrfs-super.ts';

/*  0  8  bytes
 * 24  8  what lies in it, and how it is spread over devices
 * 44  2  number of stripes
 * 48  .  stripes of 32 bytes: 0  8  device,  8  8  where on it                 */
const CHUNK_BYTES = 48;
const STRIPE_BYTES = 32;
/** RAID0, 10, 5 and 6, whose stripes each hold a part. In other profiles, each stripe holds everything. */
const STRIPED = 0x08 | 0x40 | 0x80 | 0x100;
/** In a superblock, precedes each item. */
const KEY_BYTES = 17;
/** Each covers some 256 MiB or 1 GiB of a device. */
const MAX_CHUNKS = 1 << 16;

interface Chunk {
  readonly start: number;
  readonly end: number;
  /** Offsets on this device; several hold the same bytes. */
  readonly copies: readonly number[];
}

/** Where on the device the bytes from an address on lie. */
export interface Mapped {
  /** Several hold the same bytes; none: they are on other devices. */
  readonly copies: readonly number[];
  /** How many are contiguous. */
  readonly bytes: number;
}

export class ChunkMap {
  /** Count of chunks that are invalid, or overlap others. */
  wrong = 0;
  readonly #chunks: Chunk[] = [];
  readonly #deviceId: number;
  readonly #budget: Budget;

  constructor({ deviceId, firstChunks }: Superblock, budget: Budget) {
    this.#deviceId = deviceId;
    this.#budget = budget;
    for (let at = 0; at + KEY_BYTES + CHUNK_BYTES <= firstChunks.length; ) {
      const item = firstChunks.subarray(at + KEY_BYTES);
      this.add(number64(firstChunks, at + 9), item);
      at += KEY_BYTES + CHUNK_BYTES + STRIPE_BYTES * item.readUInt16LE(44);
    }
  }

  /** @param start its address @param item possibly too short @throws BudgetError when there are too many */
  add(start: number, item: Buffer): void {
    this.#budget.checkTime();
    const chunk = this.#read(start, item);
    if (chunk === undefined) {
      this.wrong++;
      return;
    }
    const index = this.#indexOf(start);
    const [before, next] = [this.#chunks[index], this.#chunks[index + 1]];
    // The chunks of the superblock are also in the tree.
    if (before?.start === start && before.end === chunk.end) return;
    if ((before !== undefined && before.end > start) || (next !== undefined && next.start < chunk.end)) {
      this.wrong++;
      return;
    }
    if (this.#chunks.length === MAX_CHUNKS)
      throw new BudgetError(`the file system has more than ${MAX_CHUNKS} chunks; mount it, and scan its files`);
    this.#chunks.splice(index + 1, 0, chunk);
  }

  /** @returns undefined when no chunk has the address */
  find(address: number): Mapped | undefined {
    const chunk = this.#chunks[this.#indexOf(address)];
    if (chunk === undefined || address >= chunk.end) return undefined;
    return { copies: chunk.copies.map((copy) => copy + address - chunk.start), bytes: chunk.end - address };
  }

  /** For data: as many contiguous bytes as there are, up to `bytes`. @throws FormatError when they are not on this device */
  place(address: number, bytes: number): { readonly copies: readonly number[]; readonly row: number } {
    const place = this.find(address);
    if (place === undefined) throw new FormatError(`an extent is at ${address}, which is in no chunk`);
    if (place.copies.length === 0)
      throw new FormatError('part of this file is on another device, which is not available', 'unsupported');
    return { copies: place.copies, row: Math.min(bytes, place.bytes) };
  }

  #read(start: number, item: Buffer): Chunk | undefined {
    if (item.length < CHUNK_BYTES) return undefined;
    const bytes = number64(item, 0);
    const stripes = item.readUInt16LE(44);
    if (bytes === 0 || stripes === 0 || item.length < CHUNK_BYTES + STRIPE_BYTES * stripes) return undefined;
    const copies: number[] = [];
    // A single stripe holds everything, whatever its profile.
    const isWhole = (item.readUInt32LE(24) & STRIPED) === 0 || stripes === 1;
    for (let index = 0; isWhole && index < stripes && copies.length < MAX_COPIES; index++) {
      const stripe = CHUNK_BYTES + STRIPE_BYTES * index;
      if (number64(item, stripe) === this.#deviceId) copies.push(number64(item, stripe + 8));
    }
    return { start, end: start + bytes, copies };
  }

  /** Index of the last chunk that begins at or before the address; -1 when there is none. */
  #indexOf(address: number): number {
    return firstIndex(this.#chunks.length, (index) => this.#chunks[index]!.start > address) - 1;
  }
}
/** RAID1C4 has this many, on as many devices. */
const MAX_COPIES = 4;
