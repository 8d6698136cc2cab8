/** Yields XFS files by their paths, then those that no folder names. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry } from '../container/container.ts';
import { fileEntry, MetInodes, pathIn } from '../container/file-tree.ts';
import type { FileSystemNotes } from './file-system-notes.ts';
import { attributesElsewhere } from './xfs-attributes.ts';
import type { XfsData } from './xfs-data.ts';
import { blockNames, inlineNames, type Name } from './xfs-folder.ts';
import type { XfsGroups } from './xfs-groups.ts';
import type { Inode, XfsInodes } from './xfs-inode.ts';
import type { Superblock } from './xfs-super.ts';

/** Prefixes for what is in no folder, as for ext. */
const PLACES = { unknown: '[UNKNOWN]', deleted: '[deleted]' } as const;
/** In an inode: a length, an offset, one letter, and a number. */
const MIN_NAME_BYTES = 8;

export interface XfsParts {
  readonly source: ByteSource;
  readonly superblock: Superblock;
  readonly groups: XfsGroups;
  readonly inodes: XfsInodes;
  readonly data: XfsData;
  readonly notes: FileSystemNotes;
  readonly budget: Budget;
}

export class XfsFiles {
  readonly #parts: XfsParts;
  readonly #met: MetInodes;
  /** Limit on the blocks of attribute values, which legitimately do not overlap. */
  #valueBlocksLeft: number;

  constructor(parts: XfsParts) {
    this.#parts = parts;
    this.#valueBlocksLeft = Math.ceil(parts.source.size / parts.superblock.blockBytes);
    this.#met = new MetInodes(parts.budget, parts.source.size / MIN_NAME_BYTES);
  }

  *entries(): Generator<Entry> {
    const { superblock, notes, data } = this.#parts;
    for (const number of superblock.systemInodes) this.#met.add(number);
    const root = this.#inode(superblock.rootInode);
    if (root?.kind === 'folder') yield* this.#tree(root, '');
    else notes.damage('the root and other folders');
    const deleted: number[] = [];
    for (const inode of this.#unnamed()) {
      if (inode.kind !== 'free') yield* this.#anyOf(inode, `${PLACES.unknown}/${inode.number}`);
      else if (deleted.length < MAX_DELETED) deleted.push(inode.number);
    }
    // Only now it is known which blocks are in use.
    for (const number of deleted) {
      const inode = this.#parts.inodes.read(number);
      if (inode === undefined || !data.hasOwnBlocks(inode)) continue;
      yield fileEntry(`${PLACES.deleted}/${number}`, data.deletedBytes(inode.content), () => data.deleted(inode));
    }
  }

  *#anyOf(inode: Inode, path: string): Generator<Entry> {
    if (inode.kind === 'folder') yield* this.#tree(inode, path);
    else yield* this.#leaf(inode, path);
  }

  *#tree(root: Inode, path: string): Generator<Entry> {
    const folders = [{ path, number: root.number }];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      const inode = this.#parts.inodes.read(folder.number);
      if (inode === undefined) continue;
      for (const { name, inode: number, kind } of this.#names(inode)) {
        const one = this.#inode(number);
        if (one === undefined) continue;
        if (kind !== undefined && kind !== one.kind) this.#parts.notes.damage('kinds of inodes');
        const inner = pathIn(folder.path, name);
        if (one.kind === 'folder') folders.push({ path: inner, number });
        else yield* this.#leaf(one, inner);
      }
      yield* this.#attributes(inode, folder.path);
    }
  }

  *#names(inode: Inode): Generator<Name> {
    const { superblock, notes, data } = this.#parts;
    if (inode.content.layout === 'inline') return yield* inlineNames(inode.content.body, superblock, notes);
    for (const block of data.folderBlocks(inode, () => notes.damage('folders')))
      yield* blockNames(block, inode, superblock, notes);
  }

  *#leaf(inode: Inode, path: string): Generator<Entry> {
    const { data, notes } = this.#parts;
    const { kind, size, content } = inode;
    if (kind === 'file' && inode.isRealtime && size > 0) notes.unread++;
    else if (kind === 'file') yield fileEntry(path, size, () => data.read(inode));
    // A target in the inode is plain.
    else if (kind === 'link' && content.layout !== 'inline') yield fileEntry(path, size, () => data.link(inode));
    yield* this.#attributes(inode, path);
  }

  /** Named like streams of NTFS. */
  *#attributes({ attributes }: Inode, path: string): Generator<Entry> {
    const { superblock, data, notes } = this.#parts;
    if (attributes === undefined || attributes.layout === 'inline') return;
    for (const block of data.attributeBlocks(attributes, () => notes.damage('attributes')))
      for (const { name, startBlock, bytes } of attributesElsewhere(block)) {
        this.#valueBlocksLeft -= Math.ceil(bytes / superblock.blockBytes);
        if (this.#valueBlocksLeft < 0) return notes.damage('attributes');
        yield fileEntry(`${path}:${name}`, bytes, () => data.value(attributes, startBlock, bytes));
      }
  }

  /** @returns undefined when it does not exist, or was met before */
  #inode(number: number): Inode | undefined {
    return this.#met.add(number) ? this.#parts.inodes.named(number) : undefined;
  }

  /** Inodes that were not met, including free ones. */
  *#unnamed(): Generator<Inode> {
    for (const number of this.#parts.groups.inodes()) {
      if (!this.#met.add(number)) continue;
      const inode = this.#parts.inodes.read(number);
      if (inode !== undefined && !inode.isMetadata) yield inode;
    }
  }
}
/** Their blocks are scanned in any case: further ones come out as is. */
const MAX_DELETED = 1 << 16;
