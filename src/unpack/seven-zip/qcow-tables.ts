/**
 * Whether the tables of a QCOW2 disk lead to all of it (QEMU, docs/interop/qcow2.txt). 7-Zip takes a table that is not where it should be
 * for an empty disk, and reads no snapshots. Every cluster has a count of who uses it: what is in use must be reached.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';

const HEADER_BYTES = 104;
const SECTOR_BYTES = 512;
/** 1 TB of clusters as qemu-img makes them. Of more it is not asked. */
const MAX_CLUSTERS = 16 << 20;
/** Incompatible features (bits 0, 1, 3): counts that are out of date, a disk that is known to be corrupt, another compression. */
const KNOWN_FEATURES = 0b1011n;
/** Autoclear features, bit 0: bitmaps have clusters that belong to no table here. */
const HAS_BITMAPS = 1n;
const OFFSET = 0x00ff_ffff_ffff_fe00n;
const COMPRESSED = 1n << 62n;

/** @returns what is wrong, in words */
export function brokenQcow(source: ByteSource, budget: Budget): string | undefined {
  if (source.size < HEADER_BYTES) return undefined;
  const header = headerOf(source);
  if (header.version < 2 || !header.isKnown) return undefined;
  const clusters = Math.ceil(source.size / 2 ** header.clusterBits);
  if (clusters > MAX_CLUSTERS) return undefined;
  const disk = new Disk(source, header, new Uint8Array(clusters), budget);
  disk.reach();
  const unreached = disk.unreached();
  if (unreached > 0)
    return `expected tables that lead to all clusters in use, found ${unreached} to which none leads: of a snapshot, or the disk is damaged; they are scanned as they lie`;
  return disk.isBroken ? 'expected tables that lead to clusters in the file, found other numbers in them' : undefined;
}

/**
 * Asked before the disk is read: QEMU does not open one that is larger than its table can be, and 7-Zip would write zeros for hours.
 * @returns what is wrong, in words
 */
export function oversizedQcow(source: ByteSource): string | undefined {
  if (source.size < HEADER_BYTES) return undefined;
  const { version, isKnown, size, tableEntries, clusterBits } = headerOf(source);
  if (version < 2 || !isKnown || tableEntries >= tablesOf(size, clusterBits)) return undefined;
  return `expected a disk that its table of ${tableEntries} entries can hold, found one of ${size} bytes; it is scanned as it lies`;
}

/** How many second tables a disk of `size` has: each is a cluster, and tells of a cluster in 8 bytes. */
function tablesOf(size: number, clusterBits: number): number {
  return Math.ceil(size / 2 ** (2 * clusterBits - 3));
}

/*  4  4  version           20  4  cluster bits, 9 to 21    24  8  size of the disk
 * 32  4  encryption, 0: none    36  4  entries in the first table (L1)    40  8  its offset
 * 48  8  offset of the table of counts                     56  4  its clusters
 * 72  8  incompatible features, from version 3 on          88  8  autoclear features
 * 96  4  log2 of the bits of a count                                                  */
function headerOf(source: ByteSource) {
  const header = Buffer.from(source.read(0, HEADER_BYTES));
  const version = header.readUInt32BE(4);
  const clusterBits = header.readUInt32BE(20);
  const features = version < 3 ? 0n : header.readBigUInt64BE(72);
  const bitmaps = version < 3 ? 0n : header.readBigUInt64BE(88) & HAS_BITMAPS;
  const countBytes = version < 3 ? 2 : 2 ** header.readUInt32BE(96) / 8;
  // What is encrypted 7-Zip tells.
  const isKnown =
    header.readUInt32BE(32) === 0 &&
    (features & ~KNOWN_FEATURES) === 0n &&
    bitmaps === 0n &&
    countBytes >= 1 &&
    countBytes <= 8 &&
    clusterBits <= 21;
  return {
    ...{ version, clusterBits, countBytes, isKnown: isKnown && clusterBits >= 9 },
    size: Number(header.readBigUInt64BE(24)),
    tableEntries: header.readUInt32BE(36),
    tableStart: Number(header.readBigUInt64BE(40)),
    countsStart: Number(header.readBigUInt64BE(48)),
    countsClusters: header.readUInt32BE(56),
  };
}

class Disk {
  isBroken = false;
  readonly #source: ByteSource;
  readonly #header: ReturnType<typeof headerOf>;
  readonly #clusterBytes: number;
  /** By cluster of the file: 1 when a table leads to it. */
  readonly #reached: Uint8Array;
  readonly #budget: Budget;

  constructor(source: ByteSource, header: ReturnType<typeof headerOf>, reached: Uint8Array, budget: Budget) {
    this.#source = source;
    this.#header = header;
    this.#clusterBytes = 2 ** header.clusterBits;
    this.#reached = reached;
    this.#budget = budget;
  }

  reach(): void {
    const { size, clusterBits, tableEntries, tableStart, countsStart, countsClusters } = this.#header;
    this.#mark(0, 1);
    this.#mark(tableStart, 8 * tableEntries);
    this.#mark(countsStart, countsClusters * this.#clusterBytes);
    const needed = tablesOf(size, clusterBits);
    for (const entry of this.#numbers(tableStart, 8 * Math.min(needed, tableEntries))) this.#reachTable(entry);
    for (const block of this.#numbers(countsStart, countsClusters * this.#clusterBytes))
      if (block !== 0n) this.#mark(Number(block & OFFSET), this.#clusterBytes);
  }

  /** One of the second tables (L2), each once. */
  #reachTable(entry: bigint): void {
    const start = Number(entry & OFFSET);
    const isKnown = this.#reached[start / this.#clusterBytes] === 1;
    if (start === 0 || !this.#mark(start, this.#clusterBytes) || isKnown) return;
    for (const data of this.#numbers(start, this.#clusterBytes)) this.#reachData(data);
  }

  /* A packed cluster: bits 0 to x - 1 its offset, x to 61 how many sectors more than the first; x = 62 - (cluster bits - 8) */
  #reachData(entry: bigint): void {
    if ((entry & COMPRESSED) === 0n) {
      if ((entry & OFFSET) !== 0n) this.#mark(Number(entry & OFFSET), this.#clusterBytes);
      return;
    }
    const bits = BigInt(70 - this.#header.clusterBits);
    const start = Number(BigInt.asUintN(Number(bits), entry));
    const sectors = Number((entry & (COMPRESSED - 1n)) >> bits) + 1;
    this.#mark(start, SECTOR_BYTES * sectors - (start % SECTOR_BYTES), true);
  }

  /** @returns whether it begins in the file, and a cluster where it must */
  #mark(start: number, length: number, isPacked = false): boolean {
    const isIn = start < this.#source.size && length <= this.#source.size - start + this.#clusterBytes;
    if (!isIn || (!isPacked && start % this.#clusterBytes !== 0)) {
      this.isBroken = true;
      return false;
    }
    this.#reached.fill(1, Math.floor(start / this.#clusterBytes), Math.ceil((start + length) / this.#clusterBytes));
    return true;
  }

  /** Numbers of 8 bytes, as far as they are in the file; read by the cluster. */
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

  /** Clusters that are in use and to which no table leads. The first, which has the header, is always in use. */
  unreached(): number {
    const inUse = this.#inUse();
    this.isBroken ||= inUse[0] === 0;
    return inUse.reduce((sum, count, cluster) => sum + Number(count > this.#reached[cluster]!), 0);
  }

  #inUse(): Uint8Array {
    const { countsStart, countsClusters, countBytes } = this.#header;
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
