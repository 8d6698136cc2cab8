/**
 * Places the blocks of an ELF or Mach-O program packed with UPX (p_lx_elf.cpp and p_mach.cpp of its source). The first block is the
 * program's header, the next ones are its segments; what lay between segments is in further blocks, which in ELF follow the
 * decompression stub.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isElf } from './elf-sections.ts';
import { isThinMacho } from './macho.ts';
import { BLOCK_HEAD_BYTES, endOfTooLarge, readBlock, type UpxBlock, unpackUpx } from './upx-block.ts';
import { programHeadersEnd, type Segment, segmentsOf } from './upx-segments.ts';

/** A block, and the offset in the program of its content. */
export interface PlacedBlock {
  readonly block: UpxBlock;
  readonly at: number;
}

export interface UpxProgram {
  /** By offset; if offsets are unknown, consecutive in file order. */
  readonly blocks: readonly PlacedBlock[];
  /** The first block is a program's header, which rules out a program that merely mentions UPX. */
  readonly isSure: boolean;
  /** Every packed part has its block. */
  readonly isWhole: boolean;
  /** The blocks end before one that is too large to be held. */
  readonly isCutShort: boolean;
}

/** What precedes the blocks. */
export interface ProgramInfo {
  readonly magicAt: number;
  readonly isLittleEndian: boolean;
  readonly isLibrary: boolean;
  readonly programBytes: number;
  /** Consistent fields, not just the magic number: a program may merely mention UPX. */
  readonly isPlausible: boolean;
}

/*  l_info and p_info, in the byte order of the program
 *  -4  4  checksum of the first bytes
 *   0  4  'UPX!'
 *   4  2  bytes of the code that unpacks
 *   6  1  version, as in the pack header, and 7 1 format
 *   8  4  0
 *  12  4  bytes of the program
 *  16  4  most bytes of a block; the first one follows              */
export const PROGRAM_INFO_BYTES = 20;

