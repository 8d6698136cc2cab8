/** Writes images of EROFS without packing, true ones and lies: fs/erofs/erofs_fs.h of Linux. Blocks are of 4 KiB. */

export interface ErofsNode {
  readonly kind?: 'file' | 'directory' | 'link';
  /** 0 plain, 1 packed, 2 behind the inode, 4 chunks. */
  readonly layout?: number;
  /** Behind the inode: content, a table of chunks, or an index. */
  readonly body?: Uint8Array | string;
  readonly size?: number;
  /** First block, or format of chunks. */
  readonly word?: number;
  /** Count of words of extended attributes, less two. */
  readonly attributes?: number;
  readonly isLong?: boolean;
}

export interface ErofsOptions {
  readonly features?: number;
  readonly otherDevices?: number;
  readonly inodeCount?: number;
  readonly packedNode?: number;
  /** Stands behind the inodes, from block `dataBlock(nodes)` on. */
  readonly data?: Uint8Array | string;
  readonly suffix?: Uint8Array | string;
}

const BLOCK = 4096;
const SLOT = 32;
/** Each node has room for 256 bytes. */
const NODE_BYTES = 256;
const KINDS = { file: 0o100644, directory: 0o040755, link: 0o120777 } as const;

/** Number of the inode of node `index`; the first one is the root. */
function erofsInode(index: number): number {
  return (2048 + index * NODE_BYTES) / SLOT;
}

/** First block behind the inodes. */
export function dataBlock(nodes: readonly ErofsNode[]): number {
  return Math.ceil((2048 + nodes.length * NODE_BYTES) / BLOCK);
}

/* 0  8  inode   8  2  offset of the name   10  1  type */
export function erofsDirectory(entries: readonly (readonly [name: string, node: number, type?: number])[]): Buffer {
  const names = entries.map(([name]) => Buffer.from(name));
  const head = Buffer.alloc(12 * entries.length);
  let at = head.length;
  for (const [index, [, node, type = 0]] of entries.entries()) {
    head.writeBigUInt64LE(BigInt(erofsInode(node)), 12 * index);
    head.writeUInt16LE(at, 12 * index + 8);
    head[12 * index + 10] = type;
    at += names[index]!.length;
  }
  return Buffer.concat([head, ...names]);
}

export function buildErofs(nodes: readonly ErofsNode[], options: ErofsOptions = {}): Buffer {
  const { data = '', suffix = '' } = options;
  const blocks = dataBlock(nodes) + Math.ceil(Buffer.from(data).length / BLOCK);
  const image = Buffer.alloc(blocks * BLOCK);
  for (const [index, node] of nodes.entries()) writeNode(image, erofsInode(index) * SLOT, node);
  const superblock = image.subarray(1024);
  superblock.writeUInt32LE(0xe0f5_e1e2, 0);
  superblock[12] = 12;
  superblock.writeUInt16LE(erofsInode(0), 14);
  superblock.writeBigUInt64LE(BigInt(options.inodeCount ?? 0), 16);
  superblock.writeUInt32LE(blocks, 36);
  superblock.writeUInt32LE(options.features ?? 0, 80);
  superblock.writeUInt16LE(options.otherDevices ?? 0, 86);
  if (options.packedNode !== undefined) superblock.writeBigUInt64LE(BigInt(erofsInode(options.packedNode)), 96);
  Buffer.from(data).copy(image, dataBlock(nodes) * BLOCK);
  return Buffer.concat([image, Buffer.from(suffix)]);
}

function writeNode(image: Buffer, start: number, node: ErofsNode): void {
  const { kind = 'file', layout = 2, body = '', word = 0, attributes = 0, isLong = true } = node;
  const content = Buffer.from(body);
  const size = node.size ?? content.length;
  image.writeUInt16LE((layout << 1) | (isLong ? 1 : 0), start);
  image.writeUInt16LE(attributes, start + 2);
  image.writeUInt16LE(KINDS[kind], start + 4);
  if (isLong) image.writeBigUInt64LE(BigInt(size), start + 8);
  else image.writeUInt32LE(size, start + 8);
  image.writeUInt32LE(word, start + 16);
  content.copy(image, start + (isLong ? 64 : 32) + (attributes === 0 ? 0 : 8 + 4 * attributes));
}
