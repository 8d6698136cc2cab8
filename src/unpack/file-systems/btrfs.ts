/**
 * btrfs on one device, with its packed files (btrfs.readthedocs.io, "On-disk Format"). Files of all subvolumes and snapshots come by
 * their paths. What no file and no tree accounts for comes as one entry, in which archives and packed extents of deleted files are found,
 * overwritten parts of extents, and extended attributes. Names and links are plain in the image, which is scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { endOfTree } from '../container/file-tree.ts';
import { remainder } from '../container/remainder.ts';
import { ChunkMap } from './btrfs-chunks.ts';
import { BtrfsCover } from './btrfs-cover.ts';
import { BtrfsData } from './btrfs-data.ts';
import { BtrfsFiles } from './btrfs-files.ts';
import { TYPE } from './btrfs-items.ts';
import {
  BTRFS_MARK,
  isBtrfs,
  readSuperblock,
  SUPERBLOCK_BYTES,
  SUPERBLOCK_START,
  type Superblock,
} from './btrfs-super.ts';
import { BtrfsNotes, BtrfsTrees } from './btrfs-trees.ts';

export const btrfs: SourceContainer = {
  id: 'btrfs',
  title: 'btrfs: zlib, LZO, Zstandard',
  limits: 'stripes over several devices, data on other devices; BLAKE2b checksums; deleted files packed with LZO',
  headBytes: SUPERBLOCK_START + SUPERBLOCK_BYTES,
  reads: 'source',
  keepsLeaf: 'as is',
  mark: BTRFS_MARK,
  sniff: isBtrfs,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const superblock = readSuperblock(source);
  const chunks = new ChunkMap(superblock, budget);
  const covered = new BtrfsCover(source, superblock, budget);
  const notes = new BtrfsNotes();
  const trees = new BtrfsTrees(source, superblock, { chunks, covered, budget });
  for (const { type, offset, data } of trees.items(superblock.chunks, notes))
    if (type === TYPE.chunk) chunks.add(offset, data);
  const data = new BtrfsData(source, superblock, { trees, chunks, covered, budget });
  yield* new BtrfsFiles(trees, data, notes, budget).entries(superblock);
  yield* unsupported(superblock, notes, data.packed.leftOut);
  const rest = (): Generator<Uint8Array> => covered.rest(Math.min(superblock.deviceBytes, source.size));
  if (data.packed.hasLeft || rest().next().done !== true)
    yield remainder('between', async function* () {
      yield* rest();
      yield* data.packed.left();
    });
  if (chunks.wrong > 0) notes.add('chunks that are damaged or overlap');
  const damage = [superblock.damage, notes.damage].filter((what) => what !== undefined).join('; ');
  const tree = { damage: damage === '' ? undefined : damage, inodeCount: 0 };
  const usedBytes = superblock.deviceBytes;
  yield* endOfTree(source, { usedBytes, minBytes: SUPERBLOCK_START + 1 }, { inodeCount: 0, tree });
}

function* unsupported(
  { unknownFeatures, devices }: Superblock,
  { elsewhere }: BtrfsNotes,
  leftOut: number,
): Generator<Trouble> {
  const messages = [
    unknownFeatures > 0 &&
      `a btrfs with features 0x${unknownFeatures.toString(16)} is not known here: some of its files may not have been read`,
    elsewhere > 0 &&
      `${elsewhere} nodes of trees are on other devices of ${devices}, which are not available: files that they tell of were not read`,
    leftOut > 0 && `of ${leftOut} extents that LZO has packed, parts that belong to no file were not read`,
  ];
  for (const message of messages) if (message !== false) yield { trouble: { code: 'unsupported', message } };
}
