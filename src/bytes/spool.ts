import type { ByteSource } from './byte-source.ts';
import { MemorySource } from './memory-source.ts';
import { PrivateTempFile } from './private-temp-file.ts';

/** Up to this many bytes stay in memory; what is larger goes to a private temp file. */
export const SPOOL_MEMORY_BYTES = 8 << 20;

/**
 * Turns forward-only bytes into a source that can be read anywhere. Call `close` when done.
 */
export class Spool {
  #chunks: Uint8Array[] = [];
  #size = 0;
  #file: PrivateTempFile | undefined;
  #source: ByteSource | undefined;
  readonly #memoryBytes: number;

  constructor(memoryBytes: number = SPOOL_MEMORY_BYTES) {
    this.#memoryBytes = memoryBytes;
  }

  get size(): number {
    return this.#size;
  }

  /** Keeps `chunk` (or writes it out). @throws AccessError when there is no room; what was written before stays */
  write(chunk: Uint8Array): void {
    if (this.#file === undefined && this.#size + chunk.length > this.#memoryBytes) {
      this.#file = new PrivateTempFile('own');
      for (const kept of this.#chunks) this.#file.append(kept);
      this.#chunks = [];
    }
    if (this.#file !== undefined) this.#file.append(chunk);
    else this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The same for a chunk that its owner goes on to use. */
  writeCopy(chunk: Uint8Array): void {
    const fits = this.#file === undefined && this.#size + chunk.length <= this.#memoryBytes;
    this.write(fits ? chunk.slice() : chunk);
  }

  /** All that was written. Ends the writing. */
  source(): ByteSource {
    this.#source ??= this.#file?.source() ?? new MemorySource(joined(this.#chunks));
    this.#chunks = [];
    return this.#source;
  }

  close(): void {
    this.#file?.remove();
    this.#file = undefined;
    this.#chunks = [];
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
