/** Packed extents of btrfs: several pieces of files may be of one, and parts of it of none. */
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

/** Extents that are kept unpacked: where a file was written to, pieces of one extent follow one another. */
const KEPT_EXTENTS = 4;
/** Of an extent no more than 32, so that 32 bits tell which of them were handed on. */
const UNIT_BYTES = MAX_PACKED_BYTES / 32;
/** Extents of which a part was handed on, and others, in mind: some 30 MiB. */
const [MAX_PARTLY, MAX_WHOLE] = [1 << 17, 1 << 16];
/** Under which checksums of data stand in their tree. */
const SUMS = special(-10);

type Packed = Pick<Extent, 'at' | 'extentBytes' | 'packing' | 'unpackedBytes'>;

interface Unpacked {
  readonly content: Uint8Array;
  readonly hasWrongSum: boolean;
  /** Undefined when it is damaged, or makes more than it says. */
  readonly packedBytes: number | undefined;
  readonly copies: readonly number[];
  /** The one that was read. */
  readonly copy: number;
}

export interface DataParts {
  readonly trees: BtrfsTrees;
  readonly chunks: ChunkMap;
  /** Takes what was read of data. */
  readonly covered: BtrfsCover;
  readonly budget: Budget;
}

export class BtrfsPacked {
  /** The tree of checksums of data, once it is known. */
  sums: TreePlace | undefined;
  /** Extents packed with LZO of which parts belong to no file, and that were too many to be kept in mind. */
  leftOut = 0;
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #parts: DataParts;
  readonly #kept = new Map<string, Unpacked>();
  /** Extents of which a part was handed on, and which. */
  readonly #partly = new Map<string, number>();
  /** Others, all of which was: snapshots may hold parts of them. */
  readonly #whole = new Set<string>();
  /** What is wrong with the tree was told when it was gone through. */
  readonly #told = new BtrfsNotes();

  constructor(source: ByteSource, superblock: Superblock, parts: DataParts) {
    this.#source = source;
    this.#superblock = superblock;
    this.#parts = parts;
  }

  /** @param wanted bytes of the piece @throws FormatError behind what could be had of it */
  async *read(extent: Extent, wanted: number): AsyncGenerator<Uint8Array> {
    const { offset, unpackedBytes, start } = extent;
    const unpacked = await this.#keptExtent(extent);
    const { content } = unpacked;
    const end = offset + wanted;
    yield pieceOf(content, offset, end);
    this.#hand(extent, unpacked, end);
    // Of the last sector of a file, possibly no more was packed than there was.
    const there =
      content.length + this.#superblock.sectorBytes > unpackedBytes ? Math.max(content.length, end) : content.length;
    if (there < end || end > unpackedBytes || unpacked.packedBytes === undefined)
      throw new FormatError(`the extent for byte ${start} of the file is damaged`);
    yield* zeros(end - Math.max(offset, content.length));
    if (unpacked.hasWrongSum) throw new FormatError(`the extent for byte ${start} of the file has a wrong checksum`);
  }

  /** There is something in `left`. */
  get hasLeft(): boolean {
    return this.#partly.size > 0;
  }

  /** Of extents of which a part belongs to some file, the content that belongs to none. */
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

  /** An extent is covered as soon as all of its content was handed on, or is sure to be by `left`. */
  #hand(extent: Extent, unpacked: Unpacked, end: number): void {
    const { content, packedBytes, copies, copy } = unpacked;
    const key = keyOf(extent);
    // Where it is damaged its bytes come out as they lie.
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
      // Others are opened where they come out as they lie.
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
    if (there.length === 0 || row < extentBytes)
      throw new FormatError('a packed extent lies behind the end of the data');
    const read = (one: number): Uint8Array => this.#source.read(one, extentBytes);
    const sound = there.find((one) => this.#hasRightSums(at, read(one)));
    const copy = sound ?? there[0]!;
    const unpacked = await unpackExtent(packing, read(copy), unpackedBytes, this.#superblock.sectorBytes);
    return { ...unpacked, hasWrongSum: sound === undefined, copies, copy };
  }

  /** Checksums of sectors stand in a row from the address on that their key tells. What has none is right. */
  #hasRightSums(address: number, bytes: Uint8Array): boolean {
    const { sumKind, sectorBytes } = this.#superblock;
    const sumBytes = sumBytesOf(sumKind);
    if (this.sums === undefined) return true;
    const from = { id: SUMS, type: TYPE.extentSum, offset: address };
    // No two items are of one sector, and the first one may be of those before.
    let itemsLeft = bytes.length / sectorBytes + 1;
    for (const { id, type, offset, data } of this.#parts.trees.items(this.sums, this.#told, from)) {
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

/** As bits; of 32 all. */
function unitsUpTo(unit: number): number {
  return unit >= 32 ? -1 : (1 << unit) - 1;
}

/** Small ones are copied, lest they keep all of it in memory. */
function pieceOf(content: Uint8Array, start: number, end: number): Uint8Array {
  const piece = content.subarray(start, end);
  return piece.length * 2 < content.buffer.byteLength ? Uint8Array.from(piece) : piece;
}
