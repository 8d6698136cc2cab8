import type { ByteSource } from '../bytes/byte-source.ts';
import type { ImageMemory } from './view.ts';

/** Bytes of memory that are contiguous in the file. */
export interface Mapping {
  readonly address: bigint;
  readonly offset: number;
  readonly length: number;
}

/** Longest peek: the largest key that a detector follows a pointer to is a few KiB, and a length from a dump may be anything. */
export const MAX_PEEK_BYTES = 1 << 20;

const PAGE_BYTES = 4 << 10;
/** 256 KiB per view: pointers of one structure lead to few pages. */
const CACHED_PAGES = 64;
const EMPTY = new Uint8Array(0);

/**
 * Memory by address, read from a file. If two mappings claim an address, the one that begins lower has it. Errors of the source
 * (the file shrank, the disk failed) are passed on.
 */
export class MappedMemory implements ImageMemory {
  declare readonly pointerBytes?: 4 | 8;
  declare readonly littleEndian?: boolean;
  readonly #source: ByteSource;
  readonly #mappings: readonly Mapping[];
  readonly #pages: Uint8Array;
  /** Number of the file page in each slot of the cache, or -1. */
  readonly #held = new Float64Array(CACHED_PAGES).fill(-1);
  #scratch = EMPTY;
  /** Index of the mapping of the last address: the next one is often near. */
  #last = 0;

  /** @param mappings in any order; they are clipped to the source */
  constructor(
    source: ByteSource,
    mappings: readonly Mapping[],
    properties: { pointerBytes?: 4 | 8 | undefined; littleEndian?: boolean | undefined } = {},
  ) {
    this.#source = source;
    this.#mappings = withoutOverlap(mappings.flatMap((mapping) => inside(mapping, source.size)));
    this.#pages = new Uint8Array(Math.min(CACHED_PAGES, Math.ceil(source.size / PAGE_BYTES)) * PAGE_BYTES);
    if (properties.pointerBytes !== undefined) this.pointerBytes = properties.pointerBytes;
    if (properties.littleEndian !== undefined) this.littleEndian = properties.littleEndian;
  }

  /** @returns at most MAX_PEEK_BYTES; owned by this object and overwritten by the next call */
  peek(address: bigint, length: number): Uint8Array | undefined {
    if (!(length >= 0 && length <= MAX_PEEK_BYTES)) return undefined;
    const index = this.#find(address);
    if (index === undefined) return undefined;
    const mapping = this.#mappings[index]!;
    const skip = Number(address - mapping.address);
    if (skip + length <= mapping.length) return this.#read(mapping.offset + skip, length);
    return this.#holds(index, skip, length) ? this.#gather(index, skip, length) : undefined;
  }

  offsetOf(address: bigint): number | undefined {
    const index = this.#find(address);
    if (index === undefined) return undefined;
    const mapping = this.#mappings[index]!;
    return mapping.offset + Number(address - mapping.address);
  }

  #find(address: bigint): number | undefined {
    const last = this.#mappings[this.#last];
    if (last !== undefined && isIn(address, last)) return this.#last;
    let low = 0;
    let high = this.#mappings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#mappings[middle]!.address <= address) low = middle + 1;
      else high = middle;
    }
    const candidate = this.#mappings[low - 1];
    if (candidate === undefined || !isIn(address, candidate)) return undefined;
    this.#last = low - 1;
    return low - 1;
  }

  /** Whether the mappings from `index` on have `length` bytes without a hole. */
  #holds(index: number, skip: number, length: number): boolean {
    let mapping = this.#mappings[index]!;
    let missing = length - (mapping.length - skip);
    while (missing > 0) {
      const next = this.#mappings[++index];
      if (next === undefined || next.address !== endOf(mapping)) return false;
      missing -= next.length;
      mapping = next;
    }
    return true;
  }

  #gather(index: number, skip: number, length: number): Uint8Array {
    const target = this.#scratchOf(length);
    for (let done = 0, from = skip; done < length; index++, from = 0) {
      const mapping = this.#mappings[index]!;
      const count = Math.min(mapping.length - from, length - done);
      this.#source.readInto(target.subarray(done, done + count), mapping.offset + from);
      done += count;
    }
    return target;
  }

  #read(offset: number, length: number): Uint8Array {
    const page = Math.floor(offset / PAGE_BYTES);
    const skip = offset - page * PAGE_BYTES;
    if (skip + length > PAGE_BYTES) {
      const target = this.#scratchOf(length);
      this.#source.readInto(target, offset);
      return target;
    }
    if (length === 0) return EMPTY;
    const slots = this.#pages.length / PAGE_BYTES;
    const slot = page % slots;
    const bytes = this.#pages.subarray(slot * PAGE_BYTES, (slot + 1) * PAGE_BYTES);
    if (this.#held[slot] !== page) {
      this.#held[slot] = -1;
      const start = page * PAGE_BYTES;
      this.#source.readInto(bytes.subarray(0, Math.min(PAGE_BYTES, this.#source.size - start)), start);
      this.#held[slot] = page;
    }
    return bytes.subarray(skip, skip + length);
  }

  /** Called with a length that the mappings do have, so it is bounded by the file as well as by MAX_PEEK_BYTES. */
  #scratchOf(length: number): Uint8Array {
    if (this.#scratch.length < length) this.#scratch = new Uint8Array(Math.max(length, PAGE_BYTES));
    return this.#scratch.subarray(0, length);
  }
}

function inside(mapping: Mapping, size: number): Mapping[] {
  const { address, offset } = mapping;
  return offset < size ? [{ address, offset, length: Math.min(mapping.length, size - offset) }] : [];
}

function withoutOverlap(mappings: readonly Mapping[]): Mapping[] {
  const sorted = [...mappings].sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
  const result: Mapping[] = [];
  let end = 0n;
  for (const mapping of sorted) {
    const covered = mapping.address < end ? Number(end - mapping.address) : 0;
    if (covered >= mapping.length) continue;
    const { address, offset, length } = mapping;
    result.push({ address: address + BigInt(covered), offset: offset + covered, length: length - covered });
    end = endOf(mapping);
  }
  return result;
}

function isIn(address: bigint, mapping: Mapping): boolean {
  return address >= mapping.address && address < endOf(mapping);
}

function endOf(mapping: Mapping): bigint {
  return mapping.address + BigInt(mapping.length);
}
