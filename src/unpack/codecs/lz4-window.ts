import { SLACK_BYTES } from './lz4-block.ts';

/** How far a match reaches back. */
const HISTORY_BYTES = 64 << 10;
/** Bytes to unpack before they are handed out. */
const CHUNK_BYTES = 1 << 20;
/** Room at first, four times as much each time that it is full: a MiB may have 2,000 frames of a few bytes. */
const FIRST_BYTES = 64 << 10;

/** Output buffer for LZ4 blocks: keeps earlier output as far as matches may reach. What is handed out is never changed. */
export class Lz4Window {
  buffer: Uint8Array = new Uint8Array(0);
  /** End of the output so far. */
  end = 0;
  /** The first byte that a match may refer to. */
  base = 0;
  #handedOut = 0;
  #roomBytes = FIRST_BYTES;
  readonly #chunkBytes: number;

  constructor(chunkBytes = CHUNK_BYTES) {
    this.#chunkBytes = chunkBytes;
  }

  /** Makes earlier output unreachable for matches. */
  cut(): void {
    this.base = this.end;
  }

  /** Ensures room for `bytes` after `end`. Yields what must be handed out for that. */
  *reserve(bytes: number): Generator<Uint8Array> {
    if (this.end + bytes + SLACK_BYTES <= this.buffer.length) return;
    yield* this.handOut();
    const history = this.buffer.subarray(Math.max(this.base, this.end - HISTORY_BYTES), this.end);
    // Allocated uninitialised: only bytes that were written are read or handed out.
    this.buffer = Buffer.allocUnsafeSlow(HISTORY_BYTES + Math.max(bytes, this.#roomBytes) + SLACK_BYTES);
    this.#roomBytes = Math.min(4 * this.#roomBytes, Math.max(this.#chunkBytes, FIRST_BYTES));
    this.buffer.set(history);
    this.base = 0;
    this.end = history.length;
    this.#handedOut = history.length;
  }

  /** Yields everything not handed out yet. */
  *handOut(): Generator<Uint8Array> {
    while (this.#handedOut < this.end) {
      const start = this.#handedOut;
      this.#handedOut = Math.min(start + this.#chunkBytes, this.end);
      yield this.buffer.subarray(start, this.#handedOut);
    }
  }
}
