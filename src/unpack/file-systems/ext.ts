/**
 * ext2, ext3 and ext4 (Documentation/filesystems/ext4 of Linux). Files come by their paths. What no file accounts for comes as one entry,
 * in which archives of deleted files are found, and encoded text in extended attributes. Names, links and attributes are plain in the
 * image, which is scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { CoveredSectors } from '../container/covered-sectors.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf } from '../container/magic.ts';
import { restOfDisk } from '../container/uncovered.ts';
import { ExtData } from './ext-data.ts';
import { ExtFiles } from './ext-files.ts';
import { ExtGroups } from './ext-groups.ts';
import { ExtInodes } from './ext-inode.ts';
import { ExtMaps } from './ext-maps.ts';
import { COMPATIBLE, isExt, readSuperblock, SUPERBLOCK_BYTES, SUPERBLOCK_START } from './ext-super.ts';
import { FileSystemNotes } from './file-system-notes.ts';

export const ext: SourceContainer = {
  id: 'ext',
  title: 'ext2, ext3, ext4',
  limits: 'the journal is scanned, not replayed; files of e2compr; a journal on another device',
  headBytes: SUPERBLOCK_START + SUPERBLOCK_BYTES,
  reads: 'source',
  keepsLeaf: 'as is',
  mark: { at: SUPERBLOCK_START + 0x38, bytes: [0x53] },
  sniff: (head) => isExt(bufferOf(head)),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const { superblock, damage } = readSuperblock(source);
  if (damage !== undefined) yield damaged(damage);
  const notes = new FileSystemNotes(encryptedFiles);
  const groups = new ExtGroups(source, superblock, notes);
  const inodes = new ExtInodes(source, superblock, groups, notes);
  const covered = new CoveredSectors(source.size, superblock.blockBytes);
  const data = new ExtData(source, superblock, new ExtMaps(source, superblock, notes, budget), covered, budget);
  yield* new ExtFiles({ source, superblock, groups, inodes, data, notes, budget }).entries();
  yield* notes.troubles();
  if ((superblock.compatible & COMPATIBLE.journal) !== 0 && superblock.journalInode === 0) {
    const message = 'the journal of this file system is on another device, which is not available';
    yield { trouble: { code: 'unsupported', message } };
  }
  const usedBytes = superblock.blockCount * superblock.blockBytes;
  yield* restOfDisk(source, { covered, usedBytes, minBytes: SUPERBLOCK_START + 1 }, budget);
}

function encryptedFiles(count: number): Trouble['trouble'] {
  const message = `files and folders that are encrypted (fscrypt): ${count}; mount the file system with its key, and scan its files`;
  return { code: 'encrypted', message };
}
