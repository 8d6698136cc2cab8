/**
 * Metadata of SquashFS 4 (Documentation/filesystems/squashfs.rst of Linux), packed with LZ4: consecutive blocks of 8 KiB.
 * Inodes and directories may cross block boundaries.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { unpackLoneLz4Block } from '../codecs/lz4-block.ts';

const BLOCK_BYTES = 8 << 10;
/** Unpacked blocks to keep: an eighth of a MiB. */
const KEPT_BLOCKS = 16;

/*  0  2  bits 0 to 14: size of the block, bit 15: it is not packed
 *  2  n  block                                                       */
const PLAIN = 0x8000;

export interface MetadataBlock {
  readonly bytes: Buffer;
  /** Where the next one begins. */
  readonly next: number;
  readonly isDamaged: boolean;
}

/** Position of something in a table. */
export interface MetadataPlace {
  /** Offset of the packed block in the table. */
  readonly block: number;
  /** Offset in the unpacked block. */
  readonly offset: number;
}

export class Metadata {
  readonly #source: ByteSource;
  readonly #kept = new Map<number, MetadataBlock>();

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** @throws FormatError when there is no block at `start` */
  block(start: number): MetadataBlock {
    const kept = this.#kept.get(start);
    if (kept !== undefined) return kept;
    const header = Buffer.from(this.#source.read(start, 2)).readUInt16LE(0);
    const size = header & ~PLAIN;
    if (size === 0 || size > BLOCK_BYTES)
      throw new FormatError(`expected a block of metadata at offset ${start}, found a size of ${size} bytes`);
    const packed = this.#source.read(start + 2, size);
    const { bytes, isDamaged } =
      (header & PLAIN) === 0 ? unpackLoneLz4Block(packed, BLOCK_BYTES) : { bytes: packed, isDamaged: false };
    const block = {
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      next: start + 2 + size,
      isDamaged,
    };
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= KEPT_BLOCKS) this.#kept.delete(oldest!);
    this.#kept.set(start, block);
    return block;
  }

  /** @throws FormatError when there is no such place */
  cursor(tableStart: number, { block: start, offset }: MetadataPlace): MetadataCursor {
    const block = this.block(tableStart + start);
    if (offset <= block.bytes.length) return new MetadataCursor(this, block, offset);
    throw new FormatError(`expected metadata at offset ${offset} of its block, which has ${block.bytes.length} bytes`);
  }
}

/** Reads across block boundaries. */
export class MetadataCursor {
  readonly #metadata: Metadata;
  #block: MetadataBlock;
  #offset: number;

  constructor(metadata: Metadata, block: MetadataBlock, offset: number) {
    this.#metadata = metadata;
    this.#block = block;
    this.#offset = offset;
  }

  /** An independent cursor at the same position. */
  copy(): MetadataCursor {
    return new MetadataCursor(this.#metadata, this.#block, this.#offset);
  }

  /** @param length bounded by the caller @throws FormatError when a block is damaged or missing before that */
  read(length: number): Buffer {
    const end = this.#offset + length;
    if (end <= this.#block.bytes.length) {
      const bytes = this.#block.bytes.subarray(this.#offset, end);
      this.#offset = end;
      return bytes;
    }
    const target = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      if (this.#offset === this.#block.bytes.length) this.#advance();
      const copied = this.#block.bytes.copy(target, done, this.#offset);
      this.#offset += copied;
      done += copied;
    }
    return target;
  }

  #advance(): void {
    if (this.#block.isDamaged) throw new FormatError('a block of metadata is damaged');
    this.#block = this.#metadata.block(this.#block.next);
    this.#offset = 0;
    if (this.#block.bytes.length === 0) throw new FormatError('a block of metadata is empty');
  }
}
