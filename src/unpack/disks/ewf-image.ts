/** The image in an EWF segment file: consecutive chunks, each stored with its checksum, or packed with zlib. */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { zeros } from '../../bytes/zeros.ts';
import { adler32 } from '../checksums/adler32.ts';
import { isZlib } from '../codecs/zlib-entry.ts';
import { ZlibPiece } from '../codecs/zlib-piece.ts';
import type { Coverage, Range } from '../container/coverage.ts';
import type { EwfNotes } from './ewf-notes.ts';
import type { ChunkPlace } from './ewf-tables.ts';

const SUM_BYTES = 4;
/** Chunks are normally contiguous and form one range; where they are not, this many ranges are recorded. */
const MAX_RANGES = 1 << 20;
/** Each failed attempt costs as much as many chunks: it allocates a stream and an error in Node. */
const MAX_UNREAD = 10_000;
/**
 * A longer chunk that begins like zlib is taken for packed: for many small streams, a checksum over so much would cost more than
 * they do.
 */
const MAX_CHECKED_BYTES = 64 << 10;

export interface ImageParts {
  readonly chunks: Iterable<ChunkPlace>;
  /** Range of chunks that no table names. */
  readonly loose: Range | undefined;
  /** Size of each chunk except the last; if undefined, chunks may have any size. */
  readonly chunkBytes: number | undefined;
}

export class EwfImage {
  /** Bytes of output. */
  size = 0;
  /** Whether all chunks were read. */
  isThrough = false;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #coverage: Coverage;
  readonly #notes: EwfNotes;
  #unread = 0;
  #ranges = 0;
  #coveredEnd = 0;

  /** @param coverage receives the ranges that the image is made of */
  constructor(source: ByteSource, budget: Budget, coverage: Coverage, notes: EwfNotes) {
    this.#source = source;
    this.#budget = budget;
    this.#coverage = coverage;
    this.#notes = notes;
  }

  async *read({ chunks, loose, chunkBytes = Number.POSITIVE_INFINITY }: ImageParts): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) {
      this.#budget.checkTime();
      const end = this.size + chunkBytes;
      yield* this.#counted(this.#chunk(chunk, chunkBytes));
      if (chunk.isLast || end <= this.size || chunkBytes === Number.POSITIVE_INFINITY) continue;
      this.#notes.add(`expected ${chunkBytes} bytes of a chunk, found less; the rest is read as zeros`, chunk.start);
      // Keeps what follows at its offset.
      yield* this.#counted(zeros(end - this.size));
    }
    if (loose !== undefined) yield* this.#counted(this.#loose(loose, chunkBytes));
    this.isThrough = true;
  }

  async *#counted(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const bytes of chunks) {
      this.size += bytes.length;
      yield bytes;
    }
  }

  #chunk(chunk: ChunkPlace, chunkBytes: number): AsyncGenerator<Uint8Array> {
    return chunk.isPacked ? this.#packed(chunk, chunkBytes) : this.#stored(chunk, chunkBytes);
  }

  /** Consecutive chunks that no table names, up to the first damaged one. */
  async *#loose({ start, end }: Range, chunkBytes: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; at = this.#coveredEnd) {
      this.#budget.checkTime();
      const isPacked =
        isZlib(this.#source.read(at, Math.min(2, end - at))) && !(await this.#isStored(at, end, chunkBytes));
      yield* this.#chunk({ start: at, end, isPacked, isLast: true }, chunkBytes);
      if (this.#coveredEnd <= at) return;
    }
  }

  /** Whether bytes that begin like zlib are a stored chunk all the same, followed by its checksum. */
  async #isStored(start: number, end: number, chunkBytes: number): Promise<boolean> {
    const sumAt = start + chunkBytes;
    if (chunkBytes > MAX_CHECKED_BYTES || sumAt + SUM_BYTES > end) return false;
    let sum = 1;
    for await (const bytes of streamOf(this.#source, start, sumAt)) sum = adler32(bytes, sum);
    return this.#sumAt(sumAt) === sum;
  }

  async *#packed({ start, end, isLast }: ChunkPlace, chunkBytes: number): AsyncGenerator<Uint8Array> {
    if (this.#unread > MAX_UNREAD)
      return this.#notes.add(`expected at most ${MAX_UNREAD} damaged chunks, found more; no other is unpacked`, start);
    const piece = new ZlibPiece(this.#source, start, end);
    yield* piece.read(chunkBytes);
    if (piece.end === undefined) this.#unread++;
    if (piece.end !== undefined) this.#cover(start, piece.end);
    // A shorter output caused by this is reported anyway.
    else if (isLast || piece.size >= chunkBytes || chunkBytes === Number.POSITIVE_INFINITY)
      this.#notes.add('expected a chunk that zlib unpacks, found damage; it is scanned as is, too', start);
    if (piece.hasWrongSum) this.#noteSum(start);
  }

  async *#stored({ start, end, isLast }: ChunkPlace, chunkBytes: number): AsyncGenerator<Uint8Array> {
    const sumAt = Math.min(start + chunkBytes, end - SUM_BYTES);
    if (sumAt <= start) {
      if (isLast) this.#notes.add('expected a chunk, found the end of the section', start);
      return;
    }
    let sum = 1;
    for await (const bytes of streamOf(this.#source, start, sumAt)) {
      sum = adler32(bytes, sum);
      yield bytes;
    }
    if (this.#sumAt(sumAt) !== sum) this.#noteSum(start);
    this.#cover(start, sumAt + SUM_BYTES);
  }

  /** Ranges beyond the limit are scanned once more, as is. */
  #cover(start: number, end: number): void {
    if (start !== this.#coveredEnd && this.#ranges++ >= MAX_RANGES) return;
    this.#coverage.add(start, end);
    this.#coveredEnd = end;
  }

  #sumAt(at: number): number {
    return Buffer.from(this.#source.read(at, SUM_BYTES)).readUInt32LE(0);
  }

  #noteSum(start: number): void {
    this.#notes.add('expected the checksum of a chunk, found another one; the chunk is scanned as it is', start);
  }
}
