import { copyMatch } from './copy-match.ts';
import { Lz4Window } from './lz4-window.ts';

/** What is reserved at once. */
const STEP_BYTES = 64 << 10;
/** Less than elsewhere: where such blocks lie in one another, each has its own. */
const CHUNK_BYTES = 256 << 10;

/** What the next byte is, in the order of a sequence. */
const TOKEN = 0;
const MORE_LITERALS = 1;
const LITERALS = 2;
const DISTANCE_LOW = 3;
const DISTANCE_HIGH = 4;
const MORE_MATCH = 5;

/** An LZ4 block before which nothing comes, and which is too large to be held: what `unpackLz4Block` does at once, in pieces. */
export class Lz4LongBlock {
  /** A match reaches back too far, or the block makes more than it may. What comes behind is not looked at. */
  isDamaged = false;
  readonly #mostBytes: number;
  readonly #window = new Lz4Window(CHUNK_BYTES);
  #contentBytes = 0;
  #next = TOKEN;
  #token = 0;
  #distance = 0;
  /** Of the literals or the match. */
  #left = 0;

  /** @param mostBytes that may come out */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** All that was written is sequences, and it ends as a block does: with literals, if only with none of them. */
  get isWhole(): boolean {
    return !this.isDamaged && this.#next === DISTANCE_LOW;
  }

  /** Takes the next bytes of the block. @returns what is unpacked, as far as there is no room for it any more */
  *write(bytes: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length && !this.isDamaged; ) {
      if (this.#next === LITERALS) {
        const length = Math.min(this.#left, bytes.length - at);
        yield* this.#copy(bytes.subarray(at, at + length));
        at += length;
      } else if (this.#pass(bytes[at++]!)) yield* this.#match();
    }
  }

  /** What was unpacked and not given yet. */
  end(): Generator<Uint8Array> {
    return this.#window.handOut();
  }

  /** A byte that is no literal. @returns whether a match is known by it */
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

  /** So many of `length` bytes may still come out. */
  #room(length: number): number {
    const room = Math.min(length, this.#mostBytes - this.#contentBytes);
    this.#contentBytes += room;
    if (room < length) this.isDamaged = true;
    return room;
  }
}
