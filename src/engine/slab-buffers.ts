import { PIECE_BYTES } from './sharing.ts';
import type { Margins } from './slabs.ts';

/** As many as one stream has in use at a time when other threads are slow. */
const MAX_KEPT = 8;

/** Reusable memory for slabs. It is shared memory, since other threads may read it. One instance per thread. */
export class SlabBuffers {
  readonly #bytes: number;
  readonly #free: Uint8Array[] = [];

  constructor({ bytesBefore, bytesAfter }: Margins) {
    this.#bytes = bytesBefore + PIECE_BYTES + bytesAfter;
  }

  take(): Uint8Array {
    return this.#free.pop() ?? new Uint8Array(new SharedArrayBuffer(this.#bytes));
  }

  /** @param bytes a whole buffer from `take`, or its beginning; nobody may read it any more */
  give({ buffer }: Uint8Array): void {
    if (this.#free.length < MAX_KEPT) this.#free.push(new Uint8Array(buffer));
  }
}