/** @param magicAt its offset in an ELF or Mach-O program. @returns undefined where the file ends too early */
export function readProgramInfo(source: ByteSource, magicAt: number): ProgramInfo | undefined {
  if (magicAt + PROGRAM_INFO_BYTES > source.size) return undefined;
  const head = source.read(0, Math.min(64, source.size));
  const isLittleEndian = isElf(head) ? head[5] !== 2 : head[0] !== 0xfe;
  const bytes = source.read(magicAt, PROGRAM_INFO_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = view.getUint8(6);
  const [id, programBytes, blockBytes] = [8, 12, 16].map((at) => view.getUint32(at, isLittleEndian)) as [
    number,
    number,
    number,
  ];
  const isPlausible = version >= 10 && version < 0x80 && id === 0 && blockBytes > 0 && blockBytes <= programBytes;
  const isLibrary = isElf(head) && magicAt > programHeadersEnd(head, isLittleEndian) + MAX_INFO_BYTES;
  return { magicAt, isLittleEndian, isLibrary, programBytes, isPlausible };
}
/** It directly follows the program headers. */
const MAX_INFO_BYTES = 64;

const MAX_HEADER_BYTES = 64 << 10;
const MAX_BLOCKS = 1 << 16;
/** The stub between the two groups of blocks has some KiB. The second group begins at a multiple of four. */
const MAX_STUB_BYTES = 64 << 10;

/** @returns undefined where nothing packed follows */
export function readUpxProgram(source: ByteSource, info: ProgramInfo): UpxProgram | undefined {
  const { magicAt, isLittleEndian, isLibrary, programBytes } = info;
  const { blocks, end } = blocksFrom(source, magicAt + PROGRAM_INFO_BYTES, isLittleEndian);
  const [first, ...others] = blocks;
  if (first === undefined) return undefined;
  const header = first.bytes > MAX_HEADER_BYTES ? NOTHING : unpackUpx(source, first, new Uint8Array(first.bytes));
  const isSure = isElf(header) || isThinMacho(header);
  const isTooLarge = endOfTooLarge(source, end, isLittleEndian) !== undefined;
  // A shell script has no header.
  if (!isSure)
    return { blocks: inOrder(blocks), isSure, isCutShort: isTooLarge, isWhole: bytesIn(blocks) === programBytes };
  const segments = segmentsOf(header).map((segment) => ({ ...segment, start: Math.max(segment.start, header.length) }));
  // The packed part of a library follows its first segment, which stays unpacked, as do writable ones.
  const loaded = place(others, segments, isLibrary);
  const gaps = gapsBetween(segments, header.length, programBytes);
  const rest = loaded === undefined ? [] : others.slice(loaded.length);
  const behind = blocksBehindStub(source, end, isLittleEndian, bytesOf(gaps));
  const between = rest.length > 0 ? rest : behind.blocks;
  const isCutShort = isTooLarge || (rest.length === 0 && behind.isCutShort);
  const left = place(between, gaps, false);
  const found = rest.length > 0 ? blocks : [...blocks, ...between];
  const isWhole =
    left?.length === between.length &&
    segments.every((segment) => segment.end <= programBytes) &&
    // Unpacked parts lie in the file.
    programBytes - bytesIn(found) <= source.size;
  // Without the header, which would make readers look for everything else at its offset.
  if (!isWhole || loaded === undefined) return { blocks: inOrder(found.slice(1)), isSure, isCutShort, isWhole: false };
  const placed = [{ block: first, at: 0 }, ...loaded, ...left];
  return { blocks: placed.sort((a, b) => a.at - b.at), isSure, isCutShort, isWhole };
}
const NOTHING = new Uint8Array(0);

function blocksFrom(source: ByteSource, start: number, isLittleEndian: boolean): { blocks: UpxBlock[]; end: number } {
  const blocks: UpxBlock[] = [];
  let at = start;
  while (blocks.length < MAX_BLOCKS) {
    const block = readBlock(source, at, isLittleEndian);
    if (block === undefined) break;
    blocks.push(block);
    at = block.at + block.packedBytes;
  }
  return { blocks, end: at };
}

/**
 * The blocks that end with an empty block, which contains the magic number; none, if nothing lay between segments.
 * @param bytes that they must have: the ARM stub has blocks of its own, which lead to them
 * @returns those before one that is too large to be held, if the empty block follows that one
 */
function blocksBehindStub(
  source: ByteSource,
  end: number,
  isLittleEndian: boolean,
  bytes: number,
): { readonly blocks: readonly UpxBlock[]; readonly isCutShort: boolean } {
  const tried = new Set<number>();
  const first = end + ((4 - (end % 4)) % 4);
  for (let start = first; start < Math.min(end + MAX_STUB_BYTES, source.size); start += 4) {
    const blocks: UpxBlock[] = [];
    let isCutShort = false;
    let at = start;
    // Each offset is tried once: a path that meets a failed one fails too.
    for (let next: number | undefined = at; next !== undefined && !tried.has(next) && tried.size < MAX_BLOCKS; ) {
      at = next;
      tried.add(at);
      const block = readBlock(source, at, isLittleEndian);
      if (block !== undefined && !isCutShort) blocks.push(block);
      next = block === undefined ? endOfTooLarge(source, at, isLittleEndian) : block.at + block.packedBytes;
      isCutShort ||= block === undefined && next !== undefined;
    }
    if (isCutShort && isEndMark(source, at)) return { blocks, isCutShort };
    if (blocks.length > 0 && isEndMark(source, at)) return { blocks: lastOf(blocks, bytes), isCutShort };
  }
  return { blocks: [], isCutShort: false };
}

/** The shortest suffix with that many bytes. */
function lastOf(blocks: readonly UpxBlock[], bytes: number): readonly UpxBlock[] {
  let from = blocks.length;
  for (let sum = 0; from > 0 && sum < bytes; from--) sum += blocks[from - 1]!.bytes;
  return blocks.slice(from);
}

function isEndMark(source: ByteSource, at: number): boolean {
  if (at + BLOCK_HEAD_BYTES > source.size) return false;
  return Buffer.from(source.read(at, END_MARK.length)).equals(END_MARK);
}
const END_MARK = Buffer.from('\0\0\0\0UPX!');

function gapsBetween(segments: readonly Segment[], headerBytes: number, programBytes: number): Segment[] {
  const gaps: Segment[] = [];
  let at = headerBytes;
  for (const { start, end } of segments.toSorted((a, b) => a.start - b.start)) {
    if (start > at) gaps.push({ start: at, end: start, mayBePlain: false });
    at = Math.max(at, end);
  }
  if (programBytes > at) gaps.push({ start: at, end: programBytes, mayBePlain: false });
  return gaps;
}

/**
 * Fills the ranges in turn with consecutive blocks, each exactly to its end.
 * @returns undefined where they do not fit
 */
function place(blocks: readonly UpxBlock[], ranges: readonly Segment[], isLibrary: boolean): PlacedBlock[] | undefined {
  const placed: PlacedBlock[] = [];
  for (const { start, end, mayBePlain } of ranges) {
    const before = placed.length;
    let at = start;
    for (let block = blocks[before]; block && at < end && at + block.bytes <= end; block = blocks[placed.length]) {
      placed.push({ block, at });
      at += block.bytes;
    }
    if (at >= end) continue;
    if (!isLibrary || !mayBePlain) return undefined;
    placed.length = before;
  }
  return placed;
}

function inOrder(blocks: readonly UpxBlock[]): PlacedBlock[] {
  let at = 0;
  return blocks.map((block) => {
    const placed = { block, at };
    at += block.bytes;
    return placed;
  });
}

function bytesIn(blocks: readonly UpxBlock[]): number {
  return blocks.reduce((sum, { bytes }) => sum + bytes, 0);
}

function bytesOf(ranges: readonly Segment[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}
