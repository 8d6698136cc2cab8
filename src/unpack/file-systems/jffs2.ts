/**
 * JFFS2 (include/uapi/linux/jffs2.h of Linux), in either byte order: a log of self-describing nodes. Files come by the last part of their
 * path.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import { type DataNode, FlashNodes } from './flash-nodes.ts';

/*  node
 *  0   2  magic number = 0x1985
 *  2   2  type: 0xe001 directory entry, 0xe002 inode with data, 0x2003 clean marker …
 *  4   4  bytes of the node; the next one begins at a multiple of four
 *  8   4  CRC-32 of what stands before, from 0 on, not inverted at the end
 *  inode:  12 4 inode, 16 4 version, 28 4 size of the file, 44 4 offset, 48 4 packed bytes, 52 4 bytes, 56 1 how they are packed, 60 4 CRC-32 of them, 68 n
 *  entry:  20 4 inode, 28 1 length of the name, 29 1 kind of file, 40 n name                                                                      */
const MAGIC = 0x1985;
const ENTRY = 0xe001;
const INODE = 0xe002;
const CLEAN_MARK = 0x2003;
const TYPES = [ENTRY, INODE, CLEAN_MARK, 0x2004, 0x2006, 0xe008, 0xe009];
const HEAD_BYTES = 12;
const INODE_HEADER_BYTES = 68;
const ENTRY_HEADER_BYTES = 40;
/** A piece is a page of memory. */
const MAX_PIECE_BYTES = 64 << 10;
/** 2 to 5 are rtime and rubin, which win only for files of a few bytes. */
const METHODS: Readonly<Record<number, DataNode['method']>> = { 0: 'stored', 1: 'zeros', 6: 'zlib', 7: 'lzo' };
const BLOCK_BYTES = 4;
/** Flash memory is erased in blocks of 4 KiB at least. */
const MIN_ERASED_BYTES = 4 << 10;

export const jffs2: SourceContainer = {
  id: 'jffs2',
  title: 'JFFS2',
  limits: 'pieces packed with rtime or rubin',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'as is',
  firstBytes: [0x85, 0x19],
  sniff: (head) => orderOf(head) !== undefined,
  entries,
};

/** DT_REG. The entry of a deleted file refers to inode 0. */
const REGULAR = 8;

type Order = 'little' | 'big';

/** The byte order in which `head` begins with a valid node. */
function orderOf(head: Uint8Array): Order | undefined {
  if (head.length < HEAD_BYTES) return undefined;
  const order = head[0] === 0x85 ? 'little' : 'big';
  const u16 = numbersOf(head, order).u16;
  return u16(0) === MAGIC && TYPES.includes(u16(2)) && hasSoundHead(head, order) ? order : undefined;
}

function hasSoundHead(head: Uint8Array, order: Order): boolean {
  return sumOf(head.subarray(0, 8)) === numbersOf(head, order).u32(8);
}

/** CRC-32 as in the kernel: initial value 0, not inverted. */
function sumOf(bytes: Uint8Array): number {
  return ~crc32(bytes, 0xffffffff) >>> 0;
}

function numbersOf(bytes: Uint8Array, order: Order) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isLittle = order === 'little';
  return { u16: (at: number) => view.getUint16(at, isLittle), u32: (at: number) => view.getUint32(at, isLittle) };
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const order = orderOf(source.read(0, Math.min(HEAD_BYTES, source.size))) ?? 'little';
  const reader = new ReadAheadSource(source);
  const nodes = new FlashNodes(source, budget);
  let [wrong, at, holdsMarksAlone] = [0, 0, true];
  while (at + HEAD_BYTES <= source.size) {
    budget.checkTime();
    const head = reader.read(at, HEAD_BYTES);
    const { u16, u32 } = numbersOf(head, order);
    if (u16(0) !== MAGIC) {
      const next = nextNode(source, at, order);
      if (!isEmpty(source, at, next)) wrong++;
      at = next;
      continue;
    }
    holdsMarksAlone &&= u16(2) === CLEAN_MARK;
    const length = u32(4);
    const isWhole = hasSoundHead(head, order) && length >= HEAD_BYTES && at + length <= source.size;
    if (
      !isWhole ||
      !readNode({ at, bytes: reader.read(at, Math.min(length, INODE_HEADER_BYTES + MAX_PIECE_BYTES)), order }, nodes)
    )
      wrong++;
    at += isWhole ? Math.ceil(length / BLOCK_BYTES) * BLOCK_BYTES : BLOCK_BYTES;
  }
  if (at < source.size && !isEmpty(source, at, source.size)) wrong++;
  yield* nodes.entries();
  if (holdsMarksAlone && source.size < MIN_ERASED_BYTES)
    yield damaged('expected nodes of JFFS2 or erased memory after the mark of an erased block, found the end');
  if (wrong > 0) yield damaged(`expected sound nodes of JFFS2; ${wrong} of them are not, and are scanned as is`);
}

const WINDOW_BYTES = 64 << 10;

/** Where the next magic number behind `at` is, within 64 KiB; otherwise the end of that range. */
function nextNode(source: ByteSource, at: number, order: Order): number {
  const window = Buffer.from(source.read(at, Math.min(WINDOW_BYTES, source.size - at)));
  const pattern = Buffer.from(order === 'little' ? [0x85, 0x19] : [0x19, 0x85]);
  let found = window.indexOf(pattern);
  while (found >= 0 && found % BLOCK_BYTES > 0) found = window.indexOf(pattern, found + 1);
  return at + (found < 0 ? window.length : found);
}

/** Erased flash memory is all ones, and padding may be zeros. */
function isEmpty(source: ByteSource, start: number, end: number): boolean {
  return source.read(start, end - start).every((byte) => byte === 0xff || byte === 0);
}

/** @returns whether its fields are consistent */
function readNode({ at, bytes, order }: { at: number; bytes: Uint8Array; order: Order }, nodes: FlashNodes): boolean {
  const { u16, u32 } = numbersOf(bytes, order);
  const type = u16(2);
  if (type === ENTRY) {
    const nameEnd = ENTRY_HEADER_BYTES + (bytes[28] ?? 0);
    if (bytes.length < nameEnd) return false;
    nodes.addName(u32(20), decodeUtf8OrLatin1(bytes.subarray(ENTRY_HEADER_BYTES, nameEnd)));
    if (bytes[29] === REGULAR) nodes.expect(u32(20));
    return true;
  }
  if (type !== INODE) return true;
  if (bytes.length < INODE_HEADER_BYTES) return false;
  const [packedBytes, size, method] = [u32(48), u32(52), bytes[56]!];
  const end = INODE_HEADER_BYTES + packedBytes;
  if (end > bytes.length || size > MAX_PIECE_BYTES) return false;
  nodes.addSize(u32(12), u32(28), u32(16));
  if (size === 0) return true;
  if (sumOf(bytes.subarray(INODE_HEADER_BYTES, end)) !== u32(60)) nodes.wrongSums++;
  nodes.addData({
    ...{ inode: u32(12), offset: u32(44), version: u32(16) },
    ...{ start: at + INODE_HEADER_BYTES, end: at + end, bytes: size, method: METHODS[method] },
  });
  return true;
}
