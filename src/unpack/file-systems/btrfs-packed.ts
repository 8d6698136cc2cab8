/** Packed extents of btrfs: several pieces of files may refer to one, and parts of it may belong to none. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero, zeros } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import { LINE_FEED } from '../container/uncovered.ts';
import type { ChunkMap } from './btrfs-chunks.ts';
import type { BtrfsCover } from './btrfs-cover.ts';
import { type Extent, TYPE } from './btrfs-items.ts';
import { isSumRight, type Superblock, special, sumBytesOf, type TreePlace } from './btrfs-super.ts';
import { BtrfsNotes, type BtrfsTrees } from './btrfs-trees.ts';
import { MAX_PACKED_BYTES, PACKING, unpackExtent } from './btrfs-unpack.ts';

/** Unpacked extents to keep: after writes to a file, successive pieces may be of one extent. */
const KEPT_EXTENTS = 4;
/** An extent has at most 32 units, so that 32 bits record which of them were handed on. */
const UNIT_BYTES = MAX_PACKED_BYTES / 32;
/** Limits on remembered extents, handed on in part and in whole: some 30 MiB. */
const [MAX_PARTLY, MAX_WHOLE] = [1 << 17, 1 << 16];
/** Object id of data checksums in their tree. */
const SUMS = special(-10);

type Packed = Pick<Extent, 'at' | 'extentBytes' | 'packing' | 'unpackedBytes'>;

interface Unpacked {
  readonly content: Uint8Array;
  readonly hasWrongSum: boolean;
  /** Undefined when it is damaged, or unpacks to more than it states. */
  readonly packedBytes: number | undefined;
  readonly copies: readonly number[];
  /** Offset of the copy that was read. */
  readonly copy: number;
}

export interface DataParts {
  readonly trees: BtrfsTrees;
  readonly chunks: ChunkMap;
  /** Records what was read of data. */
  readonly covered: BtrfsCover;
  readonly budget: Budget;
}

export class BtrfsPacked {
  /** The tree of data checksums, once it is known. */
  sums: TreePlace | undefined;
  /** Extents packed with LZO that have unused parts, and were too many to remember. */
  leftOut = 0;
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #parts: DataParts;
  readonly #kept = new Map<string, Unpacked>();
  /** Extents handed on in part, with the units handed on. */
  readonly #partly = new Map<string, number>();
  /** Extents handed on in whole: snapshots may refer to parts of them. */
  readonly #whole = new Set<string>();
  /** Damage of the tree was reported when it was walked. */
  readonly #reportedBefore = new BtrfsNotes();

  constructor(source: ByteSource, superblock: Superblock, parts: DataParts) {
    this.#source = source;
    this.#superblock = superblock;
    this.#parts = parts;
  }

  /** @param wanted bytes of the piece @throws FormatError after what could be read of it */
  async *read(extent: Extent, wanted: number): AsyncGenerator<Uint8Array> {
    const { offset, unpackedBytes, start } = extent;
    const unpacked = await this.#keptExtent(extent);
    const { content } = unpacked;
    const end = offset + wanted;
    yield pieceOf(content, offset, end);
    this.#hand(extent, unpacked, end);
    // For the last sector of a file, possibly only its used part was packed.
    const there =
      content.length + this.#superblock.sectorBytes > unpackedBytes ? Math.max(content.length, end) : content.length;
    if (there < end || end > unpackedBytes || unpacked.packedBytes === undefined)
      throw new FormatError(`the extent for byte ${start} of the file is damaged`);
    yield* zeros(end - Math.max(offset, content.length));
    if (unpacked.hasWrongSum) throw new FormatError(`the extent for byte ${start} of the file has a wrong checksum`);
  }

  /** Whether `left` yields anything. */
  get hasLeft(): boolean {
    return this.#partly.size > 0;
  }

  /** The content of partly used extents that belongs to no file. */
  async *left(): AsyncGenerator<Uint8Array> {
    for (const [key, handed] of this.#partly) {
      this.#parts.budget.checkTime();
      const [at, extentBytes, packing, unpackedBytes] = key.split(',').map(Number) as [number, number, number, number];
      const { content } = await this.#unpack({ at, extentBytes, packing, unpackedBytes });
      for (let unit = 0; unit * UNIT_BYTES < content.length; ) {
        const first = unit;
        while (unit * UNIT_BYTES < content.length && (handed & (1 << unit)) === 0) unit++;
        const piece = content.subarray(first * UNIT_BYTES, unit * UNIT_BYTES);
        if (!isZero(piece)) {
          yield LINE_FEED;
          yield piece;
        }
        if (unit === first) unit++;
      }
    }
  }

