import { SLACK_BYTES } from './lz4-block.ts';

/** How far a match reaches back. */
const HISTORY_BYTES = 64 << 10;
/** At least so many bytes are unpacked, and handed out, at once. */
const CHUNK_BYTES = 1 << 20;

/** Where LZ4 blocks are unpacked: behind what came out before, as far as matches may reach. What is handed out stays as it is. */
export class Lz4Window {
  buffer: Uint8Array = new Uint8Array(0);
  /** Behind all that came out. */
  end = 0;
  /** The first byte that a match may reach. */
  base = 0;
  #handedOut = 0;
  readonly #chunkBytes: number;

  constructor(chunkBytes = CHUNK_BYTES) {
    this.#chunkBytes = chunkBytes;
  }

  /** Forgets what came out before: a match cannot reach it any more. */
  cut(): void {
    this.base = this.end;
  }

  /** Sees to it that there are `bytes` behind `end`. Yields what must be handed out for that. */
  *reserve(bytes: number): Generator<Uint8Array> {
    if (this.end + bytes + SLACK_BYTES <= this.buffer.length) return;
    yield* this.handOut();
    const history = this.buffer.subarray(Math.max(this.base, this.end - HISTORY_BYTES), this.end);
    // Not cleared: nothing is read that was not written, and nothing else handed out.
    this.buffer = Buffer.allocUnsafeSlow(HISTORY_BYTES + Math.max(bytes, this.#chunkBytes) + SLACK_BYTES);
    this.buffer.set(history);
    this.base = 0;
    this.end = history.length;
    this.#handedOut = history.length;
  }

  /** All that was not handed out yet. */
  *handOut(): Generator<Uint8Array> {
    while (this.#handedOut < this.end) {
      const start = this.#handedOut;
      this.#handedOut = Math.min(start + this.#chunkBytes, this.end);
      yield this.buffer.subarray(start, this.#handedOut);
    }
  }
}
