/** Reads the content of EROFS files, in any layout. */

import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { firstIndex } from '../../bytes/first-index.ts';
import { zeros } from '../../bytes/zeros.ts';
import { FormatError, type KeysieveError } from '../../model/errors.ts';
import { Coverage, type Range } from '../container/coverage.ts';
import { type Extent, packedExtents } from './erofs-index.ts';
import { type Inode, LAYOUT, readInode, type Superblock } from './erofs-inode.ts';
import { LZMA, unpackPart } from './erofs-unpack.ts';

/** Linux's limit on what a packed part unpacks to. */
const MAX_PART_BYTES = 12 << 20;
/** Unpacked parts of the packed inode (the tails of files) to keep. */
const KEPT_PARTS = 4;
/** Limit for the packed inode: some GiB of it. */
const MAX_EXTENTS = 1 << 20;

export class ErofsData {
  /** Reads ahead: indexes are read in small pieces. */
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #budget: Budget;
  #ends: readonly Extent[] | undefined;
  readonly #kept = new Map<number, Uint8Array>();
  /** What files have of the packed inode. */
  readonly #endsOfFiles = new Coverage();

  constructor(source: ByteSource, superblock: Superblock, budget: Budget) {
    this.#source = source;
    this.#superblock = superblock;
    this.#budget = budget;
  }

  /** Yields what can be read; then throws FormatError unless that was all. */
  async *read(inode: Inode): AsyncGenerator<Uint8Array> {
    let failure: KeysieveError | undefined;
    for (const extent of this.#extents(inode)) {
      try {
        yield* this.#readExtent(extent, inode);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
  }

  async *#readExtent(extent: Extent, { size }: Inode): AsyncGenerator<Uint8Array> {
    this.#budget.checkTime();
    const bytes = extent.end - extent.start;
    if (extent.kind === 'hole') yield* zeros(bytes);
    else if (extent.kind === 'stored') yield* this.#stored(extent.at, bytes);
    else if (extent.kind === 'fragment') {
      this.#endsOfFiles.add(extent.at, extent.at + bytes);
      yield* this.#fragment(extent.at, bytes);
    } else {
      // One byte more shows whether the part ends with the file. What LZMA packs here has no end of its own.
      const isWhole = extent.isOwn && extent.end === size && extent.algorithm !== LZMA;
      const unpacked = await this.#unpack({ ...extent, end: extent.end + (isWhole ? 1 : 0) });
      yield unpacked;
      if (unpacked.length < bytes) throw damagedPart(extent.at);
      if (unpacked.length > bytes)
        throw new FormatError(
          `expected the end of the packed part at offset ${extent.at} after ${bytes} bytes, where the file ends; what is behind was not read`,
        );
    }
  }

  async *#stored(at: number, bytes: number): AsyncGenerator<Uint8Array> {
    const { size } = this.#source;
    yield* streamOf(this.#source, at, Math.min(at + bytes, size));
    if (at + bytes <= size) return;
    if (this.#superblock.otherDevices > 0)
      throw new FormatError('part of this file is on another device, which is not available', 'unsupported');
    throw new FormatError(`expected ${bytes} bytes at offset ${at}, but the data ends at ${size}`);
  }

  /** @returns fewer bytes than expected when it is damaged */
  async #unpack({ start, end, at, packedBytes, algorithm }: Extent & { kind: 'packed' }): Promise<Uint8Array> {
    const packed = this.#source.read(at, Math.max(0, Math.min(packedBytes, MAX_PART_BYTES, this.#source.size - at)));
    return unpackPart(packed, Math.min(end - start, MAX_PART_BYTES), algorithm, this.#superblock);
  }

  /** The tails of many files are in one inode. */
  async *#fragment(start: number, bytes: number): AsyncGenerator<Uint8Array> {
    this.#ends ??= this.#extentsOfEnds();
    const ends = this.#ends;
    let at = start;
    for (let index = indexAt(ends, start); index < ends.length && at < start + bytes; index++) {
      const extent = ends[index]!;
      if (extent.start > at) break;
      const end = Math.min(extent.end, start + bytes);
      if (extent.kind === 'packed') {
        const part = await this.#keptPart(extent);
        yield part.subarray(at - extent.start, end - extent.start);
        if (part.length < end - extent.start) throw damagedPart(extent.at);
      } else if (extent.kind === 'stored') yield* this.#stored(extent.at + at - extent.start, end - at);
      else if (extent.kind === 'hole') yield* zeros(end - at);
      else break;
      at = end;
    }
    if (at < start + bytes)
      throw new FormatError(`expected ${bytes} bytes at ${start} of the inode that holds the ends of files`);
  }

  /** The parts of the packed inode of which no file that was read is. */
  rangesOfNoFile({ size }: Inode): Range[] {
    return this.#endsOfFiles.survey(size).holes;
  }

  async *readEnds(ranges: readonly Range[]): AsyncGenerator<Uint8Array> {
    for (const { start, end } of ranges) {
      this.#budget.checkTime();
      yield* this.#fragment(start, end - start);
    }
  }

  async #keptPart(extent: Extent & { kind: 'packed' }): Promise<Uint8Array> {
    const kept = this.#kept.get(extent.start);
    if (kept !== undefined) return kept;
    const part = await this.#unpack(extent);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= KEPT_PARTS) this.#kept.delete(oldest!);
    this.#kept.set(extent.start, part);
    return part;
  }

