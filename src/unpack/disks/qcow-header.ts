import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64BE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';

/** A level-1 table (L1). */
export interface FirstTable {
  readonly at: number;
  readonly entries: number;
}

export interface QcowHeader {
  readonly version: number;
  readonly clusterBits: number;
  /** Log2 of the clusters that one level-2 table (L2) covers. */
  readonly perTableBits: number;
  readonly diskBytes: number;
  readonly table: FirstTable;
  readonly backing: boolean;
  readonly isEncrypted: boolean;
  readonly method: 'deflate' | 'zstd';
  readonly features: bigint;
  /** Feature bits that are cleared by a writer that does not know them. */
  readonly bitmaps: bigint;
  readonly snapshots: { readonly at: number; readonly count: number };
  /** Table of the clusters' reference counts. */
  readonly counts: { readonly at: number; readonly clusters: number; readonly bytes: number };
}

/** Incompatible features, by bit. The first two mean: counts are outdated, the disk is known to be corrupt. */
export const FEATURE = { dataFile: 1n << 2n, method: 1n << 3n, subclusters: 1n << 4n } as const;
const KNOWN_FEATURES = 0b11111n;
/** No subcluster is smaller than a sector. */
const MIN_BITS_WITH_SUBCLUSTERS = 14;
export const HEADER_BYTES = 104;

/*  QCOW 2 and 3, big-endian:
 *   4  4  version           8  8  offset of the name of the backing file, 0: none
 *  20  4  log2 of the bytes of a cluster, 9 to 21           24  8  bytes of the disk
 *  32  4  encryption, 0: none                               36  4  entries of the first table     40  8  its offset
 *  48  8  offset of the table of counts                     56  4  its clusters
 *  60  4  snapshots         64  8  offset of their table
 *  72  8  incompatible features, from version 3 on          88  8  autoclear features
 *  96  4  log2 of the bits of a count                      100  4  bytes of the header           104  1  1: Zstandard   */
/** @throws FormatError when it is invalid, or requires something unsupported */
export function readQcowHeader(source: ByteSource): QcowHeader {
  const head = Buffer.alloc(HEADER_BYTES + 1);
  source.readInto(head.subarray(0, Math.min(head.length, source.size)), 0);
  const version = head.readUInt32BE(4);
  if (version === 1) return firstVersion(head);
  const clusterBits = head.readUInt32BE(20);
  const features = version < 3 ? 0n : head.readBigUInt64BE(72);
  if (clusterBits < 9 || clusterBits > 21)
    throw new FormatError(`QCOW2: expected clusters of 512 bytes to 2 MiB, found 2^${clusterBits}`);
  if ((features & ~KNOWN_FEATURES) !== 0n)
    throw new FormatError(
      `QCOW2: features ${features.toString(16)} are not known here; convert it before the scan`,
      'unsupported',
    );
  if ((features & FEATURE.subclusters) !== 0n && clusterBits < MIN_BITS_WITH_SUBCLUSTERS)
    throw new FormatError(`QCOW2: expected clusters of 16 KiB and more for subclusters, found 2^${clusterBits}`);
  const hasMethod = (features & FEATURE.method) !== 0n && head.readUInt32BE(100) > HEADER_BYTES;
  return {
    ...{ version, clusterBits, features, bitmaps: version < 3 ? 0n : head.readBigUInt64BE(88) },
    perTableBits: clusterBits - ((features & FEATURE.subclusters) === 0n ? 3 : 4),
    diskBytes: size64BE(head, 24),
    table: { at: size64BE(head, 40), entries: head.readUInt32BE(36) },
    backing: head.readBigUInt64BE(8) !== 0n,
    isEncrypted: head.readUInt32BE(32) !== 0,
    method: hasMethod && head[HEADER_BYTES] === 1 ? 'zstd' : 'deflate',
    snapshots: { at: size64BE(head, 64), count: head.readUInt32BE(60) },
    counts: {
      at: size64BE(head, 48),
      clusters: head.readUInt32BE(56),
      bytes: version < 3 ? 2 : 2 ** head.readUInt32BE(96) / 8,
    },
  };
}

/*  QCOW 1:   8  8  offset of the name of the backing file    24  8  bytes of the disk
 *           32  1  log2 of the bytes of a cluster            33  1  log2 of the entries of a second table
 *           36  4  encryption, 0: none                       40  8  offset of the first table                 */
function firstVersion(head: Buffer): QcowHeader {
  const [clusterBits, perTableBits] = [head[32]!, head[33]!];
  if (clusterBits < 9 || clusterBits > 16 || perTableBits < 6 || perTableBits > 13)
    throw new FormatError(`QCOW: expected clusters of 512 bytes to 64 KiB, found 2^${clusterBits}`);
  const diskBytes = size64BE(head, 24);
  return {
    ...{ version: 1, clusterBits, perTableBits, diskBytes, features: 0n, bitmaps: 0n, method: 'deflate' },
    table: { at: size64BE(head, 40), entries: Math.ceil(diskBytes / 2 ** (clusterBits + perTableBits)) },
    backing: head.readBigUInt64BE(8) !== 0n,
    isEncrypted: head.readUInt32BE(36) !== 0,
    snapshots: { at: 0, count: 0 },
    counts: { at: 0, clusters: 0, bytes: 2 },
  };
}

/** Number of a disk's level-2 tables. */
export function tablesOf(diskBytes: number, { clusterBits, perTableBits }: QcowHeader): number {
  return Math.ceil(diskBytes / 2 ** (clusterBits + perTableBits));
}
