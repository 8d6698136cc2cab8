/**
 * The directory of a multi-stream file, which maps streams to blocks. MSF 7.00 follows LLVM's documentation, "The MSF
 * File Format", with the longer list of directory blocks of Microsoft's published source (microsoft-pdb, msf.cpp); MSF
 * 2.00, with numbers of two bytes, the source of Wine's dbghelp.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';

const MAGIC_7 = Buffer.from('Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0', 'latin1');
const MAGIC_2 = Buffer.from('Microsoft C/C++ program database 2.00\r\n\x1aJG\0\0', 'latin1');
export const MSF_HEAD_BYTES = MAGIC_2.length;

const MIN_BLOCK_BYTES = 512;
const MAX_BLOCK_BYTES = 32 << 10;
/** Directory size for 64 GB in blocks of 4 KiB. */
const MAX_DIRECTORY_BYTES = 64 << 20;
/** Size of a deleted stream. */
const NO_STREAM = 0xffff_ffff;

export function isMsf(head: Uint8Array): boolean {
  return [MAGIC_7, MAGIC_2].some((magic) => magic.equals(head.subarray(0, magic.length)));
}

export interface MsfStream {
  readonly index: number;
  /** As declared. */
  readonly size: number;
  /** Block numbers, in stream order; fewer than `size` requires when the directory ends early. */
  readonly blocks: Uint32Array;
}

export interface MsfFile {
  readonly blockBytes: number;
  streams(budget: Budget): Generator<MsfStream>;
}

/** @throws FormatError when no directory can be read */
export function openMsf(source: ByteSource): MsfFile {
  const head = Buffer.from(source.read(0, Math.min(MIN_BLOCK_BYTES, source.size)));
  if (head.length < MIN_BLOCK_BYTES) throw new FormatError('the PDB is cut off in its first block');
  return head.subarray(0, MAGIC_7.length).equals(MAGIC_7) ? openMsf7(source, head) : openMsf2(source, head);
}

/* 32  4  block size
 * 36  4  block of the free block map, 1 or 2
 * 40  4  number of blocks
 * 44  4  bytes of the directory
 * 52  n  numbers of the blocks that hold the numbers of the directory's blocks, 4 bytes each: one as a rule */
function openMsf7(source: ByteSource, head: Buffer): MsfFile {
  const blockBytes = checkedBlockBytes(head.readUInt32LE(32));
  const size = checkedDirectoryBytes(head.readUInt32LE(44));
  const mapBytes = 4 * Math.ceil(size / blockBytes);
  const mapBlocks = Math.ceil(mapBytes / blockBytes);
  const lists = numbers(source.read(52, Math.min(4 * mapBlocks, blockBytes - 52, source.size - 52)), 4);
  const map = readBlocks(source, { blocks: lists, blockBytes, size: mapBytes });
  const directory = readBlocks(source, { blocks: numbers(map, 4), blockBytes, size });
  // 0  4  number of streams; then the size of each, 4 bytes; then the blocks of each, 4 bytes
  const count = directory.readUInt32LE(0);
  return {
    blockBytes,
    streams: (budget) => streams(directory, { count, blockBytes, start: 4, entryBytes: 4 }, budget),
  };
}

/* 44  4  block size
 * 48  2  block of the free block map
 * 50  2  number of blocks
 * 52  4  bytes of the directory
 * 60  n  numbers of the directory's blocks, 2 bytes each */
function openMsf2(source: ByteSource, head: Buffer): MsfFile {
  const blockBytes = checkedBlockBytes(head.readUInt32LE(44));
  const size = checkedDirectoryBytes(head.readUInt32LE(52));
  const listBytes = 2 * Math.ceil(size / blockBytes);
  const blocks = numbers(source.read(60, Math.min(listBytes, blockBytes - 60, source.size - 60)), 2);
  const directory = readBlocks(source, { blocks, blockBytes, size });
  // 0  2  number of streams; 4: for each its size, 4 bytes, and a pointer of no meaning; then the blocks, 2 bytes each
  const count = directory.readUInt16LE(0);
  return {
    blockBytes,
    streams: (budget) => streams(directory, { count, blockBytes, start: 4, entryBytes: 8 }, budget),
  };
}

function checkedBlockBytes(blockBytes: number): number {
  const isPower = (blockBytes & (blockBytes - 1)) === 0;
  if (isPower && blockBytes >= MIN_BLOCK_BYTES && blockBytes <= MAX_BLOCK_BYTES) return blockBytes;
  throw new FormatError(`expected PDB blocks of ${MIN_BLOCK_BYTES} to ${MAX_BLOCK_BYTES} bytes, found ${blockBytes}`);
}

function checkedDirectoryBytes(size: number): number {
  if (size < 4) throw new FormatError(`expected a PDB directory, found one of ${size} bytes`);
  if (size <= MAX_DIRECTORY_BYTES) return size;
  throw new FormatError(`expected a PDB directory of at most ${MAX_DIRECTORY_BYTES} bytes, found one of ${size}`);
}

/** @throws FormatError when a block is not in the file, so that `size` bytes really exist */
function readBlocks(
  source: ByteSource,
  { blocks, blockBytes, size }: { blocks: Uint32Array; blockBytes: number; size: number },
): Buffer {
  if (blocks.length * blockBytes < size || size > source.size)
    throw new FormatError(`expected ${size} bytes of the PDB directory, but the file has less`);
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += blockBytes)
    source.readInto(bytes.subarray(at, at + blockBytes), blocks[at / blockBytes]! * blockBytes);
  return bytes;
}

function numbers(bytes: Uint8Array, numberBytes: 2 | 4): Uint32Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const list = new Uint32Array(Math.floor(bytes.length / numberBytes));
  for (let index = 0; index < list.length; index++) list[index] = buffer.readUIntLE(index * numberBytes, numberBytes);
  return list;
}

function* streams(
  directory: Buffer,
  layout: { count: number; blockBytes: number; start: number; entryBytes: 4 | 8 },
  budget: Budget,
): Generator<MsfStream> {
  const { count, blockBytes, start, entryBytes } = layout;
  const numberBytes = entryBytes === 8 ? 2 : 4;
  let at = start + count * entryBytes;
  if (at > directory.length) throw new FormatError(`expected the sizes of ${count} PDB streams, found fewer`);
  for (let index = 0; index < count; index++) {
    if (index % 1024 === 0) budget.checkTime();
    const size = directory.readUInt32LE(start + index * entryBytes);
    if (size === NO_STREAM || size === 0) continue;
    const end = at + Math.ceil(size / blockBytes) * numberBytes;
    yield { index, size, blocks: numbers(directory.subarray(at, Math.min(end, directory.length)), numberBytes) };
    if (end > directory.length)
      throw new FormatError(`the PDB directory ends in the list of blocks of stream ${index}`);
    at = end;
  }
  // If a size falsely says that there is no stream, the numbers of its blocks are left over.
  if (entryBytes === 4 && directory.length - at >= numberBytes)
    throw new FormatError(`the PDB directory lists ${(directory.length - at) >> 2} blocks of no stream`);
}
