/** Content of SquashFS files: consecutive blocks, with the tails of many files combined in a fragment. */

import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { zeros } from '../../bytes/zeros.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import { unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import type { FileInode, Superblock } from './squashfs-inode.ts';
import type { Metadata } from './squashfs-metadata.ts';

/* Size of a block:  bits 0 to 23: size, 0 for a hole; bit 24: it is not packed */
const SIZE_MASK = 0xff_ffff;
const PLAIN = 1 << 24;

/* Fragment table: 8 bytes for each block of metadata; in these, for each fragment:
 *  0  8  where it begins
 *  8  4  its size, as that of a block
 * 12  4  unused                        */
const FRAGMENT_BYTES = 16;
const FRAGMENTS_A_BLOCK = 512;
/** Fragments to keep unpacked: a few MiB. */
const KEPT_FRAGMENTS = 4;

/**
 * Limits on what comes of blocks that were read before. `mksquashfs` stores copies of a file once, so a sound image has some; in a hostile one,
 * thousands of inodes name the same few blocks: 168 KiB took a minute.
 */
const [MAX_SHARED_BYTES, MAX_SHARED_RATIO] = [512 << 20, 128];

interface Unpacked {
  readonly bytes: Uint8Array;
  readonly isDamaged: boolean;
}

export class SquashfsData {
  readonly #source: ByteSource;
  readonly #metadata: Metadata;
  readonly #superblock: Superblock;
  readonly #budget: Budget;
  readonly #fragments = new Map<number, Unpacked>();
  #packedBytes = 0;
  /** Unpacked bytes of blocks since those read have more bytes, packed, than the image. */
  #sharedBytes = 0;

  constructor(source: ByteSource, metadata: Metadata, superblock: Superblock, budget: Budget) {
    this.#source = source;
    this.#metadata = metadata;
    this.#superblock = superblock;
    this.#budget = budget;
  }

  /** Yields what can be read; then throws FormatError unless that was all. */
  *read(inode: FileInode): Generator<Uint8Array> {
    const { blockBytes } = this.#superblock;
    const { size, fragment } = inode;
    const tailBytes = fragment === undefined ? 0 : size % blockBytes;
    const blocks = inode.blocks.copy();
    let damage: string | undefined;
    let holeBytes = 0;
    let at = inode.start;
    for (let done = 0; done < size - tailBytes; ) {
      this.#budget.checkTime();
      const wanted = Math.min(blockBytes, size - tailBytes - done);
      const word = blocks.read(4).readUInt32LE(0);
      const packedBytes = word & SIZE_MASK;
      if (packedBytes === 0) holeBytes += wanted;
      else {
        yield* zeros(holeBytes);
        holeBytes = 0;
        const { bytes, isDamaged } = this.#unpack(at, word);
        yield bytes.subarray(0, wanted);
        if (isDamaged || bytes.length < wanted) damage ??= `the block at offset ${at} is damaged`;
      }
      at += packedBytes;
      done += wanted;
    }
    yield* zeros(holeBytes);
    if (fragment !== undefined && tailBytes > 0) {
      const { bytes, isDamaged } = this.#fragment(fragment.index);
      const tail = bytes.subarray(fragment.offset, fragment.offset + tailBytes);
      yield tail;
      if (tail.length < tailBytes || isDamaged) damage ??= `the fragment ${fragment.index} is damaged`;
    }
    if (damage !== undefined) throw new FormatError(`${damage}; what could be unpacked was scanned`);
  }

  #fragment(index: number): Unpacked {
    const kept = this.#fragments.get(index);
    if (kept !== undefined) return kept;
    const pointer = this.#superblock.fragments + 8 * Math.floor(index / FRAGMENTS_A_BLOCK);
    const table = size64LE(Buffer.from(this.#source.read(pointer, 8)), 0);
    const place = { block: 0, offset: FRAGMENT_BYTES * (index % FRAGMENTS_A_BLOCK) };
    const row = this.#metadata.cursor(table, place).read(FRAGMENT_BYTES);
    const unpacked = this.#unpack(size64LE(row, 0), row.readUInt32LE(8));
    const [oldest] = this.#fragments.keys();
    if (this.#fragments.size >= KEPT_FRAGMENTS) this.#fragments.delete(oldest!);
    this.#fragments.set(index, unpacked);
    return unpacked;
  }

  #unpack(start: number, word: number): Unpacked {
    const { blockBytes } = this.#superblock;
    const size = word & SIZE_MASK;
    if (size > blockBytes) throw new FormatError(`expected a block of at most ${blockBytes} bytes, found ${size}`);
    this.checkShared();
    const packed = this.#source.read(start, size);
    const unpacked =
      (word & PLAIN) === 0 ? unpackLoneLz4Block(packed, blockBytes) : { bytes: packed, isDamaged: false };
    this.#packedBytes += size;
    if (this.#packedBytes > this.#source.size) this.#sharedBytes += unpacked.bytes.length;
    return unpacked;
  }

  /** @throws BudgetError when files share more than those of a sound image do */
  checkShared(): void {
    if (this.#sharedBytes <= Math.max(MAX_SHARED_BYTES, MAX_SHARED_RATIO * this.#source.size)) return;
    const message = `blocks that files share come to more than ${MAX_SHARED_RATIO} times the image; no more files were read`;
    throw new BudgetError(atFixedLimit(message, 'mount the image, and scan its files'));
  }
}
