/** Block groups of ext, and the inodes in their tables (Documentation/filesystems/ext4/group_descr.rst of Linux). */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { crc16From } from '../checksums/crc16.ts';
import { crc32cFrom, crc32cOfWord } from '../checksums/crc32c.ts';
import { READ_AHEAD_BYTES } from '../container/file-tree.ts';
import { COMPATIBLE, FOR_WRITERS, NEEDED, type Superblock } from './ext-super.ts';
import type { FileSystemNotes } from './file-system-notes.ts';

/*  0x08  4  first block of its inodes, 0x28 4 above    0x12  2  flags: 1 none of its inodes is in use
 *  0x1c  2  inodes at the end of its table that were never in use, 0x32 2 above
 *  0x1e  2  sum of the number of the group and of all but this                                        */
const SUM_AT = 0x1e;
const NO_INODES = 0x1;
/** Cached groups: they are small and used again and again. */
const MAX_KEPT = 4096;

export interface Group {
  /** Where its inodes begin. */
  readonly tableAt: number;
  /** How many inodes, from the first on, may have been in use. */
  readonly inodes: number;
}

export class ExtGroups {
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #notes: FileSystemNotes;
  readonly #kept = new Map<number, Group | undefined>();

  constructor(source: ByteSource, superblock: Superblock, notes: FileSystemNotes) {
    this.#source = new ReadAheadSource(source, READ_AHEAD_BYTES);
    this.#superblock = superblock;
    this.#notes = notes;
  }

  /** @returns undefined when no plausible descriptor locates its inodes */
  group(index: number): Group | undefined {
    if (this.#kept.has(index)) return this.#kept.get(index);
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const group = this.#read(index);
    this.#kept.set(index, group);
    return group;
  }

  /** False where neither descriptor of a group lies in the image, and so none of any later group: the stated count may be 2^64. */
  mayBe(index: number): boolean {
    for (const at of this.#places(index)) if (at < this.#source.size) return true;
    return false;
  }

  /** The first valid descriptor, or else the first plausible one. */
  #read(index: number): Group | undefined {
    let second: Group | undefined;
    for (const at of this.#places(index)) {
      const descriptor = this.#descriptor(at);
      if (descriptor === undefined) continue;
      const isSound = this.#isSumRight(index, descriptor);
      const group = this.#parse(descriptor, isSound);
      if (group !== undefined && isSound) return group;
      second ??= group;
      this.#notes.damage(DESCRIPTORS);
    }
    if (second === undefined) this.#notes.damage(DESCRIPTORS);
    return second;
  }

  #descriptor(at: number): Buffer | undefined {
    const { descriptorBytes } = this.#superblock;
    if (at + descriptorBytes > this.#source.size) return undefined;
    const bytes = this.#source.read(at, descriptorBytes);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  #parse(descriptor: Buffer, isSound: boolean): Group | undefined {
    const { blockBytes, blockCount, firstBlock, inodesPerGroup, descriptorBytes, forWriters } = this.#superblock;
    const isLong = descriptorBytes >= 64;
    const table = descriptor.readUInt32LE(0x08) + (isLong ? descriptor.readUInt32LE(0x28) * 2 ** 32 : 0);
    if (table <= firstBlock || table >= blockCount) return undefined;
    // These fields are maintained only where there are checksums.
    const tells = isSound && (forWriters & (FOR_WRITERS.groupSums | FOR_WRITERS.sums)) !== 0;
    const unused = descriptor.readUInt16LE(0x1c) + (isLong ? descriptor.readUInt16LE(0x32) * 2 ** 16 : 0);
    const isEmpty = (descriptor.readUInt16LE(0x12) & NO_INODES) !== 0;
    const inodes = tells ? Math.max(0, isEmpty ? 0 : inodesPerGroup - unused) : inodesPerGroup;
    return { tableAt: table * blockBytes, inodes };
  }

  #isSumRight(index: number, descriptor: Buffer): boolean {
    const { forWriters, sumSeed, uuid, descriptorBytes } = this.#superblock;
    const [before, behind] = [descriptor.subarray(0, SUM_AT), descriptor.subarray(SUM_AT + 2)];
    const sum = descriptor.readUInt16LE(SUM_AT);
    if ((forWriters & FOR_WRITERS.sums) !== 0) {
      const start = crc32cFrom(crc32cOfWord(sumSeed, index), before);
      return (crc32cFrom(crc32cFrom(start, NO_SUM), behind) & 0xffff) === sum;
    }
    if ((forWriters & FOR_WRITERS.groupSums) === 0) return true;
    const number = Buffer.alloc(4);
    number.writeUInt32LE(index);
    const start = [uuid, number, before].reduce((all, part) => crc16From(all, part), 0xffff);
    return (descriptorBytes > 32 ? crc16From(start, behind) : start) === sum;
  }

  /** Offsets of a group's descriptor, and of its first copy. */
  *#places(index: number): Generator<number> {
    const { blockBytes, descriptorBytes, needed, firstMetaBlock, firstBlock } = this.#superblock;
    const perBlock = blockBytes / descriptorBytes;
    const block = Math.floor(index / perBlock);
    const inBlock = (index % perBlock) * descriptorBytes;
    if ((needed & NEEDED.metaGroups) === 0 || block < firstMetaBlock) {
      // With blocks of 1 KiB and clusters, the superblock is block 1 all the same.
      const first = firstBlock === 0 && blockBytes === 1024 ? 1 : firstBlock;
      yield (first + 1 + block) * blockBytes + inBlock;
      if (this.#hasSuperblock(1)) yield (this.#firstOf(1) + 1 + block) * blockBytes + inBlock;
      return;
    }
    for (const group of [block * perBlock, block * perBlock + 1]) {
      const behind =
        (this.#hasSuperblock(group) ? 1 : 0) + (blockBytes === 1024 && group === 0 && firstBlock === 0 ? 1 : 0);
      yield (this.#firstOf(group) + behind) * blockBytes + inBlock;
    }
  }

  #firstOf(group: number): number {
    return this.#superblock.firstBlock + group * this.#superblock.blocksPerGroup;
  }

  #hasSuperblock(group: number): boolean {
    const { compatible, forWriters, backupGroups } = this.#superblock;
    if (group === 0) return true;
    if ((compatible & COMPATIBLE.sparseSuper2) !== 0) return backupGroups.includes(group);
    if (group === 1 || (forWriters & FOR_WRITERS.sparseSuper) === 0) return true;
    return [3, 5, 7].some((base) => isPower(group, base));
  }
}
const NO_SUM = new Uint8Array(2);
const DESCRIPTORS = 'descriptors of groups';

function isPower(value: number, base: number): boolean {
  let rest = value;
  while (rest > 1 && rest % base === 0) rest /= base;
  return rest === 1;
}
