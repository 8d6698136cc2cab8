/**
 * UBI image (drivers/mtd/ubi/ubi-media.h of Linux): volumes whose blocks are in any order on the flash memory, as in output of ubinize
 * and dumps of NAND. Each volume is an entry with its blocks in order; replaced blocks, and those of no volume, come separately.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { isPadding, remainder } from '../container/remainder.ts';

/*  header of an erase block, big-endian
 *  0   4  "UBI#"
 *  4   1  version = 1
 *  16  4  where the header of the volume's block stands
 *  20  4  where the data begins
 *  header of the volume's block
 *  0   4  "UBI!"
 *  5   1  type: 1 dynamic, 2 static
 *  8   4  number of the volume
 *  12  4  number of the block in it
 *  20  4  bytes of data, of a static volume
 *  40  8  sequence number: of two for one block the higher counts  */
const BLOCK = magic('55 42 49 23 01');
const ANY_VERSION = magic('55 42 49 23');
const VOLUME = magic('55 42 49 21 01');
const HEADER_BYTES = 64;
/** The volume table is stored as a volume, too. */
const LAYOUT_VOLUME = 0x7fffefff;
const STATIC = 2;
const MIN_BLOCK_BYTES = 4 << 10;
const MAX_BLOCK_BYTES = 4 << 20;
const MAX_BLOCKS = 1 << 20;

export const ubi: SourceContainer = {
  id: 'ubi',
  title: 'UBI image',
  reads: 'source',
  headBytes: HEADER_BYTES,
  firstBytes: firstBytesOf([BLOCK]),
  sniff: (head) => head.length >= HEADER_BYTES && (hasMagic(head, BLOCK) || isOfOtherVersion(head)),
  entries,
};

/** Damage in the first block must not hide the others. What is text has other offsets. */
function isOfOtherVersion(head: Uint8Array): boolean {
  const [volumeAt, dataAt] = [16, 20].map((at) => bufferOf(head).readUInt32BE(at)) as [number, number];
  return (
    hasMagic(head, ANY_VERSION) &&
    volumeAt >= HEADER_BYTES &&
    dataAt >= volumeAt + HEADER_BYTES &&
    dataAt <= MAX_BLOCK_BYTES
  );
}

interface VolumeBlock {
  readonly volume: number;
  readonly number: number;
  readonly sequence: bigint;
  /** Offset of its data in the image. */
  readonly start: number;
  readonly end: number;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const blockBytes = blockBytesOf(source, budget);
  const { blocks, headers, strays } = readBlocks(source, blockBytes, budget);
  const ordered = blocks.sort(
    (a, b) =>
      a.volume - b.volume || a.number - b.number || (a.sequence < b.sequence ? 1 : a.sequence > b.sequence ? -1 : 0),
  );
  const replaced: Range[] = [];
  for (let first = 0, end = 0; first < ordered.length; first = end) {
    const { volume } = ordered[first]!;
    const own: VolumeBlock[] = [];
    for (; ordered[end]?.volume === volume; end++)
      if (own.at(-1)?.number === ordered[end]!.number) replaced.push(ordered[end]!);
      else own.push(ordered[end]!);
    yield { name: volume === LAYOUT_VOLUME ? '[layout]' : `volume ${volume}`, open: () => contentOf(source, own) };
  }
  for (const { start, end } of [...replaced, ...strays]) yield remainder('between', () => streamOf(source, start, end));
  yield remainder('headers', () => contentOf(source, headers));
  if (strays.length > 0)
    yield damaged(
      `expected the header of an erase block of UBI every ${blockBytes} bytes; ${strays.length} have none, and are scanned as is`,
    );
}

async function* contentOf(source: ByteSource, extents: readonly Range[]): AsyncGenerator<Uint8Array> {
  for (const { start, end } of extents) yield* streamOf(source, start, end);
}

/** The next header marks the beginning of the next block. */
function blockBytesOf(source: ByteSource, budget: Budget): number {
  for (
    let bytes = MIN_BLOCK_BYTES;
    bytes <= MAX_BLOCK_BYTES && bytes + HEADER_BYTES <= source.size;
    bytes += MIN_BLOCK_BYTES
  ) {
    budget.checkTime();
    if (hasMagic(source.read(bytes, HEADER_BYTES), BLOCK)) return bytes;
  }
  if (source.size <= MAX_BLOCK_BYTES) return source.size;
  throw new FormatError(`expected a second erase block of UBI within ${MAX_BLOCK_BYTES} bytes, found none`);
}

function readBlocks(source: ByteSource, blockBytes: number, budget: Budget) {
  const reader = new ReadAheadSource(source, HEADER_BYTES * 4);
  const blocks: VolumeBlock[] = [];
  const headers: Range[] = [];
  const strays: Range[] = [];
  if (source.size / blockBytes > MAX_BLOCKS)
    throw new BudgetError(`the UBI image has more than ${MAX_BLOCKS} erase blocks; unpack it before the scan`);
  for (let at = 0; at < source.size; at += blockBytes) {
    budget.checkTime();
    const end = Math.min(at + blockBytes, source.size);
    const block = readBlock(reader, at, end);
    if (block !== undefined && 'volume' in block) {
      blocks.push(block);
      headers.push({ start: at, end: block.start });
    } else if (block === undefined && !isPadding(source, at, end) && !isErased(source, at, end))
      strays.push({ start: at, end });
  }
  return { blocks, headers, strays };
}

/** @returns 'free' for a block of no volume, undefined when it is invalid */
function readBlock(source: ByteSource, at: number, end: number): VolumeBlock | { readonly free: true } | undefined {
  if (at + HEADER_BYTES > end) return undefined;
  const header = Buffer.from(source.read(at, HEADER_BYTES));
  const [volumeAt, dataAt] = [at + header.readUInt32BE(16), at + header.readUInt32BE(20)];
  if (!hasMagic(header, BLOCK) || dataAt > end || volumeAt + HEADER_BYTES > dataAt) return undefined;
  const volume = Buffer.from(source.read(volumeAt, HEADER_BYTES));
  if (!hasMagic(volume, VOLUME)) return isErased(source, dataAt, end) ? { free: true } : undefined;
  const size = volume[5] === STATIC ? volume.readUInt32BE(20) : end - dataAt;
  return {
    ...{ volume: volume.readUInt32BE(8), number: volume.readUInt32BE(12), sequence: volume.readBigUInt64BE(40) },
    ...{ start: dataAt, end: Math.min(dataAt + size, end) },
  };
}

/** Erased flash memory is all ones. */
function isErased(source: ByteSource, start: number, end: number): boolean {
  return source.read(start, end - start).every((byte) => byte === 0xff);
}
