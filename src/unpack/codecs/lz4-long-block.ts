import { copyMatch } from './copy-match.ts';
import { Lz4Window } from './lz4-window.ts';

/** Bytes reserved at a time. */
const STEP_BYTES = 64 << 10;
/** Smaller than elsewhere: nested blocks of this kind have a buffer each. */
const CHUNK_BYTES = 256 << 10;

/** The role of the next byte, in the order of a sequence. */
const TOKEN = 0;
const MORE_LITERALS = 1;
const LITERALS = 2;
const DISTANCE_LOW = 3;
const DISTANCE_HIGH = 4;
const MORE_MATCH = 5;

/** Unpacks, piece by piece, an LZ4 block without history that is too large to hold; see `unpackLz4Block`. */
export class Lz4LongBlock {
  /** A match reaches back too far, or the block exceeds its limit. Further input is ignored. */
  isDamaged = false;
  readonly #maxBytes: number;
  readonly #window = new Lz4Window(CHUNK_BYTES);
  #contentBytes = 0;
  #next = TOKEN;
  #token = 0;
  #distance = 0;
  /** Remaining bytes of the literals or the match. */
  #left = 0;

  /** @param maxBytes of output */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Everything written was valid sequences, and it ends as a block must: with literals (possibly zero). */
  get isWhole(): boolean {
    return !this.isDamaged && this.#next === DISTANCE_LOW;
  }

  /** Takes the next bytes of the block. @returns unpacked bytes that there is no more room to hold */
  *write(bytes: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length && !this.isDamaged; ) {
      if (this.#next === LITERALS) {
        const length = Math.min(this.#left, bytes.length - at);
        yield* this.#copy(bytes.subarray(at, at + length));
        at += length;
      } else if (this.#pass(bytes[at++]!)) yield* this.#match();
    }
  }

  /** The unpacked bytes that were not yielded yet. */
  end(): Generator<Uint8Array> {
    return this.#window.handOut();
  }

  /** Handles a byte that is no literal. @returns whether a match is now complete */
  #pass(byte: number): boolean {
    switch (this.#next) {
      case TOKEN:
        this.#token = byte;
        this.#left = byte >>> 4;
        this.#next = this.#left === 15 ? MORE_LITERALS : this.#left > 0 ? LITERALS : DISTANCE_LOW;
        return false;
      case MORE_LITERALS:
        this.#left += byte;
        if (byte < 255) this.#next = LITERALS;
        return false;
      case DISTANCE_LOW:
        this.#distance = byte;
        this.#next = DISTANCE_HIGH;
        return false;
      case DISTANCE_HIGH:
        this.#distance |= byte << 8;
        this.#left = (this.#token & 15) + 4;
        this.#next = this.#left === 19 ? MORE_MATCH : TOKEN;
        return this.#next === TOKEN;
      default:
        this.#left += byte;
        if (byte < 255) this.#next = TOKEN;
        return byte < 255;
    }
  }

  *#copy(literals: Uint8Array): Generator<Uint8Array> {
    const window = this.#window;
    const length = this.#room(literals.length);
    yield* window.reserve(length);
    window.buffer.set(literals.subarray(0, length), window.end);
    window.end += length;
    this.#left -= literals.length;
    if (this.#left === 0) this.#next = DISTANCE_LOW;
  }

  *#match(): Generator<Uint8Array> {
    const window = this.#window;
    if (this.#distance === 0 || this.#distance > window.end - window.base) {
      this.isDamaged = true;
      return;
    }
    for (let left = this.#room(this.#left); left > 0; ) {
      const length = Math.min(left, STEP_BYTES);
      yield* window.reserve(length);
      window.end = copyMatch(window.buffer, window.end, this.#distance, length);
      left -= length;
    }
  }

  /** How many of `length` bytes the output limit still allows. */
  #room(length: number): number {
    const room = Math.min(length, this.#maxBytes - this.#contentBytes);
    this.#contentBytes += room;
    if (room < length) this.isDamaged = true;
    return room;
  }
}
