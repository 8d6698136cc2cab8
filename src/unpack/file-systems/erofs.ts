/**
 * EROFS, the file system of Android's partitions and of container images. Files come by their paths; names, links and extended
 * attributes are plain in the image, which is scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { endOfTree, MetInodes, pathIn, READ_AHEAD_BYTES } from '../container/file-tree.ts';
import { magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { ErofsData } from './erofs-data.ts';
import {
  type DirectoryEntry,
  type Inode,
  isErofs,
  isSurelyErofs,
  readDirectoryBlock,
  readInode,
  readSuperblock,
  SUPERBLOCK_BYTES,
  SUPERBLOCK_START,
  type Superblock,
} from './erofs-inode.ts';

export const erofs: SourceContainer = {
  id: 'erofs',
  title: 'EROFS: LZ4, LZMA, Deflate, Zstandard',
  limits: 'data on other devices; 48-bit addresses',
  headBytes: SUPERBLOCK_START + SUPERBLOCK_BYTES,
  reads: 'source',
  keepsLeaf: 'as is',
  // Android images contain several partitions, with a table that is not supported here.
  embeddedBy: [magic('e2 e1 f5 e0', SUPERBLOCK_START)],
  mark: { at: SUPERBLOCK_START, bytes: [0xe2] },
  sniff: (head) => isErofs(Buffer.from(head.buffer, head.byteOffset, head.length)),
  sniffEmbedded: (bytes) => isSurelyErofs(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const superblock = readSuperblock(Buffer.from(source.read(0, SUPERBLOCK_START + SUPERBLOCK_BYTES)));
  const tree = new Tree(new ReadAheadSource(source, READ_AHEAD_BYTES), superblock, budget);
  yield* tree.files();
  yield* tree.endsOfNoFile();
  yield* endOfTree(source, { usedBytes: superblock.bytes, minBytes: SUPERBLOCK_START + 1 }, { ...superblock, tree });
}

/** A directory entry has 12 bytes and its name; fewer in case a directory is packed. */
const MIN_NAME_BYTES = 4;

class Tree {
  /** The first problem met in a directory or an inode. */
  damage: string | undefined;
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #data: ErofsData;
  readonly #met: MetInodes;

  constructor(source: ByteSource, superblock: Superblock, budget: Budget) {
    this.#source = source;
    this.#superblock = superblock;
    this.#data = new ErofsData(source, superblock, budget);
    this.#met = new MetInodes(budget, source.size / MIN_NAME_BYTES);
  }

  get inodeCount(): number {
    return this.#met.count;
  }

  async *files(): AsyncGenerator<Entry> {
    const root = this.#inode(this.#superblock.rootInode);
    if (root === undefined) return;
    if (root.kind !== 'directory') {
      this.damage = 'expected a directory at the root';
      return;
    }
    const folders: { readonly path: string; readonly inode: Inode }[] = [{ path: '', inode: root }];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for await (const { name, inode: number, kind } of this.#listing(folder.inode)) {
        const path = pathIn(folder.path, name);
        const inode = this.#inode(number);
        if (inode !== undefined && kind !== undefined && inode.kind !== kind)
          this.damage ??= 'an inode is of another kind than its directory says; what else there is was read';
        if (inode?.kind === 'directory') folders.push({ path, inode });
        else if (inode?.kind === 'file') yield { name: path, open: () => this.#data.read(inode) };
      }
    }
  }

  /** Of the packed inode, when all files were read: more of one than its size says, which may lie. */
  *endsOfNoFile(): Generator<Entry> {
    const { packedInode } = this.#superblock;
    // It counts, although it has no name.
    const ends = packedInode > 0 ? this.#inode(packedInode) : undefined;
    const ranges = ends === undefined ? [] : this.#data.rangesOfNoFile(ends);
    if (ranges.length > 0) yield remainder('between', () => this.#data.readEnds(ranges));
  }

  async *#listing(inode: Inode): AsyncGenerator<DirectoryEntry> {
    const reader = new ChunkReader(this.#data.read(inode));
    try {
      for (;;) {
        const block = await reader.take(this.#superblock.directoryBlockBytes);
        if (block.length === 0) break;
        yield* this.#entriesIn(Buffer.from(block.buffer, block.byteOffset, block.length));
      }
      reader.throwIfFailed();
    } catch (error) {
      this.#note('a directory', error);
    } finally {
      await reader.close();
    }
  }

  *#entriesIn(block: Buffer): Generator<DirectoryEntry> {
    try {
      yield* readDirectoryBlock(block);
    } catch (error) {
      this.#note('a directory', error);
    }
  }

  /** @returns undefined when it is damaged, or was met before */
  #inode(number: number): Inode | undefined {
    if (!this.#met.add(number)) return undefined;
    try {
      return readInode(this.#source, this.#superblock, number);
    } catch (error) {
      return this.#note('an inode', error);
    }
  }

  #note(what: string, error: unknown): undefined {
    if (!(error instanceof FormatError)) throw error;
    this.damage ??= `${what} is damaged (${error.message}); what else there is was read`;
  }
}
