/** Reads the content of ext files and folders. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero, zeros } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import type { CoveredSectors } from '../container/covered-sectors.ts';
import type { Inode } from './ext-inode.ts';
import type { ExtMaps } from './ext-maps.ts';
import type { Superblock } from './ext-super.ts';
import { type Report, type StretchesOf, StretchReader } from './stretches.ts';

export class ExtData {
  readonly #superblock: Superblock;
  readonly #maps: ExtMaps;
  readonly #reader: StretchReader;

  constructor(source: ByteSource, superblock: Superblock, maps: ExtMaps, covered: CoveredSectors, budget: Budget) {
    this.#superblock = superblock;
    this.#maps = maps;
    this.#reader = new StretchReader(source, superblock, covered, budget);
  }

  /** Yields what can be read, each byte at its offset; then throws FormatError unless that was all. */
  *read(inode: Inode): Generator<Uint8Array> {
    if (inode.layout === 'inline') yield* inlineContent(inode);
    else yield* this.#reader.content(inode.size, this.#stretchesOf(inode));
  }

  /** Blocks of a folder; unreadable ones are omitted. */
  *blocks(inode: Inode, report: Report): Generator<Buffer> {
    for (const { bytes } of this.#reader.blocks(this.#stretchesOf(inode), report)) yield bytes;
  }

  /** Whether a deleted file still has all of its blocks, and none of them was reused. */
  hasOwnBlocks(inode: Inode): boolean {
    return this.#reader.areOwn(this.#stretchesOf(inode));
  }

  #stretchesOf(inode: Inode): StretchesOf {
    const end = Math.ceil(inode.size / this.#superblock.blockBytes);
    return (report) => this.#maps.stretches(inode, end, report);
  }
}

function* inlineContent({ size, body, more }: Inode): Generator<Uint8Array> {
  const content = Uint8Array.from(Buffer.concat([body, more]).subarray(0, Math.min(size, body.length + more.length)));
  yield content;
  if (content.length === size) return;
  // mke2fs leaves a file of zeros there, whatever its size.
  if (!isZero(content)) throw new FormatError(`expected ${size} bytes in an inode, found ${content.length}`);
  yield* zeros(size - content.length);
}
