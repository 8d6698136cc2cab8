import type { ChunkReader } from '../container/chunk-reader.ts';
import { type FrameHeader, FrameWalk } from './zstd-frame.ts';

/** Input passed to a decoder at once. */
const INPUT_BYTES = 128 << 10;
/** Limit on the output of blocks passed at once. When one of them is damaged, the output of those before it is lost too. */
const BATCH_OUTPUT_BYTES = 1 << 20;
const BLOCK_HEADER_BYTES = 3;

/** The frame that the reader is in. */
export class OpenFrame {
  readonly header: FrameHeader;
  /** It cannot be unpacked (further): `raw` yields the part without output. */
  isRefused = false;
  readonly #reader: ChunkReader;
  readonly #walk: FrameWalk;
  readonly #start: number;
  /** The latest piece, still packed. */
  #latest: Uint8Array;

  /** @param headerPiece the frame's header, just taken from the reader */
  constructor(reader: ChunkReader, header: FrameHeader, headerPiece: Uint8Array) {
    this.header = header;
    this.#reader = reader;
    this.#walk = new FrameWalk(header, BATCH_OUTPUT_BYTES);
    this.#start = reader.position - headerPiece.length;
    this.#latest = headerPiece;
  }

  /** Packed bytes read so far. */
  get takenBytes(): number {
    return this.#reader.position - this.#start;
  }

  get hasEnded(): boolean {
    return this.#walk.hasEnded;
  }

  /** It contains something that is no block, so its end is unknown. */
  get isLost(): boolean {
    return this.#walk.isDamaged;
  }

  get isBehindBlocks(): boolean {
    return this.#walk.isBehindBlocks;
  }

  /** Its next bytes, at least one; empty where it is lost. @throws the reader's `endError` when it is cut off */
  async next(): Promise<Uint8Array> {
    const piece = await this.#reader.some(INPUT_BYTES);
    if (piece === undefined) {
      this.#latest = NOTHING;
      throw this.#reader.endError(`the Zstandard frame is cut off after ${this.takenBytes} bytes`);
    }
    const used = this.#walk.advance(piece);
    this.#reader.unread(piece.length - used);
    this.#latest = piece.subarray(0, used);
    return this.isLost ? piece.subarray(0, Math.max(0, used - BLOCK_HEADER_BYTES)) : this.#latest;
  }

  /** Whether `raw` would yield anything. */
  async hasRest(): Promise<boolean> {
    if (this.#latest.length > 0) return true;
    return !this.hasEnded && (await this.#reader.peek(1)).length > 0;
  }

  /** Where in the reader's bytes `raw` begins. */
  get rawStart(): number {
    return this.#reader.position - this.#latest.length;
  }

  /** The latest piece and all that follow; up to the end of the input when the frame is lost. */
  async *raw(): AsyncGenerator<Uint8Array> {
    const latest = this.#latest;
    this.#latest = NOTHING;
    if (latest.length > 0) yield latest;
    while (!this.hasEnded && !this.isLost && (await this.#reader.peek(1)).length > 0) {
      await this.next();
      yield this.#latest;
    }
    if (this.isLost) yield* this.#reader.rest();
  }

  /** Skips to its end, or as far as its end can be traced. */
  async pass(): Promise<void> {
    while (!this.hasEnded && !this.isLost && (await this.#reader.peek(1)).length > 0) await this.next();
    if (!this.isLost) this.#latest = NOTHING;
  }
}
const NOTHING = new Uint8Array(0);
