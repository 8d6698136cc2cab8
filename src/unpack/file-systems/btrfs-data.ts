/** Reads the content of btrfs files. */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { isZero, zeros } from '../../bytes/zeros.ts';
import { FormatError, type KeysieveError } from '../../model/errors.ts';
import { type Extent, isAligned, readExtent, TYPE } from './btrfs-items.ts';
import { BtrfsPacked, type DataParts } from './btrfs-packed.ts';
import type { Superblock, TreePlace } from './btrfs-super.ts';
import { BtrfsNotes } from './btrfs-trees.ts';
import { MAX_PACKED_BYTES, unpackExtent } from './btrfs-unpack.ts';

export interface FileInode {
  readonly tree: TreePlace;
  readonly id: number;
  /** Infinite if no inode states it. */
  readonly size: number;
}

export class BtrfsData {
  readonly packed: BtrfsPacked;
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #parts: DataParts;
  /** Damage of the trees was reported when they were walked. */
  readonly #reportedBefore = new BtrfsNotes();

  constructor(source: ByteSource, superblock: Superblock, parts: DataParts) {
    this.#source = source;
    this.#superblock = superblock;
    this.#parts = parts;
    this.packed = new BtrfsPacked(source, superblock, parts);
  }

  /** Yields what can be read; then throws FormatError unless that was all. */
  async *read({ tree, id, size }: FileInode): AsyncGenerator<Uint8Array> {
    let failure: KeysieveError | undefined;
    let at = 0;
    const from = { id, type: TYPE.extentData, offset: 0 };
    for (const item of this.#parts.trees.items(tree, this.#reportedBefore, from)) {
      if (item.id > id || (item.id === id && item.type > TYPE.extentData)) break;
      if (item.id !== id || item.type !== TYPE.extentData) continue;
      const extent = readExtent(item);
      if (extent === undefined) {
        failure ??= new FormatError('an extent of the file is damaged');
        continue;
      }
      const isBehind = extent.start >= size;
      // Plain data beyond the end is handed on with the rest, and preallocated space holds nothing.
      if (isBehind && extent.kind !== 'inline' && (extent.kind === 'hole' || extent.packing === 0)) continue;
      if (extent.start < at) failure ??= new FormatError('extents of the file overlap');
      yield* zeros(Math.min(extent.start, size) - at);
      const wanted = isBehind ? 0 : Math.min(extent.bytes, size - extent.start);
      at = Math.max(at, isBehind ? size : extent.start + wanted);
      try {
        yield* this.#content(extent, wanted);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        failure ??= error;
      }
    }
    if (Number.isFinite(size)) yield* zeros(size - at);
    if (failure !== undefined) throw failure;
  }

  async *#content(extent: Extent, wanted: number): AsyncGenerator<Uint8Array> {
    this.#parts.budget.checkTime();
    if (extent.isEncoded)
      throw new FormatError('an extent is encrypted, or encoded in a way that is not known', 'unsupported');
    if (extent.kind === 'hole') return yield* zeros(wanted);
    if (extent.kind === 'inline') return yield* this.#inline(extent, wanted);
    if (!isAligned(extent, this.#superblock.sectorBytes))
      throw new FormatError(`the extent for byte ${extent.start} of the file is not made of whole sectors`);
    if (extent.packing !== 0) return yield* this.packed.read(extent, wanted);
    yield* this.#stored(extent.at + extent.offset, wanted);
  }

  async *#stored(start: number, bytes: number): AsyncGenerator<Uint8Array> {
    const { size } = this.#source;
    const { sectorBytes } = this.#superblock;
    for (let done = 0; done < bytes; ) {
      const { copies, row } = this.#parts.chunks.place(start + done, bytes - done);
      const at = copies.find((copy) => copy + row <= size) ?? copies[0]!;
      yield* streamOf(this.#source, at, Math.min(at + row, size));
      if (at + row > size) throw new FormatError(`expected ${row} bytes at offset ${at}, but the data ends at ${size}`);
      this.#parts.covered.addUsed(at, row, Math.ceil(row / sectorBytes) * sectorBytes, copies);
      done += row;
    }
  }

  /** Everything it holds, even beyond the end of the file: when a packed one is truncated, Linux changes only the sizes. */
  async *#inline({ packing, inline, unpackedBytes, start }: Extent, wanted: number): AsyncGenerator<Uint8Array> {
    if (packing === 0) return yield* upToZeros(inline, wanted);
    const { sectorBytes } = this.#superblock;
    const most = Math.min(Math.max(unpackedBytes, sectorBytes), MAX_PACKED_BYTES);
    const { content, packedBytes } = await unpackExtent(packing, inline, most, sectorBytes);
    yield* upToZeros(content, wanted);
    const isThere = content.length + sectorBytes > unpackedBytes && wanted <= Math.max(most, content.length);
    if (!isThere || packedBytes === undefined || !isZero(inline.subarray(packedBytes)))
      throw new FormatError(`the extent for byte ${start} of the file is damaged`);
    yield* zeros(wanted - content.length);
  }
}

/** @param wanted bytes; any beyond these only if they are not zero */
function* upToZeros(content: Uint8Array, wanted: number): Generator<Uint8Array> {
  const isMore = content.length > wanted && !isZero(content.subarray(wanted));
  // Small pieces are copied, because a view would keep a whole node in memory.
  yield Uint8Array.from(isMore ? content : content.subarray(0, wanted));
}
