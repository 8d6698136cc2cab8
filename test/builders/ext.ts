/** Writes an ext4 image ("ext4 Data Structures and Algorithms", kernel.org) of one group and one folder, for tests. Independent of src. */

const BLOCK_BYTES = 4096;
const INODE_BYTES = 256;
const INODES = 32;
/** Blocks: superblock, group, bitmaps of blocks and of inodes, inodes in two, the root folder; then data. */
const BLOCK = { group: 1, blockBitmap: 2, inodeBitmap: 3, inodes: 4, root: 6, data: 7 };
const ROOT_INODE = 2;
const FIRST_INODE = 11;
const KIND = { file: 1, folder: 2 } as const;
const MODE = { file: 0o100644, folder: 0o040755 } as const;

export interface ExtFile {
  readonly name: string;
  /** Its first block, when it stores one. */
  readonly data?: string;
  /** As told: what is not stored is a hole. */
  readonly size?: bigint;
  /** The root folder under another name. */
  readonly isRoot?: true;
}

/** @param blocks as told by the superblock; the image has only those that are needed */
export function buildExt(files: readonly ExtFile[], { blocks }: { readonly blocks?: number } = {}): Buffer {
  const stored = files.filter(({ data }) => data !== undefined);
  const used = BLOCK.data + stored.length;
  const image = Buffer.alloc(used * BLOCK_BYTES);
  writeSuperblock(image.subarray(1024, 2048), blocks ?? used);
  const group = image.subarray(BLOCK.group * BLOCK_BYTES);
  group.writeUInt32LE(BLOCK.blockBitmap, 0);
  group.writeUInt32LE(BLOCK.inodeBitmap, 4);
  group.writeUInt32LE(BLOCK.inodes, 8);
  group.writeUInt16LE(1, 16);
  for (let block = 0; block < used; block++) setBit(image.subarray(BLOCK.blockBitmap * BLOCK_BYTES), block);
  for (let inode = 0; inode < FIRST_INODE + files.length; inode++)
    setBit(image.subarray(BLOCK.inodeBitmap * BLOCK_BYTES), inode);
  writeInode(inodeAt(image, ROOT_INODE), { mode: MODE.folder, size: BigInt(BLOCK_BYTES), block: BLOCK.root });
  const entries = [
    { name: '.', inode: ROOT_INODE, kind: KIND.folder },
    { name: '..', inode: ROOT_INODE, kind: KIND.folder },
  ] as { name: string; inode: number; kind: number }[];
  let block = BLOCK.data;
  for (const [index, { name, data, size, isRoot }] of files.entries()) {
    const inode = isRoot ? ROOT_INODE : FIRST_INODE + 1 + index;
    entries.push({ name, inode, kind: isRoot ? KIND.folder : KIND.file });
    if (isRoot) continue;
    const place = data === undefined ? undefined : block++;
    if (place !== undefined) image.write(data!, place * BLOCK_BYTES, 'latin1');
    writeInode(inodeAt(image, inode), { mode: MODE.file, size: size ?? BigInt(data?.length ?? 0), block: place });
  }
  writeFolder(image.subarray(BLOCK.root * BLOCK_BYTES, (BLOCK.root + 1) * BLOCK_BYTES), entries);
  return image;
}

/*  0  4  inodes            4  4  blocks            20  4  first data block      24  4  block size, 2^(10 + n)
 * 28  4  cluster size     32  4  blocks in a group 36  4  clusters in a group   40  4  inodes in a group
 * 56  2  ef53             58  2  1: clean          76  4  revision              84  4  first inode that is free
 * 88  2  inode size       96  4  features that must be known: 02 types in folders, 40 extents
 *100  4  of those for writers: 02 large files                                                                  */
function writeSuperblock(bytes: Buffer, blocks: number): void {
  bytes.writeUInt32LE(INODES, 0);
  bytes.writeUInt32LE(blocks, 4);
  bytes.writeUInt32LE(2, 24);
  bytes.writeUInt32LE(2, 28);
  bytes.writeUInt32LE(8 * BLOCK_BYTES, 32);
  bytes.writeUInt32LE(8 * BLOCK_BYTES, 36);
  bytes.writeUInt32LE(INODES, 40);
  bytes.writeUInt16LE(0xef53, 56);
  bytes.writeUInt16LE(1, 58);
  bytes.writeUInt32LE(1, 76);
  bytes.writeUInt32LE(FIRST_INODE, 84);
  bytes.writeUInt16LE(INODE_BYTES, 88);
  bytes.writeUInt32LE(0x42, 96);
  bytes.writeUInt32LE(0x02, 100);
}

/*  0  2  mode      4  4  size, low     26  2  links     28  4  sectors     32  4  flags: 80000 extents
 * 40 60  extents: header f30a, entries, 4 at most, depth 0; then 0 4 first block, 4 2 blocks, 6 2 and 8 4 where they lie
 *108  4  size, high                                                                                              */
function writeInode(
  bytes: Buffer,
  { mode, size, block }: { mode: number; size: bigint; block: number | undefined },
): void {
  bytes.writeUInt16LE(mode, 0);
  bytes.writeUInt32LE(Number(size & 0xffff_ffffn), 4);
  bytes.writeUInt16LE(mode === MODE.folder ? 2 : 1, 26);
  bytes.writeUInt32LE(block === undefined ? 0 : BLOCK_BYTES / 512, 28);
  bytes.writeUInt32LE(0x80000, 32);
  bytes.writeUInt16LE(0xf30a, 40);
  bytes.writeUInt16LE(block === undefined ? 0 : 1, 42);
  bytes.writeUInt16LE(4, 44);
  if (block !== undefined) {
    bytes.writeUInt16LE(1, 56);
    bytes.writeUInt32LE(block, 60);
  }
  bytes.writeUInt32LE(Number(size >> 32n), 108);
}

/*  0  4  inode     4  2  length of the entry     6  1  length of the name     7  1  kind     8  n  name   */
function writeFolder(bytes: Buffer, entries: readonly { name: string; inode: number; kind: number }[]): void {
  let at = 0;
  for (const [index, { name, inode, kind }] of entries.entries()) {
    const length = index === entries.length - 1 ? bytes.length - at : 8 + Math.ceil(name.length / 4) * 4;
    bytes.writeUInt32LE(inode, at);
    bytes.writeUInt16LE(length, at + 4);
    bytes.set([name.length, kind], at + 6);
    bytes.write(name, at + 8, 'latin1');
    at += length;
  }
}

function inodeAt(image: Buffer, inode: number): Buffer {
  return image.subarray(BLOCK.inodes * BLOCK_BYTES + (inode - 1) * INODE_BYTES);
}

function setBit(bytes: Buffer, bit: number): void {
  bytes[bit >> 3]! |= 1 << (bit & 7);
}
