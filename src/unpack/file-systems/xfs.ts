/**
 * XFS, versions 4 and 5 ("XFS Algorithms & Data Structures", 3rd edition, of kernel.org). Files come by their paths, and so do attribute
 * values in blocks of their own; what no file accounts for comes as one entry, as for ext. Names, short links and short attributes are
 * plain in the image, which is scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { CoveredSectors } from '../container/covered-sectors.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf } from '../container/magic.ts';
import { restOfDisk } from '../container/uncovered.ts';
import { FileSystemNotes } from './file-system-notes.ts';
import { XfsData } from './xfs-data.ts';
import { XfsFiles } from './xfs-files.ts';
import { XfsGroups } from './xfs-groups.ts';
import { XfsInodes } from './xfs-inode.ts';
import { XfsMaps } from './xfs-maps.ts';
import { isXfs, readSuperblock, SUPERBLOCK_BYTES } from './xfs-super.ts';

export const xfs: SourceContainer = {
  id: 'xfs',
  title: 'XFS',
  limits: 'the log is scanned, not replayed; files on a realtime device; a log on another device',
  headBytes: SUPERBLOCK_BYTES,
  firstBytes: [0x58],
  reads: 'source',
  keepsLeaf: 'as is',
  sniff: (head) => isXfs(bufferOf(head)),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const { superblock, damage } = readSuperblock(source, budget);
  if (damage !== undefined) yield damaged(damage);
  const notes = new FileSystemNotes(realtimeFiles);
  const groups = new XfsGroups(source, superblock, notes, budget);
  const inodes = new XfsInodes(source, superblock, notes);
  const covered = new CoveredSectors(source.size, superblock.blockBytes);
  const data = new XfsData(source, superblock, new XfsMaps(source, superblock, notes, budget), covered, budget);
  yield* new XfsFiles({ source, superblock, groups, inodes, data, notes, budget }).entries();
  yield* notes.troubles();
  if (!superblock.hasLogInside) {
    const message = 'the log of this file system is on another device, which is not available';
    yield { trouble: { code: 'unsupported', message } };
  }
  const usedBytes = superblock.blockCount * superblock.blockBytes;
  yield* restOfDisk(source, { covered, usedBytes, minBytes: SUPERBLOCK_BYTES }, budget);
}

function realtimeFiles(count: number): Trouble['trouble'] {
  const message = `files whose content is on a realtime device, which is not available: ${count}`;
  return { code: 'unsupported', message };
}
