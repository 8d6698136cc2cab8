import { PIECE_BYTES } from './sharing.ts';
import type { Margins } from './slabs.ts';

/** As many as one stream has in use at a time, where other threads are slow. */
const MOST_KEPT = 8;

/** Memory for slabs, which is used again. Shared, since other threads may read it. One store a thread. */
export class SlabBuffers {
  readonly #bytes: number;
  readonly #free: Uint8Array[] = [];

  constructor({ bytesBefore, bytesAfter }: Margins) {
    this.#bytes = bytesBefore + PIECE_BYTES + bytesAfter;
  }

  take(): Uint8Array {
    return this.#free.pop() ?? new Uint8Array(new SharedArrayBuffer(this.#bytes));
  }

  /** @param bytes all of one, or the first of it; nobody reads it any more */
  give({ buffer }: Uint8Array): void {
    if (this.#free.length < MOST_KEPT) this.#free.push(new Uint8Array(buffer));
  }
}