  /** Where its index is damaged, the files say so whose ends are missing. */
  #extentsOfEnds(): readonly Extent[] {
    const inode = readInode(this.#source, this.#superblock, this.#superblock.packedInode);
    const extents: Extent[] = [];
    try {
      for (const extent of this.#extents(inode)) {
        if (extents.length === MAX_EXTENTS) break;
        extents.push(extent);
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
    return extents;
  }

  /** Ascending, without gaps. */
  #extents(inode: Inode): Iterable<Extent> {
    const { layout, size } = inode;
    const isPacked = layout === LAYOUT.packedFull || layout === LAYOUT.packedCompact;
    if (size === 0 && isPacked) throw new FormatError('expected bytes in a packed file, found that it is empty');
    if (size === 0) return [];
    if (layout === LAYOUT.plain || layout === LAYOUT.inline) return this.#flat(inode);
    if (layout === LAYOUT.chunks) return this.#chunks(inode);
    if (isPacked) return packedExtents(this.#source, this.#superblock, inode, this.#budget);
    throw new FormatError(`layout ${layout} of an inode is not known`, 'unsupported');
  }

  /** A single extent; in the inline layout, the partial last block follows the inode. */
  *#flat({ layout, size, word, bodyStart }: Inode): Generator<Extent> {
    const { blockBytes } = this.#superblock;
    const end = layout === LAYOUT.plain ? size : (Math.ceil(size / blockBytes) - 1) * blockBytes;
    if (end > 0) yield { kind: 'stored', start: 0, end, at: word * blockBytes };
    if (end < size) yield { kind: 'stored', start: end, end: size, at: bodyStart };
  }

  /* Format: bits 0 to 4: log2 of the blocks in a chunk, bit 5: rows of 8 bytes and not of 4.
   * A row:  0  2  unused    2  2  device    4  4  block
   * or:     0  4  block, all ones for a hole                                                  */
  *#chunks({ size, word, bodyStart }: Inode): Generator<Extent> {
    const { blockBytes, otherDevices } = this.#superblock;
    const chunkBytes = blockBytes * 2 ** (word & 0x1f);
    const rowBytes = (word & 0x20) === 0 ? 4 : 8;
    const table = Math.ceil(bodyStart / rowBytes) * rowBytes;
    let hole: (Extent & { kind: 'hole' }) | undefined;
    for (let start = 0, at = table; start < size; start += chunkBytes, at += rowBytes) {
      const row = Buffer.from(this.#source.read(at, rowBytes));
      const block = row.readUInt32LE(rowBytes - 4);
      const end = Math.min(start + chunkBytes, size);
      if (block === HOLE) {
        hole = { kind: 'hole', start: hole?.start ?? start, end };
        continue;
      }
      if (hole !== undefined) yield hole;
      hole = undefined;
      const isElsewhere = rowBytes === 8 && otherDevices > 0 && row.readUInt16LE(2) !== 0;
      yield { kind: 'stored', start, end, at: isElsewhere ? Number.POSITIVE_INFINITY : block * blockBytes };
    }
    if (hole !== undefined) yield hole;
  }
}
const HOLE = 0xffff_ffff;

function damagedPart(at: number): FormatError {
  return new FormatError(`the packed part at offset ${at} is damaged; what could be unpacked was scanned`);
}

/** Index of the extent that contains offset `at`. */
function indexAt(extents: readonly Extent[], at: number): number {
  return firstIndex(extents.length, (index) => extents[index]!.end > at);
}
