import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError, KeysieveError } from '../../model/errors.ts';
import type { Entry } from './container.ts';
import { isPadding, REMAINDER } from './remainder.ts';

/** Little, since what looks like a file system in the middle of other bytes may be none, many times over. */
export const READ_AHEAD_BYTES = 32 << 10;

/** What Linux lets a path be; a longer one, which only a lie makes, keeps its end. */
const MAX_PATH = 4096;

/** @param folder without a slash at its end; empty for the root */
export function pathIn(folder: string, name: string): string {
  const path = folder === '' ? name : `${folder}/${name}`;
  return path.length > MAX_PATH ? `…${path.slice(-MAX_PATH / 2)}` : path;
}

/** Inodes that were met. Directories in a circle are gone through once, and a file with many names is read once. */
export class MetInodes {
  readonly #met = new Set<number>();
  readonly #budget: Budget;
  readonly #mostNames: number;
  #names = 0;

  /** @param mostNames that the file system has room for */
  constructor(budget: Budget, mostNames: number) {
    this.#budget = budget;
    this.#mostNames = Math.ceil(mostNames);
  }

  get count(): number {
    return this.#met.size;
  }

  /**
   * Call for each name. More inodes than an artifact may have entries count as entries. @returns whether it is a new one
   * @throws FormatError when there are more names than the image has room for: directories that share what they hold
   */
  add(inode: number): boolean {
    this.#budget.checkTime();
    if (++this.#names > this.#mostNames)
      throw new FormatError(
        `directories have more than ${this.#mostNames} names, for which the file system has no room`,
      );
    if (this.#met.has(inode)) return false;
    this.#met.add(inode);
    if (this.#met.size > this.#budget.limits.maxEntries) this.#budget.takeEntry();
    return true;
  }
}

/** What was met of a file system. */
export interface MetTree {
  /** The first thing that was wrong with a directory or an inode. */
  readonly damage: string | undefined;
  readonly inodeCount: number;
}

/**
 * What is to be said when all files are handed on: bytes behind the file system come as an entry.
 * @param leastBytes fewer than so many is no size that a superblock could tell
 * @throws FormatError when the file system is not all there
 */
export function* endOfTree(
  source: ByteSource,
  { usedBytes, leastBytes }: { readonly usedBytes: number; readonly leastBytes: number },
  { inodeCount, tree }: { readonly inodeCount: number; readonly tree: MetTree },
): Generator<Entry> {
  if (usedBytes >= leastBytes && usedBytes < source.size && !isPadding(source, usedBytes, source.size))
    yield { name: REMAINDER.behind, startsAt: usedBytes, open: () => streamOf(source, usedBytes) };
  if (usedBytes > source.size)
    throw new FormatError(`expected ${usedBytes} bytes of a file system, but the data ends at ${source.size}`);
  if (tree.damage !== undefined) throw new FormatError(tree.damage);
  if (tree.inodeCount < inodeCount)
    throw new FormatError(`expected ${inodeCount} inodes, but directories name ${tree.inodeCount}`);
}

/** @param chunks makes the content anew each time; may throw errors of ours at its end */
export function fileEntry(name: string, size: number, chunks: () => Iterable<Uint8Array>): Entry {
  return {
    name,
    ...(size <= MAX_WHOLE_BYTES && { whole: () => wholeOf(chunks()) }),
    async *open() {
      yield* chunks();
    },
  };
}
const MAX_WHOLE_BYTES = 256 << 10;

function wholeOf(chunks: Iterable<Uint8Array>): Uint8Array | undefined {
  try {
    const parts = [...chunks];
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  } catch (error) {
    // `open` meets it again, behind the bytes that came before it.
    if (!(error instanceof KeysieveError)) throw error;
    return undefined;
  }
}
