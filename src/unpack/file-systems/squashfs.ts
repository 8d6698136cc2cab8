/**
 * SquashFS 4 with blocks packed by LZ4, which 7-Zip does not support; it opens all others. Files come by their paths, and all
 * metadata as one entry: names, targets of symbolic links and extended attributes are packed too.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { endOfTree, fileEntry, MetInodes, pathIn, READ_AHEAD_BYTES } from '../container/file-tree.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { SquashfsData } from './squashfs-data.ts';
import {
  type DirectoryEntry,
  type DirectoryInode,
  hasBlockSize,
  type Inode,
  isLz4Squashfs,
  readInode,
  readListing,
  readSuperblock,
  SUPERBLOCK_BYTES,
  type Superblock,
} from './squashfs-inode.ts';
import { Metadata, type MetadataPlace } from './squashfs-metadata.ts';

const MAGIC = magic('68 73 71 73');

export const squashfs: SourceContainer = {
  id: 'squashfs-lz4',
  title: 'SquashFS: LZ4',
  headBytes: SUPERBLOCK_BYTES,
  reads: 'source',
  keepsLeaf: 'as is',
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC]),
  sniff,
  sniffEmbedded: (bytes) => sniff(bytes) && hasBlockSize(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
  entries,
};

function sniff(head: Uint8Array): boolean {
  if (head.length < SUPERBLOCK_BYTES || !hasMagic(head, MAGIC)) return false;
  return isLz4Squashfs(Buffer.from(head.buffer, head.byteOffset, head.length));
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const superblock = readSuperblock(Buffer.from(source.read(0, SUPERBLOCK_BYTES)));
  yield { name: '[metadata]', open: () => allMetadata(source, superblock, budget) };
  const tree = new Tree(source, superblock, budget);
  yield* tree.files();
  yield* endOfTree(source, { usedBytes: superblock.usedBytes, minBytes: SUPERBLOCK_BYTES }, { ...superblock, tree });
}

class Tree {
  /** The first problem met in a directory or an inode. */
  damage: string | undefined;
  readonly #superblock: Superblock;
  readonly #metadata: Metadata;
  readonly #data: SquashfsData;
  readonly #met: MetInodes;

  constructor(source: ByteSource, superblock: Superblock, budget: Budget) {
    this.#superblock = superblock;
    this.#metadata = new Metadata(new ReadAheadSource(source, READ_AHEAD_BYTES));
    this.#data = new SquashfsData(source, this.#metadata, superblock, budget);
    // LZ4 packs 30,000 names of one file to 3.9 bytes each (`mksquashfs -comp lz4 -Xhc`).
    this.#met = new MetInodes(budget, source.size);
  }

  get inodeCount(): number {
    return this.#met.count;
  }

  *files(): Generator<Entry> {
    const root = this.#inode(this.#superblock.root);
    if (root === undefined) return;
    if (root.kind !== 'directory') {
      this.damage = 'expected a directory at the root';
      return;
    }
    const folders: { readonly path: string; readonly inode: DirectoryInode }[] = [{ path: '', inode: root }];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const { name, type, inode: place } of this.#listing(folder.inode)) {
        this.#data.checkShared();
        const path = pathIn(folder.path, name);
        const inode = this.#inode(place);
        if (inode !== undefined && inode.type !== type)
          this.damage ??= `expected an inode of type ${type}, as its directory says, found ${inode.type}; it is read as what it says itself`;
        if (inode?.kind === 'directory') folders.push({ path, inode });
        else if (inode?.kind === 'file') yield fileEntry(path, inode.size, () => this.#data.read(inode));
      }
    }
  }

  *#listing(inode: DirectoryInode): Generator<DirectoryEntry> {
    try {
      yield* readListing(this.#metadata, this.#superblock.directories, inode);
    } catch (error) {
      this.#note('a directory', error);
    }
  }

  /** @returns undefined when it is damaged, or was met before */
  #inode(place: MetadataPlace): Inode | undefined {
    if (!this.#met.add(place.block * 0x10000 + place.offset)) return undefined;
    try {
      return readInode(this.#metadata, this.#superblock.inodes, place);
    } catch (error) {
      return this.#note('an inode', error);
    }
  }

  #note(what: string, error: unknown): undefined {
    if (!(error instanceof FormatError)) throw error;
    this.damage ??= `${what} is damaged (${error.message}); what else there is was read`;
  }
}

async function* allMetadata(source: ByteSource, superblock: Superblock, budget: Budget): AsyncGenerator<Uint8Array> {
  const { inodes, directories, attributes, others } = superblock;
  const behindDirectories = Math.min(source.size, ...others.filter((start) => start > directories));
  yield* blocksOf(source, { start: inodes, end: Math.min(directories, source.size) }, budget);
  yield* blocksOf(source, { start: directories, end: behindDirectories }, budget);
  if (attributes > source.size - 16) return;
  /* 0  8  where names and values of extended attributes begin; their blocks go on up to this table */
  const start = size64LE(Buffer.from(source.read(attributes, 8)), 0);
  yield* blocksOf(source, { start, end: attributes }, budget);
}

function* blocksOf(
  source: ByteSource,
  { start, end }: { readonly start: number; readonly end: number },
  budget: Budget,
): Generator<Uint8Array> {
  const metadata = new Metadata(new ReadAheadSource(source, READ_AHEAD_BYTES));
  for (let at = start; at < end; ) {
    budget.checkTime();
    const { bytes, next, isDamaged } = metadata.block(at);
    yield bytes;
    if (isDamaged) throw new FormatError(`the block of metadata at offset ${at} is damaged`);
    at = next;
  }
}
