/**
 * Sparse images of Android (system/core/libsparse, sparse_format.h): a file system in chunks, without its empty blocks. It is
 * reassembled, since the blocks of a packed file cannot be found otherwise.
 */

import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { zeros } from '../../bytes/zeros.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

/*  0  4  magic number = ed26ff3a, little-endian     4  2  major version = 1     6  2  minor version
 *  8  2  bytes of this header, 28 or more          10  2  bytes of the header of a chunk, 12 or more
 * 12  4  bytes of a block, a multiple of 4         16  4  blocks in all        20  4  chunks        24  4  CRC-32, or 0
 * chunk:  0  2  kind     4  4  blocks that it stands for     8  4  its bytes, this header with them
 * Behind the header of a chunk: all its bytes, or 4 that are repeated, or nothing, or the CRC-32 so far. libsparse and simg2img refuse an
 * image whose chunks have other sizes, or other blocks in all than it says (process_fill_chunk, sparse_file_read_sparse). */
const MAGIC = magic('3a ff 26 ed 01 00');
const HEADER_BYTES = 28;
const CHUNK_HEADER_BYTES = 12;
const KIND = { raw: 0xcac1, fill: 0xcac2, nothing: 0xcac3, crc: 0xcac4 } as const;
const SIZES: Readonly<Record<number, number>> = { [KIND.fill]: 4, [KIND.nothing]: 0, [KIND.crc]: 4 };
const NAME = 'image';
const PIECE_BYTES = 1 << 20;

export const androidSparse: SourceContainer = {
  id: 'android-sparse',
  title: 'Android sparse image (simg)',
  reads: 'source',
  headBytes: MAGIC.bytes.length,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const image = new SparseImage(source, budget);
  yield { name: NAME, open: () => image.expand() };
  if (image.damage !== undefined) yield damaged(image.damage, NAME);
  const { end } = image;
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), end);
}

/** Writers use blocks of 4 KiB (img2simg); with a damaged block size, a hole of few blocks would be a terabyte. */
const MAX_BLOCK_BYTES = 1 << 20;

class SparseImage {
  /** End of the last chunk read. */
  end = 0;
  damage: string | undefined;
  /** Bytes of the whole image still to come. */
  #left = 0;
  readonly #source: ByteSource;
  readonly #budget: Budget;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  async *expand(): AsyncGenerator<Uint8Array> {
    const head = this.#read(0, HEADER_BYTES);
    if (head === undefined) return this.#stop('expected a header of 28 bytes');
    const [headerBytes, chunkHeaderBytes] = [head.readUInt16LE(8), head.readUInt16LE(10)];
    if (headerBytes < HEADER_BYTES || chunkHeaderBytes < CHUNK_HEADER_BYTES)
      return this.#stop('expected headers of 28 and 12 bytes');
    const [blockBytes, blocks] = [head.readUInt32LE(12), head.readUInt32LE(16)];
    if (blockBytes > MAX_BLOCK_BYTES)
      return this.#stop(`expected blocks of ${MAX_BLOCK_BYTES} bytes at most, found ${blockBytes}`);
    this.#left = blocks * blockBytes;
    this.end = headerBytes;
    for (let left = head.readUInt32LE(20); left > 0; left--) {
      this.#budget.checkTime();
      const chunk = this.#read(this.end, chunkHeaderBytes);
      const bytes = chunk?.readUInt32LE(8) ?? 0;
      if (chunk === undefined || bytes < chunkHeaderBytes || this.end + bytes > this.#source.size)
        return this.#stop(`expected ${left} more chunks`);
      const start = this.end + chunkHeaderBytes;
      this.end += bytes;
      yield* this.#chunk(chunk.readUInt16LE(0), start, chunk.readUInt32LE(4) * blockBytes);
    }
    if (this.#left !== 0) this.#stop(`expected chunks of ${blocks} blocks in all`);
  }

  /** @param size of what the chunk stands for */
  async *#chunk(kind: number, start: number, size: number): AsyncGenerator<Uint8Array> {
    const storedBytes = this.end - start;
    const expectedBytes = kind === KIND.raw ? size : SIZES[kind];
    // With one flipped bit, a chunk with data would become a hole.
    if (expectedBytes !== storedBytes) {
      const expected = expectedBytes === undefined ? 'a chunk of a known kind' : `${expectedBytes} bytes in a chunk`;
      this.#stop(`expected ${expected}, found ${storedBytes} bytes of kind ${kind.toString(16)}`);
    }
    // Nor may a hole exceed what is left of the image.
    const impliedBytes = Math.max(0, Math.min(size, this.#left));
    this.#left -= kind === KIND.crc ? 0 : size;
    if (expectedBytes !== storedBytes || kind === KIND.raw) yield* streamOf(this.#source, start, this.end);
    else if (kind === KIND.fill) yield* repeated(this.#source.read(start, storedBytes), impliedBytes);
    else if (kind === KIND.nothing) yield* zeros(impliedBytes);
  }

  #read(at: number, bytes: number): Buffer | undefined {
    return at + bytes > this.#source.size ? undefined : Buffer.from(this.#source.read(at, bytes));
  }

  #stop(message: string): void {
    this.damage ??= `sparse image: ${message} at byte ${this.end}; what else there is was read`;
  }
}

function* repeated(pattern: Uint8Array, size: number): Generator<Uint8Array> {
  const piece = Buffer.alloc(PIECE_BYTES, pattern);
  for (let left = size; left > 0; left -= piece.length) yield piece.subarray(0, Math.min(left, piece.length));
}
