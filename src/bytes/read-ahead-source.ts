import type { ByteSource, Piece } from './byte-source.ts';

/** Most bytes read at a time. Walking an archive of small files then needs one read for many of them. */
const WINDOW_BYTES = 1 << 20;
/** Bytes read after a jump: pages of a tree lie anywhere, and each would otherwise cost a whole window. */
const FIRST_WINDOW_BYTES = 16 << 10;

/**
 * Reads ahead for callers that read little by little: a small window after a jump, and twice as much each time they
 * read on from there. `read` returns views of windows that nobody changes.
 */
export class ReadAheadSource implements ByteSource {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #windowBytes: number;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;

  /**
   * The caller keeps ownership of `source` and closes it. A read larger than a quarter of a window goes straight to
   * `source`.
   */
  constructor(source: ByteSource, windowBytes = WINDOW_BYTES) {
    this.#source = source;
    this.#windowBytes = windowBytes;
    this.size = source.size;
  }

  read(offset: number, length: number): Uint8Array {
    if (length > this.#windowBytes >> 2 || !(offset >= 0 && offset + length <= this.size))
      return this.#source.read(offset, length);
    const at = offset - this.#windowStart;
    if (at >= 0 && at + length <= this.#window.length) return this.#window.subarray(at, at + length);
    const goesOn = at >= 0 && at <= 2 * this.#window.length;
    const bytes = Math.max(length, goesOn ? 2 * this.#window.length : 0, FIRST_WINDOW_BYTES);
    this.#window = this.#source.read(offset, Math.min(bytes, this.#windowBytes, this.size - offset));
    this.#windowStart = offset;
    return this.#window.subarray(0, length);
  }

  readInto(target: Uint8Array, offset: number): void {
    this.#source.readInto(target, offset);
  }

  pieces(): readonly Piece[] {
    return this.#source.pieces();
  }
}
