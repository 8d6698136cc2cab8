/** Content of files and folders of ext. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero, zeros } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import { CoveredSectors } from './covered-sectors.ts';
import type { Inode } from './ext-inode.ts';
import type { ExtMaps, Stretch } from './ext-maps.ts';
import type { Superblock } from './ext-super.ts';

/** Read at a time. */
const PIECE_BYTES = 256 << 10;
/** Of what was deleted; what has more is part of the rest. */
const MAX_DELETED_STRETCHES = 1 << 16;

export class ExtData {
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #maps: ExtMaps;
  readonly #covered: CoveredSectors;
  /** Blocks of folders that were read: each is of one folder, and of that once. */
  readonly #ofFolders: CoveredSectors;
  readonly #budget: Budget;

  constructor(source: ByteSource, superblock: Superblock, maps: ExtMaps, covered: CoveredSectors, budget: Budget) {
    this.#source = source;
    this.#superblock = superblock;
    this.#maps = maps;
    this.#covered = covered;
    this.#ofFolders = new CoveredSectors(source.size, superblock.blockBytes);
    this.#budget = budget;
  }

  /** All that can be had, each byte at its place; then throws FormatError when that was not all. */
  *read(inode: Inode): Generator<Uint8Array> {
    const { size, layout } = inode;
    const { blockBytes } = this.#superblock;
    if (layout === 'inline') return yield* inlineContent(inode);
    let failure: string | undefined;
    const tell = (message: string): void => {
      failure ??= message;
    };
    let at = 0;
    for (const stretch of this.#maps.stretches(inode, Math.ceil(size / blockBytes), tell)) {
      const start = stretch.start * blockBytes;
      yield* zeros(start - at);
      at = start;
      const bytes = Math.min(stretch.count * blockBytes, size - start);
      if (!stretch.isUnwritten) {
        at += yield* this.#stored(stretch.at * blockBytes, bytes);
        if (at < start + bytes) tell(`expected ${bytes} bytes at block ${stretch.at}, where there are not so many`);
      }
    }
    if (failure !== undefined) throw new FormatError(failure);
    yield* zeros(size - at);
  }

  /** Blocks of a folder; those that could not be had are left out. */
  *blocks(inode: Inode, tell: (message: string) => void): Generator<Buffer> {
    const { blockBytes } = this.#superblock;
    for (const { at, count, isUnwritten } of this.#maps.stretches(inode, Math.ceil(inode.size / blockBytes), tell)) {
      if (isUnwritten) continue;
      for (let block = at; block < at + count; block++) {
        this.#budget.checkTime();
        if (!this.#isThere(block * blockBytes, blockBytes)) {
          tell(`a block of a folder should lie at block ${block}, where none is`);
          break;
        }
        const start = block * blockBytes;
        if (this.#ofFolders.has(start, start + blockBytes)) {
          tell(`block ${block} is in a folder twice, or in two of them`);
          break;
        }
        this.#ofFolders.add(start, start + blockBytes);
        const bytes = this.#source.read(start, blockBytes);
        yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      }
    }
  }

  /** Whether a file that was deleted still has blocks, all of which are there, and none of them is another's. */
  hasOwnBlocks(inode: Inode): boolean {
    const { blockBytes } = this.#superblock;
    let [isWhole, stretches, blocks] = [true, 0, 0];
    const tell = (): void => {
      isWhole = false;
    };
    for (const stretch of this.#maps.stretches(inode, Math.ceil(inode.size / blockBytes), tell)) {
      blocks += stretch.count;
      // Of more blocks than there are some are told twice.
      const canBe = stretches++ < MAX_DELETED_STRETCHES && blocks * blockBytes <= this.#source.size;
      isWhole &&= canBe && this.#isFree(stretch);
      if (!isWhole) break;
    }
    return isWhole && stretches > 0;
  }

  #isFree({ at, count }: Stretch): boolean {
    const { blockBytes } = this.#superblock;
    return (
      this.#isThere(at * blockBytes, count * blockBytes) &&
      !this.#covered.hasAny(at * blockBytes, (at + count) * blockBytes)
    );
  }

  #isThere(at: number, bytes: number): boolean {
    return (
      at > 0 && at + bytes <= Math.min(this.#source.size, this.#superblock.blockCount * this.#superblock.blockBytes)
    );
  }

  /** @returns how many there were */
  *#stored(start: number, bytes: number): Generator<Uint8Array, number> {
    const { blockBytes, blockCount } = this.#superblock;
    const there = Math.min(bytes, Math.min(this.#source.size, blockCount * blockBytes) - start);
    if (start === 0) return 0;
    for (let done = 0; done < there; done += PIECE_BYTES) {
      this.#budget.checkTime();
      yield this.#source.read(start + done, Math.min(PIECE_BYTES, there - done));
    }
    if (there > 0) this.#cover(start, there);
    return Math.max(0, there);
  }

  /** Of the last block all, if nothing stands behind the end of the file. */
  #cover(start: number, bytes: number): void {
    const { blockBytes } = this.#superblock;
    const end = Math.min(start + Math.ceil(bytes / blockBytes) * blockBytes, this.#source.size);
    const isRestZero = isZero(this.#source.read(start + bytes, end - start - bytes));
    this.#covered.add(start, isRestZero ? end : start + bytes);
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
