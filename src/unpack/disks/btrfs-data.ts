/** Content of files of btrfs. */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { zeros } from '../../bytes/zeros.ts';
import { FormatError, type KeysieveError } from '../../model/errors.ts';
import type { ChunkMap } from './btrfs-chunks.ts';
import { type Extent, readExtent, TYPE } from './btrfs-items.ts';
import { isSumRight, type Superblock, special, sumBytesOf, type TreePlace } from './btrfs-super.ts';
import { BtrfsNotes, type BtrfsTrees } from './btrfs-trees.ts';
import { MAX_PACKED_BYTES, unpackExtent } from './btrfs-unpack.ts';
import type { CoveredSectors } from './covered-sectors.ts';

/** Extents that are kept unpacked: where a file was written to, pieces of one extent follow one another. */
const KEPT_EXTENTS = 4;
/** Under which checksums of data stand in their tree. */
const SUMS = special(-10);

export interface FileInode {
  readonly tree: TreePlace;
  readonly id: number;
  /** Infinite where no inode says it. */
  readonly size: number;
}

interface Unpacked {
  readonly content: Uint8Array;
  readonly hasWrongSum: boolean;
}

interface Parts {
  readonly trees: BtrfsTrees;
  readonly chunks: ChunkMap;
  readonly covered: CoveredSectors;
  readonly budget: Budget;
}

export class BtrfsData {
  /** The tree of checksums of data, once it is known. */
  sums: TreePlace | undefined;
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #parts: Parts;
  readonly #kept = new Map<string, Unpacked>();
  /** What is wrong with trees was told when they were gone through. */
  readonly #told = new BtrfsNotes();

  /** @param parts `covered` takes what was read of data */
  constructor(source: ByteSource, superblock: Superblock, parts: Parts) {
    this.#source = source;
    this.#superblock = superblock;
    this.#parts = parts;
  }

  /** All that can be had; then throws FormatError when that was not all. */
  async *read({ tree, id, size }: FileInode): AsyncGenerator<Uint8Array> {
    let failure: KeysieveError | undefined;
    let at = 0;
    const from = { id, type: TYPE.extentData, offset: 0 };
    for (const item of this.#parts.trees.items(tree, this.#told, from)) {
      if (item.id > id || (item.id === id && item.type > TYPE.extentData)) break;
      if (item.id !== id || item.type !== TYPE.extentData) continue;
      const extent = readExtent(item);
      if (extent === undefined) {
        failure ??= new FormatError('an extent of the file is damaged');
        continue;
      }
      // What was set aside behind the end holds nothing.
      if (extent.start >= size) break;
      if (extent.start < at) failure ??= new FormatError('extents of the file overlap');
      yield* zeros(extent.start - at);
      const wanted = Math.min(extent.bytes, size - extent.start);
      try {
        yield* this.#content(extent, wanted);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        failure ??= error;
      }
      at = Math.max(at, extent.start + wanted);
    }
    if (Number.isFinite(size)) yield* zeros(size - at);
    if (failure !== undefined) throw failure;
  }

