import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';

/*  nodes of UBIFS, little-endian; their first 24 bytes are in ubifs.ts
 *  superblock (type 6):  36  4  bytes of an erase block
 *  master (type 7), the first in the second and the third block, one behind the other, the last of them counts:
 *      48  4  block of the root of the index, 52  4  offset in it, 56  4  length
 *  index (type 9):  24  2  number of branches, 26  2  level; from 28 on branches: 4 block, 4 offset, 4 length, 8 key,
 *      of which the highest 3 bits tell the type of the node, 0 to 3 (UBIFS_INO_KEY … UBIFS_XENT_KEY)  */
const MAGIC = 0x06101831;
const NODE_HEADER_BYTES = 24;
const [MASTER, INDEX] = [7, 9];
const SUPERBLOCK_BYTES = 40;
const MASTER_BYTES = 60;
const INDEX_HEADER_BYTES = 28;
const BRANCH_BYTES = 20;
const KEY_TYPE_SHIFT = 29;
const MASTER_BLOCKS = [1, 2];
const MAX_BRANCHES = 1 << 20;
const MAX_INDEX_NODE_BYTES = 64 << 10;

interface Address {
  readonly at: number;
  readonly length: number;
}

/** Counts nodes that the image's index refers to but that are missing. The index is used for nothing else. */
export function missingNodes(source: ByteSource, budget: Budget): number {
  const reader = new ReadAheadSource(source);
  if (source.size < SUPERBLOCK_BYTES) return 1;
  const blockBytes = Buffer.from(reader.read(0, SUPERBLOCK_BYTES)).readUInt32LE(36);
  const root = rootOf(reader, blockBytes);
  if (root === undefined) return 1;
  const open: Address[] = [root];
  let [missing, branches] = [0, 0];
  for (let node = open.pop(); node !== undefined && branches < MAX_BRANCHES; node = open.pop()) {
    budget.checkTime();
    const bytes = nodeAt(reader, node, INDEX);
    if (bytes === undefined) missing++;
    else
      for (const { child, isIndex, type } of branchesOf(bytes, blockBytes)) {
        branches++;
        if (isIndex) open.push(child);
        else {
          const head = nodeAt(reader, { ...child, length: NODE_HEADER_BYTES }, type);
          if (head?.readUInt32LE(16) !== child.length) missing++;
        }
      }
  }
  return missing;
}

function rootOf(source: ByteSource, blockBytes: number): Address | undefined {
  let [latest, root]: [bigint, Address | undefined] = [-1n, undefined];
  for (const block of MASTER_BLOCKS)
    for (let at = block * blockBytes; ; ) {
      const bytes = nodeAt(source, { at, length: MASTER_BYTES }, MASTER);
      if (bytes === undefined) break;
      if (bytes.readBigUInt64LE(8) > latest) {
        latest = bytes.readBigUInt64LE(8);
        root = { at: bytes.readUInt32LE(48) * blockBytes + bytes.readUInt32LE(52), length: bytes.readUInt32LE(56) };
      }
      at += Math.max(8, Math.ceil(bytes.readUInt32LE(16) / 8) * 8);
    }
  return root;
}

function* branchesOf(bytes: Buffer, blockBytes: number): Generator<{ child: Address; isIndex: boolean; type: number }> {
  const isIndex = bytes.readUInt16LE(26) > 0;
  const end = Math.min(bytes.length, INDEX_HEADER_BYTES + bytes.readUInt16LE(24) * BRANCH_BYTES);
  for (let at = INDEX_HEADER_BYTES; at + BRANCH_BYTES <= end; at += BRANCH_BYTES)
    yield {
      child: {
        at: bytes.readUInt32LE(at) * blockBytes + bytes.readUInt32LE(at + 4),
        length: bytes.readUInt32LE(at + 8),
      },
      isIndex,
      type: bytes.readUInt32LE(at + 16) >>> KEY_TYPE_SHIFT,
    };
}

function nodeAt(source: ByteSource, { at, length }: Address, type?: number): Buffer | undefined {
  if (length < NODE_HEADER_BYTES || length > MAX_INDEX_NODE_BYTES || at + length > source.size) return undefined;
  const bytes = Buffer.from(source.read(at, length));
  return bytes.readUInt32LE(0) === MAGIC && (type === undefined || bytes[20] === type) ? bytes : undefined;
}
