/** Reads the content of XFS files, links, attributes and folders. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { CoveredSectors } from '../container/covered-sectors.ts';
import { type Report, type Stretch, type StretchesOf, StretchReader } from './stretches.ts';
import type { Fork, Inode } from './xfs-inode.ts';
import type { XfsMaps } from './xfs-maps.ts';
import type { Superblock } from './xfs-super.ts';

/** In a folder, names are before this offset, and the index is behind it (XFS_DIR2_LEAF_OFFSET). */
const FOLDER_BYTES = 2 ** 35;
/** Attribute blocks are numbered with 4 bytes. */
const ATTRIBUTE_BLOCKS = 2 ** 32;
/** Since version 5, before each block of a value and each stretch of a link: 0 4 XARM or XSLM, and what it belongs to (xfs_attr3_rmt_hdr). */
const PART_HEADER_BYTES = 56;

export class XfsData {
  readonly #superblock: Superblock;
  readonly #maps: XfsMaps;
  readonly #reader: StretchReader;

  constructor(source: ByteSource, superblock: Superblock, maps: XfsMaps, covered: CoveredSectors, budget: Budget) {
    this.#superblock = superblock;
    this.#maps = maps;
    this.#reader = new StretchReader(source, superblock, covered, budget);
  }

  /** Yields what can be read, each byte at its offset; then throws FormatError unless that was all. */
  *read({ size, content }: Inode): Generator<Uint8Array> {
    if (content.layout !== 'inline') {
      yield* this.#reader.content(size, this.#stretchesOf(content, Math.ceil(size / this.#superblock.blockBytes)));
      return;
    }
    yield Uint8Array.from(content.body.subarray(0, size));
    if (content.body.length < size)
      throw new FormatError(`expected ${size} bytes in an inode, found ${content.body.length}`);
  }

  /** The target of a link that has blocks of its own. */
  *link({ size, content }: Inode): Generator<Uint8Array> {
    yield* this.#parts(this.#stretchesOf(content, LINK_BLOCKS), { start: 0, size }, false);
  }

  /** A value in blocks of its own, from block `start` of the attributes on. */
  *value(attributes: Fork, start: number, size: number): Generator<Uint8Array> {
    yield* this.#parts(this.#stretchesOf(attributes, ATTRIBUTE_BLOCKS), { start, size }, true);
  }

  /** Blocks of a folder, each assembled from file system blocks; those with an unreadable part are omitted. */
  *folderBlocks({ content }: Inode, report: Report): Generator<Buffer> {
    const { blockBytes, folderBlockBytes } = this.#superblock;
    const perFolderBlock = folderBlockBytes / blockBytes;
    const parts: Buffer[] = [];
    let start = 0;
    for (const { index, bytes } of this.#reader.blocks(this.#stretchesOf(content, FOLDER_BYTES / blockBytes), report)) {
      if (index !== start + parts.length || parts.length === 0) {
        if (parts.length > 0 || index % perFolderBlock !== 0) report('a block of a folder is not all there');
        parts.length = 0;
        start = index;
      }
      if (start % perFolderBlock !== 0) continue;
      parts.push(bytes);
      if (parts.length < perFolderBlock) continue;
      yield parts.length === 1 ? bytes : Buffer.concat(parts);
      parts.length = 0;
    }
    if (parts.length > 0) report('a block of a folder is not all there');
  }

  *attributeBlocks(attributes: Fork, report: Report): Generator<Buffer> {
    for (const { bytes } of this.#reader.blocks(this.#stretchesOf(attributes, ATTRIBUTE_BLOCKS), report)) yield bytes;
  }

  /** Whether a deleted file still has all of its blocks, and none of them was reused. */
  hasOwnBlocks({ content }: Inode): boolean {
    return this.#reader.areOwn(() => this.#maps.formerStretches(content));
  }

  /** For a deleted file, whose inode no longer has its size. */
  *deleted({ content }: Inode): Generator<Uint8Array> {
    yield* this.#reader.content(this.deletedBytes(content), () => this.#maps.formerStretches(content));
  }

  deletedBytes(content: Fork): number {
    let blocks = 0;
    for (const { start, count } of this.#maps.formerStretches(content)) blocks = start + count;
    return blocks * this.#superblock.blockBytes;
  }

  /** @param isByBlock each block has a header, rather than each stretch */
  *#parts(
    stretchesOf: StretchesOf,
    { start, size }: { readonly start: number; readonly size: number },
    isByBlock: boolean,
  ): Generator<Uint8Array> {
    const { blockBytes, hasSums } = this.#superblock;
    const headerBytes = hasSums ? PART_HEADER_BYTES : 0;
    let failure: string | undefined;
    let left = size;
    const report = (message: string): void => {
      failure ??= message;
    };
    for (const stretch of stretchesOf(report)) {
      for (const { at, count } of isByBlock ? blocksOf(stretch, start) : [stretch]) {
        if (left <= 0) break;
        const bytes = Math.min(left + headerBytes, count * blockBytes);
        const part = this.#reader.part(at, count, bytes);
        if (part === undefined) break;
        yield part.subarray(headerBytes);
        left -= bytes - headerBytes;
      }
      if (left <= 0) return;
    }
    throw new FormatError(failure ?? `expected ${left} bytes more than there are`);
  }

  #stretchesOf(fork: Fork, end: number): StretchesOf {
    return (report) => this.#maps.stretches(fork, end, report);
  }
}
/** A link has at most 1024 bytes (XFS_SYMLINK_MAXLEN), of which a block of 512 bytes holds 456. */
const LINK_BLOCKS = 3;

function* blocksOf(
  { start, count, at }: Stretch,
  first: number,
): Generator<{ readonly at: number; readonly count: number }> {
  for (let index = Math.max(0, first - start); index < count; index++) yield { at: at + index, count: 1 };
}
