import type { Entry } from './container.ts';
import { remainder } from './remainder.ts';

/** Once this many bytes are held, a container with many headers yields them and starts anew. */
export const HEADER_BATCH_BYTES = 1 << 20;

/** Collects headers to be scanned as one entry. A line feed before each piece keeps two of them from forming one word. */
export class HeaderPieces {
  #bytes = Buffer.alloc(0);
  #size = 0;

  /** Bytes held. */
  get size(): number {
    return this.#size;
  }

  /** Whether `text` occurs in what is held. */
  includes(text: string): boolean {
    return this.#bytes.subarray(0, this.#size).includes(text);
  }

  /** Copies `piece`; ignores an empty one. */
  add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    const end = this.#size + 1 + piece.length;
    if (end > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(1024, 2 * end));
      larger.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = larger;
    }
    this.#bytes[this.#size] = 0x0a;
    this.#bytes.set(piece, this.#size + 1);
    this.#size = end;
  }

  /** Yields everything held as one entry, if there is any, and becomes empty. */
  *take(): Generator<Entry> {
    if (this.#size === 0) return;
    const bytes = this.#bytes.subarray(0, this.#size);
    this.#bytes = Buffer.alloc(0);
    this.#size = 0;
    yield remainder('headers', async function* () {
      yield bytes;
    });
  }
}
