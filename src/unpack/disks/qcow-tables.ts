/**
 * Whether the tables of a QCOW2 disk reach all of it (QEMU, docs/interop/qcow2.txt): with a misplaced table, it looks like an empty
 * disk. Every cluster has a reference count, so each one in use must be reached.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FEATURE, type FirstTable, type QcowHeader, readQcowHeader, tablesOf } from './qcow-header.ts';
import { readSnapshots } from './qcow-snapshots.ts';
import { OFFSET, PACKED, packedPlace } from './qcow-stretches.ts';

/** 1 TB of clusters of qemu-img's default size. Larger disks are not checked. */
const MAX_CLUSTERS = 16 << 20;
/** Autoclear features, bit 0: bitmaps have clusters that belong to no table here. */
const HAS_BITMAPS = 1n;

/** @returns a description of the problem */
export function brokenQcow(source: ByteSource, budget: Budget): string | undefined {
  const header = readQcowHeader(source);
  const { version, features, bitmaps, counts } = header;
  const isKnown = version >= 2 && (features & FEATURE.subclusters) === 0n && (bitmaps & HAS_BITMAPS) === 0n;
  const clusters = Math.ceil(source.size / 2 ** header.clusterBits);
  if (!isKnown || counts.bytes < 1 || counts.bytes > 8 || clusters > MAX_CLUSTERS) return undefined;
  const disk = new Disk(source, header, new Uint8Array(clusters), budget);
  disk.reach();
  const unreached = disk.unreached();
  if (unreached > 0)
    return `expected tables that lead to all clusters in use, found ${unreached} to which none leads; they are scanned as is`;
  return disk.isBroken ? 'expected tables that lead to clusters in the file, found other numbers in them' : undefined;
}

class Disk {
  isBroken = false;
  readonly #source: ByteSource;
  readonly #header: QcowHeader;
  readonly #clusterBytes: number;
  /** Indexed by cluster of the file: 1 when a table refers to it. */
  readonly #reached: Uint8Array;
  readonly #budget: Budget;
  /** Limit on reads: L1 tables do not overlap legitimately, but 65,536 snapshots could all name the same one. */
  #bytesLeft: number;

  constructor(source: ByteSource, header: QcowHeader, reached: Uint8Array, budget: Budget) {
    this.#source = source;
    this.#header = header;
    this.#clusterBytes = 2 ** header.clusterBits;
    this.#reached = reached;
    this.#budget = budget;
    this.#bytesLeft = source.size;
  }

  reach(): void {
    const { diskBytes, table, snapshots, counts } = this.#header;
    const ofCounts = counts.clusters * this.#clusterBytes;
    this.#mark(0, 1);
    this.#mark(counts.at, ofCounts);
    this.#reachImage(table, tablesOf(diskBytes, this.#header));
    if (snapshots.count > 0) {
      const { list, end } = readSnapshots(this.#source, this.#header, this.#budget);
      this.#mark(snapshots.at, end - snapshots.at);
      for (const snapshot of list) this.#reachImage(snapshot.table, snapshot.table.entries);
    }
    for (const block of this.#numbers(counts.at, ofCounts))
      if (block !== 0n) this.#mark(Number(block & OFFSET), this.#clusterBytes);
  }

  #reachImage({ at, entries }: FirstTable, needed: number): void {
    this.#mark(at, 8 * entries);
    const bytes = 8 * Math.min(needed, entries);
    this.#bytesLeft -= bytes;
    if (this.#bytesLeft < 0) this.isBroken = true;
    else for (const entry of this.#numbers(at, bytes)) this.#reachTable(entry);
  }

  /** Visits a level-2 table (L2), each only once. */
  #reachTable(entry: bigint): void {
    const start = Number(entry & OFFSET);
    const isKnown = this.#reached[start / this.#clusterBytes] === 1;
    if (start === 0 || !this.#mark(start, this.#clusterBytes) || isKnown) return;
    for (const data of this.#numbers(start, this.#clusterBytes)) this.#reachData(data);
  }

  #reachData(entry: bigint): void {
    if ((entry & PACKED) === 0n) {
      if ((entry & OFFSET) !== 0n) this.#mark(Number(entry & OFFSET), this.#clusterBytes);
      return;
    }
    const { at, packedBytes } = packedPlace(entry, this.#header.clusterBits);
    this.#mark(at, packedBytes, true);
  }

  /** @returns whether it begins within the file and, for a cluster, is aligned */
  #mark(start: number, length: number, isPacked = false): boolean {
    const isIn = start < this.#source.size && length <= this.#source.size - start + this.#clusterBytes;
    if (!isIn || (!isPacked && start % this.#clusterBytes !== 0)) {
      this.isBroken = true;
      return false;
    }
    this.#reached.fill(1, Math.floor(start / this.#clusterBytes), Math.ceil((start + length) / this.#clusterBytes));
    return true;
  }

  /** 8-byte numbers, as far as they are in the file, read one cluster at a time. */
  *#numbers(start: number, length: number): Generator<bigint> {
    const end = Math.min(start + length, this.#source.size);
    for (let at = start; at < end; at += this.#clusterBytes) {
      this.#budget.checkTime();
      const bytes = Buffer.from(this.#source.read(at, Math.min(this.#clusterBytes, end - at)));
      for (let offset = 0; offset + 8 <= bytes.length; offset += 8) {
        const number = bytes.readBigUInt64BE(offset);
        if (number !== 0n) yield number;
      }
    }
  }

  /** Count of clusters in use that no table refers to. The first one, with the header, is always in use. */
  unreached(): number {
    const inUse = this.#inUse();
    this.isBroken ||= inUse[0] === 0;
    return inUse.reduce((sum, count, cluster) => sum + Number(count > this.#reached[cluster]!), 0);
  }

  #inUse(): Uint8Array {
    const { at: countsStart, clusters: countsClusters, bytes: countBytes } = this.#header.counts;
    const inUse = new Uint8Array(this.#reached.length);
    const perBlock = this.#clusterBytes / countBytes;
    const blocks = Math.min(Math.ceil(inUse.length / perBlock), (countsClusters * this.#clusterBytes) / 8);
    for (let block = 0; block < blocks; block++) {
      this.#budget.checkTime();
      const at = countsStart + 8 * block;
      if (at + 8 > this.#source.size) break;
      const start = Number(Buffer.from(this.#source.read(at, 8)).readBigUInt64BE() & OFFSET);
      if (start === 0 || start + this.#clusterBytes > this.#source.size) continue;
      const counts = this.#source.read(start, this.#clusterBytes);
      for (let index = 0; index < perBlock && block * perBlock + index < inUse.length; index++)
        if (counts.subarray(index * countBytes, (index + 1) * countBytes).some((byte) => byte !== 0))
          inUse[block * perBlock + index] = 1;
    }
    return inUse;
  }
}