  /** Covers an extent once all of its content was handed on, or will be by `left`. */
  #hand(extent: Extent, unpacked: Unpacked, end: number): void {
    const { content, packedBytes, copies, copy } = unpacked;
    const key = keyOf(extent);
    // A damaged extent comes out as is.
    if (packedBytes === undefined || unpacked.hasWrongSum || this.#whole.has(key)) return;
    const all = unitsUpTo(Math.ceil(content.length / UNIT_BYTES));
    const before = unitsUpTo(Math.floor(extent.offset / UNIT_BYTES));
    const isEndZero = isZero(content.subarray(end, Math.ceil(end / UNIT_BYTES) * UNIT_BYTES));
    const units = unitsUpTo(isEndZero ? Math.ceil(end / UNIT_BYTES) : Math.floor(end / UNIT_BYTES)) & ~before;
    const known = this.#partly.get(key);
    const handed = units | (known ?? 0);
    const isAll = (handed & all) === all;
    if (isAll) {
      this.#partly.delete(key);
      if (this.#whole.size < MAX_WHOLE) this.#whole.add(key);
    } else if (known !== undefined || this.#partly.size < MAX_PARTLY) this.#partly.set(key, handed);
    else {
      // Extents of other codecs are opened where they come out as is.
      if (extent.packing === PACKING.lzo) this.leftOut++;
      return;
    }
    if (known === undefined) this.#parts.covered.addUsed(copy, packedBytes, extent.extentBytes, copies);
  }

  async #keptExtent(extent: Packed): Promise<Unpacked> {
    const key = keyOf(extent);
    const unpacked = this.#kept.get(key) ?? (await this.#unpack(extent));
    this.#kept.delete(key);
    this.#kept.set(key, unpacked);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_EXTENTS) this.#kept.delete(oldest!);
    return unpacked;
  }

  async #unpack({ at, extentBytes, packing, unpackedBytes }: Packed): Promise<Unpacked> {
    if (extentBytes > MAX_PACKED_BYTES || unpackedBytes > MAX_PACKED_BYTES)
      throw new FormatError(`expected a packed extent of at most ${MAX_PACKED_BYTES} bytes`);
    const { copies, row } = this.#parts.chunks.place(at, extentBytes);
    const there = copies.filter((one) => one + row <= this.#source.size);
    if (there.length === 0 || row < extentBytes) throw new FormatError('a packed extent is beyond the end of the data');
    const read = (one: number): Uint8Array => this.#source.read(one, extentBytes);
    const sound = there.find((one) => this.#hasRightSums(at, read(one)));
    const copy = sound ?? there[0]!;
    const unpacked = await unpackExtent(packing, read(copy), unpackedBytes, this.#superblock.sectorBytes);
    return { ...unpacked, hasWrongSum: sound === undefined, copies, copy };
  }

  /** Sector checksums are stored consecutively, from the address in their key on. Data without a checksum counts as correct. */
  #hasRightSums(address: number, bytes: Uint8Array): boolean {
    const { sumKind, sectorBytes } = this.#superblock;
    const sumBytes = sumBytesOf(sumKind);
    if (this.sums === undefined) return true;
    const from = { id: SUMS, type: TYPE.extentSum, offset: address };
    // Items do not overlap, and the first one may begin with earlier sectors.
    let itemsLeft = bytes.length / sectorBytes + 1;
    for (const { id, type, offset, data } of this.#parts.trees.items(this.sums, this.#reportedBefore, from)) {
      if (id > SUMS || offset >= address + bytes.length) break;
      if (id !== SUMS || type !== TYPE.extentSum) continue;
      if (itemsLeft-- <= 0 || offset % sectorBytes !== 0) return false;
      for (let at = Math.max(0, offset - address); at < bytes.length; at += sectorBytes) {
        const sumAt = ((address + at - offset) / sectorBytes) * sumBytes;
        if (sumAt + sumBytes > data.length) break;
        if (!isSumRight(sumKind, bytes.subarray(at, at + sectorBytes), data.subarray(sumAt))) return false;
      }
    }
    return true;
  }
}

function keyOf({ at, extentBytes, packing, unpackedBytes }: Packed): string {
  return [at, extentBytes, packing, unpackedBytes].join();
}

/** A bit mask of the units below; for 32, all bits. */
function unitsUpTo(unit: number): number {
  return unit >= 32 ? -1 : (1 << unit) - 1;
}

/** Small pieces are copied, because a view would keep all of the extent in memory. */
function pieceOf(content: Uint8Array, start: number, end: number): Uint8Array {
  const piece = content.subarray(start, end);
  return piece.length * 2 < content.buffer.byteLength ? Uint8Array.from(piece) : piece;
}
