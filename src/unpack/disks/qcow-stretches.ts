import type { ByteSource } from '../../bytes/byte-source.ts';
import { unpackBlock } from '../codecs/packed-block.ts';
import { frameBytes } from '../codecs/zstd-frame.ts';
import { FEATURE, type FirstTable, type QcowHeader } from './qcow-header.ts';
import { lost, minDeflated, type Stretch } from './sparse-disk.ts';
import { numbersOf } from './table-numbers.ts';

const SECTOR_BYTES = 512;
const SUBCLUSTERS = 32;

/*  Of both tables:  bits 9 to 55  offset of a table, or of a cluster
 *  second table:    bit 0  zeros     bit 62  packed: bits 0 to x - 1 its offset, x to 61 how many sectors more than the first;
 *                   x = 62 - (cluster bits - 8)
 *  subclusters:     8 bytes more an entry, a bit for each in the lower half: stored; in the upper half: zeros
 *  QCOW 1:          offsets as they are; bit 63  packed: behind 63 - cluster bits of offset, how many bytes               */
export const OFFSET = 0x00ff_ffff_ffff_fe00n;
export const PACKED = 1n << 62n;
const PACKED_1 = 1n << 63n;
const IS_ZERO = 1n;

/**
 * The stretches of an image from level-2 table number `firstTable` on.
 * @throws FormatError when the file ends within a table
 */
export function* stretchesOf(
  source: ByteSource,
  header: QcowHeader,
  { at, entries }: FirstTable,
  firstTable = 0,
): Generator<Stretch> {
  const clusterBytes = 2 ** header.clusterBits;
  const perTable = 2 ** header.perTableBits;
  const hasSubclusters = (header.features & FEATURE.subclusters) !== 0n;
  const first = { at: at + 8 * firstTable, entries: Math.max(0, entries - firstTable), entryBytes: 8 };
  for (const entry of numbersOf(source, first, (part, offset) => part.readBigUInt64BE(offset))) {
    const start = Number(header.version === 1 ? entry : entry & OFFSET);
    const entryBytes = hasSubclusters ? 16 : 8;
    if (start === 0) yield { kind: 'hole', bytes: perTable * clusterBytes };
    else if (start + perTable * entryBytes > source.size) yield lost(source, perTable * clusterBytes);
    else
      for (const of of numbersOf(source, { at: start, entries: perTable, entryBytes }, (part, offset) => ({
        cluster: part.readBigUInt64BE(offset),
        stored: hasSubclusters ? part.readUInt32BE(offset + 12) : 0,
      })))
        if (hasSubclusters && (of.cluster & PACKED) === 0n) yield* subclusters(of, clusterBytes / SUBCLUSTERS);
        else yield header.version === 1 ? oldCluster(source, header, of.cluster) : cluster(source, header, of.cluster);
  }
}

function cluster(source: ByteSource, { clusterBits, method }: QcowHeader, entry: bigint): Stretch {
  const bytes = 2 ** clusterBits;
  if ((entry & PACKED) !== 0n) {
    const { at, packedBytes } = packedPlace(entry, clusterBits);
    return { kind: 'packed', bytes, unpack: (take) => unpackCluster(source, { at, packedBytes, bytes, method }, take) };
  }
  const at = Number(entry & OFFSET);
  return at === 0 || (entry & IS_ZERO) !== 0n ? { kind: 'hole', bytes } : { kind: 'stored', bytes, at };
}

export function packedPlace(entry: bigint, clusterBits: number): { readonly at: number; readonly packedBytes: number } {
  const bits = BigInt(70 - clusterBits);
  const at = Number(BigInt.asUintN(Number(bits), entry));
  const sectors = Number((entry & (PACKED - 1n)) >> bits) + 1;
  return { at, packedBytes: SECTOR_BYTES * sectors - (at % SECTOR_BYTES) };
}

function oldCluster(source: ByteSource, { clusterBits, method }: QcowHeader, entry: bigint): Stretch {
  const bytes = 2 ** clusterBits;
  if (entry === 0n) return { kind: 'hole', bytes };
  if ((entry & PACKED_1) === 0n) return { kind: 'stored', bytes, at: Number(entry) };
  const at = Number(BigInt.asUintN(63 - clusterBits, entry));
  const packedBytes = Number(BigInt.asUintN(clusterBits, entry >> BigInt(63 - clusterBits)));
  return { kind: 'packed', bytes, unpack: (take) => unpackCluster(source, { at, packedBytes, bytes, method }, take) };
}

function* subclusters(
  { cluster: entry, stored }: { readonly cluster: bigint; readonly stored: number },
  bytes: number,
): Generator<Stretch> {
  const at = Number(entry & OFFSET);
  for (let index = 0; index < SUBCLUSTERS; index++)
    if (((stored >>> index) & 1) === 0) yield { kind: 'hole', bytes };
    else yield { kind: 'stored', bytes, at: at + bytes * index };
}

/**
 * How many times the file's size may be read for packed clusters that turn out invalid: each may claim 4 MB, and 12 MB of file took
 * minutes.
 */
const READS_OF_LOST = 64;

interface PackedCluster {
  readonly at: number;
  /** Counted in whole sectors: the packed data may end earlier. */
  readonly packedBytes: number;
  /** Unpacked size. */
  readonly bytes: number;
  readonly method: QcowHeader['method'];
}

async function unpackCluster(
  source: ByteSource,
  { at, packedBytes, bytes, method }: PackedCluster,
  take: (fileBytes: number) => void,
): Promise<Uint8Array | undefined> {
  const length = Math.min(packedBytes, source.size - at);
  if (length <= 0) return undefined;
  const packed = source.read(at, length);
  const end = method === 'deflate' ? length : frameBytes(packed);
  if (end === undefined) {
    take(Math.floor(length / READS_OF_LOST));
    return undefined;
  }
  take(method === 'deflate' ? minDeflated(bytes) : end);
  return await unpackBlock(method, packed.subarray(0, end), bytes);
}
