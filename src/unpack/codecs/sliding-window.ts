import { copyMatch } from './copy-match.ts';

export const DICTIONARY_BYTES = 4096;
const PIECE_BYTES = 64 << 10;
/** Room beyond a full piece for what may still be added before `take`: a run of eight copies of at most 18 bytes. */
const MORE_BYTES = 256;

/**
 * History and output of decoders with a dictionary of 4,096 bytes. It starts as zeros, followed by the initial content that the format
 * specifies.
 */
export class SlidingWindow {
  readonly #bytes = new Uint8Array(DICTIONARY_BYTES + PIECE_BYTES + MORE_BYTES);
  #to = DICTIONARY_BYTES;
  #taken = 0;

  constructor(before: Uint8Array = new Uint8Array(0)) {
    this.#bytes.set(before, DICTIONARY_BYTES - before.length);
  }

  /** Bytes produced so far. */
  get made(): number {
    return this.#taken + this.#to - DICTIONARY_BYTES;
  }

  /** The caller should call `take` now. */
  get isFull(): boolean {
    return this.#to >= DICTIONARY_BYTES + PIECE_BYTES;
  }

  put(byte: number): void {
    this.#bytes[this.#to++] = byte;
  }

  /** @param distance 1 to 4,096 bytes back */
  copy(distance: number, length: number): void {
    this.#to = copyMatch(this.#bytes, this.#to, distance, length);
  }

  /** The bytes produced since the previous call. */
  take(): Uint8Array {
    const made = this.#bytes.slice(DICTIONARY_BYTES, this.#to);
    this.#bytes.copyWithin(0, this.#to - DICTIONARY_BYTES, this.#to);
    this.#taken += made.length;
    this.#to = DICTIONARY_BYTES;
    return made;
  }
}
