/** Yields ext files by their paths, then those that no folder names. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { fileEntry, MetInodes, pathIn } from '../container/file-tree.ts';
import type { ExtData } from './ext-data.ts';
import { checkFolderSum, type Name, namesIn } from './ext-folder.ts';
import type { ExtGroups, Group } from './ext-groups.ts';
import type { ExtInodes, Inode } from './ext-inode.ts';
import type { Superblock } from './ext-super.ts';
import type { FileSystemNotes } from './file-system-notes.ts';

const ROOT = 2;
/** Read size for inode tables. */
const PIECE_BYTES = 64 << 10;
/** Prefixes for what is in no folder; the first two are 7-Zip's. */
const PLACES = { journal: '[SYS]/Journal', unknown: '[UNKNOWN]', deleted: '[deleted]' } as const;
/** The inode of an inline folder begins with the number of its parent. */
const PARENT_BYTES = 4;

/** A folder entry has 8 bytes and its name. */
const MIN_NAME_BYTES = 8;

export interface ExtParts {
  readonly source: ByteSource;
  readonly superblock: Superblock;
  readonly groups: ExtGroups;
  readonly inodes: ExtInodes;
  readonly data: ExtData;
  readonly notes: FileSystemNotes;
  readonly budget: Budget;
}

export class ExtFiles {
  readonly #parts: ExtParts;
  readonly #met: MetInodes;

  constructor(parts: ExtParts) {
    this.#parts = parts;
    this.#met = new MetInodes(parts.budget, parts.source.size / MIN_NAME_BYTES);
  }

  *entries(): Generator<Entry | Trouble> {
    const { superblock, notes } = this.#parts;
    const root = this.#inode(ROOT);
    if (root !== undefined && root.kind !== 'folder') notes.damage('the root and other folders');
    if (root?.kind === 'folder') yield* this.#tree(root, '');
    const journal = superblock.journalInode > 0 ? this.#inode(superblock.journalInode) : undefined;
    if (journal?.kind === 'file') yield this.#file(journal, PLACES.journal);
    for (const number of superblock.systemInodes) this.#met.add(number);
    const deleted: number[] = [];
    for (const inode of this.#unnamed()) {
      if (inode.names > 0) yield* this.#anyOf(inode, `${PLACES.unknown}/${inode.number}`);
      else if (inode.kind === 'file' && deleted.length < MAX_DELETED) deleted.push(inode.number);
    }
    // Only now it is known which blocks are in use.
    for (const number of deleted) {
      const inode = this.#parts.inodes.read(number);
      if (inode === undefined || inode.isEncrypted || inode.isCompressed) continue;
      if (this.#parts.data.hasOwnBlocks(inode)) yield this.#file(inode, `${PLACES.deleted}/${number}`);
    }
  }

  *#anyOf(inode: Inode, path: string): Generator<Entry | Trouble> {
    if (inode.kind === 'folder') yield* this.#tree(inode, path);
    else if (inode.kind === 'file') yield* this.#fileOrGap(inode, path);
  }

  *#tree(root: Inode, path: string): Generator<Entry | Trouble> {
    const folders = [{ path, number: root.number }];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      const inode = this.#parts.inodes.read(folder.number);
      if (inode === undefined) continue;
      if (inode.isEncrypted) this.#parts.notes.unread++;
      for (const { name, inode: number, kind } of this.#names(inode)) {
        const one = this.#inode(number);
        if (one === undefined) continue;
        if (kind !== undefined && kind !== one.kind) this.#parts.notes.damage('kinds of inodes');
        const inner = pathIn(folder.path, name);
        if (one.kind === 'folder') folders.push({ path: inner, number });
        else if (one.kind === 'file') yield* this.#fileOrGap(one, inner);
      }
    }
  }

  *#names(inode: Inode): Generator<Name> {
    const { superblock, notes, data } = this.#parts;
    if (inode.layout === 'inline') {
      yield* namesIn(inode.body.subarray(PARENT_BYTES), superblock, notes);
      return yield* namesIn(inode.more, superblock, notes);
    }
    for (const block of data.blocks(inode, () => notes.damage('folders'))) {
      checkFolderSum(inode, block, notes);
      yield* namesIn(block, superblock, notes);
    }
  }

  *#fileOrGap(inode: Inode, path: string): Generator<Entry | Trouble> {
    if (inode.isEncrypted) this.#parts.notes.unread++;
    else if (inode.isCompressed) {
      const message = 'the file is compressed (e2compr), and cannot be opened yet; its bytes are scanned as is';
      yield { trouble: { code: 'unsupported', message }, name: path };
    } else yield this.#file(inode, path);
  }

  #file(inode: Inode, path: string): Entry {
    return fileEntry(path, inode.size, () => this.#parts.data.read(inode));
  }

  /** @returns undefined when it does not exist, or was met before */
  #inode(number: number): Inode | undefined {
    return this.#met.add(number) ? this.#parts.inodes.read(number) : undefined;
  }

  /** Inodes with content that were not met. */
  *#unnamed(): Generator<Inode> {
    const { source, superblock, groups, notes, budget } = this.#parts;
    let tableBytesLeft = source.size;
    for (let index = 0; index < superblock.groupCount && groups.mayBe(index); index++) {
      budget.checkTime();
      const group = groups.group(index);
      if (group === undefined) continue;
      tableBytesLeft -= Math.max(0, Math.min(group.inodes * superblock.inodeBytes, source.size - group.tableAt));
      // Tables do not overlap: with forged descriptors, one table would be read again for each of a million groups.
      if (tableBytesLeft < 0) return notes.damage('tables of inodes');
      yield* this.#unnamedOf(index * superblock.inodesPerGroup + 1, group);
    }
  }

  *#unnamedOf(first: number, { tableAt, inodes }: Group): Generator<Inode> {
    const { source, superblock, budget } = this.#parts;
    const { inodeBytes, inodeCount } = superblock;
    const perPiece = PIECE_BYTES / inodeBytes;
    const end = Math.min(first + inodes, inodeCount + 1, first + Math.floor((source.size - tableAt) / inodeBytes));
    for (let start = first; start < end; start += perPiece) {
      budget.checkTime();
      const count = Math.min(perPiece, end - start);
      const piece = source.read(tableAt + (start - first) * inodeBytes, count * inodeBytes);
      if (isZero(piece)) continue;
      for (let number = start; number < start + count; number++) {
        const at = (number - start) * inodeBytes;
        const isUsed = piece[at] !== 0 || piece[at + 1] !== 0;
        if (!isUsed || number < superblock.firstInode || !this.#met.add(number)) continue;
        yield this.#parts.inodes.parse(number, piece.subarray(at, at + inodeBytes));
      }
    }
  }
}
/** Their blocks are scanned in any case: further ones come out as is. */
const MAX_DELETED = 1 << 16;
