import { TAIL_BYTES } from '../container/container.ts';
import type { EntryInput } from './entry-input.ts';

/** Keeps the last TAIL_BYTES of the chunks that pass. Holds on to the chunks that contain them. */
export class Tail {
  #chunks: Uint8Array[] = [];
  #size = 0;

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk.subarray(-TAIL_BYTES));
    this.#size += this.#chunks.at(-1)!.length;
    while (this.#size - this.#chunks[0]!.length >= TAIL_BYTES) this.#size -= this.#chunks.shift()!.length;
  }

  /** Passes on all that is left of `input`, and watches it. */
  async *watch(input: EntryInput): AsyncGenerator<Uint8Array> {
    for (let chunk = await input.next(); chunk !== undefined; chunk = await input.next()) {
      this.push(chunk);
      yield chunk;
    }
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks).subarray(-TAIL_BYTES);
  }
}

/** The message for an archive at the end of bytes that have already gone by. */
export function unopenedEnd(title: string): string {
  return `expected no archive at the end of a file this large, found a ${title} there: its bytes are scanned, but it was not opened; scan it as a file of its own`;
}