  async *#content(extent: Extent, wanted: number): AsyncGenerator<Uint8Array> {
    this.#parts.budget.checkTime();
    if (extent.isEncoded)
      throw new FormatError('an extent is encrypted, or encoded in a way that is not known', 'unsupported');
    if (extent.kind === 'hole') return yield* zeros(wanted);
    if (extent.packing !== 0) return yield* this.#packed(extent, wanted);
    if (extent.kind === 'stored') return yield* this.#stored(extent.at + extent.offset, wanted);
    yield extent.inline.subarray(0, wanted);
  }

  async *#stored(start: number, bytes: number): AsyncGenerator<Uint8Array> {
    const { size } = this.#source;
    for (let done = 0; done < bytes; ) {
      const { copies, row } = this.#place(start + done, bytes - done);
      const at = copies.find((copy) => copy + row <= size) ?? copies[0]!;
      yield* streamOf(this.#source, at, Math.min(at + row, size));
      if (at + row > size) throw new FormatError(`expected ${row} bytes at offset ${at}, but the data ends at ${size}`);
      // With the rest of the last sector, which is zeros.
      const end = Math.ceil(row / this.#superblock.sectorBytes) * this.#superblock.sectorBytes;
      for (const copy of copies) this.#parts.covered.add(copy, copy + end);
      done += row;
    }
  }

  async *#packed(extent: Extent, wanted: number): AsyncGenerator<Uint8Array> {
    const { offset, unpackedBytes, start } = extent;
    const { content, hasWrongSum } =
      extent.kind === 'inline' ? await this.#inline(extent) : await this.#keptExtent(extent);
    const end = offset + wanted;
    yield content.subarray(offset, end);
    // Of the last sector of a file, possibly no more was packed than there was.
    const there =
      content.length + this.#superblock.sectorBytes > unpackedBytes ? Math.max(content.length, end) : content.length;
    if (there < end || end > unpackedBytes)
      throw new FormatError(`the extent for byte ${start} of the file is damaged`);
    yield* zeros(end - Math.max(offset, content.length));
    if (hasWrongSum) throw new FormatError(`the extent for byte ${start} of the file has a wrong checksum`);
  }

  async #inline({ packing, inline, unpackedBytes }: Extent): Promise<Unpacked> {
    const { sectorBytes } = this.#superblock;
    const content = await unpackExtent(packing, inline, Math.min(unpackedBytes, MAX_PACKED_BYTES), sectorBytes);
    return { content, hasWrongSum: false };
  }

  async #keptExtent(extent: Extent): Promise<Unpacked> {
    const key = [extent.at, extent.extentBytes, extent.packing, extent.unpackedBytes].join();
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const unpacked = await this.#unpack(extent);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= KEPT_EXTENTS) this.#kept.delete(oldest!);
    this.#kept.set(key, unpacked);
    return unpacked;
  }

  async #unpack({ at, extentBytes, packing, unpackedBytes }: Extent): Promise<Unpacked> {
    if (extentBytes > MAX_PACKED_BYTES || unpackedBytes > MAX_PACKED_BYTES)
      throw new FormatError(`expected a packed extent of at most ${MAX_PACKED_BYTES} bytes`);
    const { copies, row } = this.#place(at, extentBytes);
    const there = copies.filter((copy) => copy + row <= this.#source.size);
    if (there.length === 0 || row < extentBytes)
      throw new FormatError('a packed extent lies behind the end of the data');
    const read = (copy: number): Uint8Array => this.#source.read(copy, extentBytes);
    const sound = there.find((copy) => this.#hasRightSums(at, read(copy)));
    const { sectorBytes } = this.#superblock;
    const content = await unpackExtent(packing, read(sound ?? there[0]!), unpackedBytes, sectorBytes);
    const isWhole = sound !== undefined && content.length + sectorBytes > unpackedBytes;
    if (isWhole) for (const copy of copies) this.#parts.covered.add(copy, copy + extentBytes);
    return { content, hasWrongSum: sound === undefined };
  }

  /** @throws FormatError when it is not here */
  #place(address: number, bytes: number): { readonly copies: readonly number[]; readonly row: number } {
    const place = this.#parts.chunks.find(address);
    if (place === undefined) throw new FormatError(`an extent lies at ${address}, which no chunk has`);
    if (place.copies.length === 0)
      throw new FormatError('part of this file lies on another device, which is not at hand', 'unsupported');
    return { copies: place.copies, row: Math.min(bytes, place.bytes) };
  }

  /** Checksums of sectors stand in a row from the address on that their key tells. What has none is right. */
  #hasRightSums(address: number, bytes: Uint8Array): boolean {
    const { sumKind, sectorBytes } = this.#superblock;
    const sumBytes = sumBytesOf(sumKind);
    if (this.sums === undefined) return true;
    const from = { id: SUMS, type: TYPE.extentSum, offset: address };
    for (const { id, type, offset, data } of this.#parts.trees.items(this.sums, this.#told, from)) {
      if (id > SUMS || offset >= address + bytes.length) break;
      if (id !== SUMS || type !== TYPE.extentSum) continue;
      for (let at = Math.max(0, offset - address); at < bytes.length; at += sectorBytes) {
        const sumAt = ((address + at - offset) / sectorBytes) * sumBytes;
        if (!Number.isInteger(sumAt) || sumAt + sumBytes > data.length) break;
        if (!isSumRight(sumKind, bytes.subarray(at, at + sectorBytes), data.subarray(sumAt))) return false;
      }
    }
    return true;
  }
}
