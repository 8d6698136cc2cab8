import { copyMatch } from './copy-match.ts';

export const DICTIONARY_BYTES = 4096;
const PIECE_BYTES = 64 << 10;
/** What may still be put behind a piece before it is taken: a run of eight copies, of 18 bytes at most. */
const MORE_BYTES = 256;

/** What packers with a dictionary of 4,096 bytes copy from, and what is made of it: zeros, and before the first byte what the format says. */
export class SlidingWindow {
  readonly #bytes = new Uint8Array(DICTIONARY_BYTES + PIECE_BYTES + MORE_BYTES);
  #to = DICTIONARY_BYTES;
  #taken = 0;

  constructor(before: Uint8Array = new Uint8Array(0)) {
    this.#bytes.set(before, DICTIONARY_BYTES - before.length);
  }

  /** Bytes that were made so far. */
  get made(): number {
    return this.#taken + this.#to - DICTIONARY_BYTES;
  }

  /** It is time to `take`. */
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

  /** What was made since it was asked last. */
  take(): Uint8Array {
    const made = this.#bytes.slice(DICTIONARY_BYTES, this.#to);
    this.#bytes.copyWithin(0, this.#to - DICTIONARY_BYTES, this.#to);
    this.#taken += made.length;
    this.#to = DICTIONARY_BYTES;
    return made;
  }
}
