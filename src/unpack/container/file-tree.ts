import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError, KeysieveError } from '../../model/errors.ts';
import type { Entry } from './container.ts';
import { isPadding, REMAINDER } from './remainder.ts';

/** Small, since what looks like a file system in the middle of other bytes may be a false match, many times over. */
export const READ_AHEAD_BYTES = 32 << 10;

/** Linux's limit for a path (PATH_MAX); of a longer one, which only a hostile image has, the end is kept. */
const MAX_PATH = 4096;

/** @param folder without a trailing slash; empty for the root */
export function pathIn(folder: string, name: string): string {
  const path = folder === '' ? name : `${folder}/${name}`;
  return path.length > MAX_PATH ? `…${path.slice(-MAX_PATH / 2)}` : path;
}

/** Tracks the inodes that were met, so that directories in a circle are walked once, and a file with many names is read once. */
export class MetInodes {
  readonly #met = new Set<number>();
  readonly #budget: Budget;
  readonly #maxNames: number;
  #names = 0;

  /** @param maxNames how many names the file system has room for */
  constructor(budget: Budget, maxNames: number) {
    this.#budget = budget;
    this.#maxNames = Math.ceil(maxNames);
  }

  get count(): number {
    return this.#met.size;
  }

  /**
   * Call for each name. Inodes beyond the artifact's limit of entries count as entries. @returns whether it is a new one
   * @throws FormatError when there are more names than the image has room for: directories share their content
   */
  add(inode: number): boolean {
    this.#budget.checkTime();
    if (++this.#names > this.#maxNames)
      throw new FormatError(
        `directories have more than ${this.#maxNames} names, for which the file system has no room`,
      );
    if (this.#met.has(inode)) return false;
    this.#met.add(inode);
    if (this.#met.size > this.#budget.limits.maxEntries) this.#budget.takeEntry();
    return true;
  }
}

/** Summary of a walk over a file system. */
export interface MetTree {
  /** The first problem met in a directory or an inode. */
  readonly damage: string | undefined;
  readonly inodeCount: number;
}

/**
 * The troubles to report once all files were yielded, and the bytes after the file system as an entry.
 * @param minBytes a size below this cannot be what a superblock states
 * @throws FormatError when the file system is truncated
 */
export function* endOfTree(
  source: ByteSource,
  { usedBytes, minBytes }: { readonly usedBytes: number; readonly minBytes: number },
  { inodeCount, tree }: { readonly inodeCount: number; readonly tree: MetTree },
): Generator<Entry> {
  if (usedBytes >= minBytes && usedBytes < source.size && !isPadding(source, usedBytes, source.size))
    yield { name: REMAINDER.behind, startsAt: usedBytes, open: () => streamOf(source, usedBytes) };
  if (usedBytes > source.size)
    throw new FormatError(`expected ${usedBytes} bytes of a file system, but the data ends at ${source.size}`);
  if (tree.damage !== undefined) throw new FormatError(tree.damage);
  if (tree.inodeCount < inodeCount)
    throw new FormatError(`expected ${inodeCount} inodes, but directories name ${tree.inodeCount}`);
}

/** @param chunks makes the content anew on each call; may end by throwing a foreseen error */
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
    // `open` will meet the error again, after the bytes that precede it.
    if (!(error instanceof KeysieveError)) throw error;
    return undefined;
  }
}
