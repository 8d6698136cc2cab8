import type { ByteSource } from './byte-source.ts';
import { MemorySource } from './memory-source.ts';
import { PrivateTempFile } from './private-temp-file.ts';

/** Up to this many bytes stay in memory; what is larger goes to a private temp file. */
export const SPOOL_MEMORY_BYTES = 8 << 20;

/**
 * Smaller chunks are copied into shared blocks: a container may yield values of a few bytes, each a view that keeps a
 * large buffer alive.
 */
const SMALL_BYTES = 4 << 10;
const BLOCK_BYTES = 64 << 10;
/** The first block: most of what is spooled in small chunks is small. */
const FIRST_BLOCK_BYTES = 4 << 10;

/** Turns bytes that come in order into a source that can be read at any offset. Call `close` when done. */
export class Spool {
  #chunks: Uint8Array[] = [];
  #size = 0;
  /** The block that collects small chunks since the last large one, and how much of it is filled. */
  #block: Uint8Array | undefined;
  #filled = 0;
  #file: PrivateTempFile | undefined;
  #source: ByteSource | undefined;
  readonly #memoryBytes: number;

  constructor(memoryBytes: number = SPOOL_MEMORY_BYTES) {
    this.#memoryBytes = memoryBytes;
  }

  get size(): number {
    return this.#size;
  }

  /** Keeps `chunk`, or writes it out. @throws AccessError when there is no space; what was written before stays */
  write(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    if (this.#file === undefined && this.#size + chunk.length > this.#memoryBytes) {
      this.#file = new PrivateTempFile('own');
      for (const kept of this.#chunks) this.#file.append(kept);
      this.#chunks = [];
    }
    if (this.#file !== undefined) this.#file.append(chunk);
    else if (chunk.length < SMALL_BYTES) this.#keepSmall(chunk);
    else {
      this.#block = undefined;
      this.#chunks.push(chunk);
    }
    this.#size += chunk.length;
  }

  #keepSmall(chunk: Uint8Array): void {
    if (this.#block === undefined || this.#filled + chunk.length > this.#block.length) {
      this.#block = new Uint8Array(this.#chunks.length === 0 ? FIRST_BLOCK_BYTES : BLOCK_BYTES);
      this.#filled = 0;
      this.#chunks.push(this.#block.subarray(0, 0));
    }
    this.#block.set(chunk, this.#filled);
    this.#filled += chunk.length;
    this.#chunks[this.#chunks.length - 1] = this.#block.subarray(0, this.#filled);
  }

  /** As `write`, for a chunk whose buffer the caller will reuse. */
  writeCopy(chunk: Uint8Array): void {
    const fits = this.#file === undefined && this.#size + chunk.length <= this.#memoryBytes;
    this.write(fits ? chunk.slice() : chunk);
  }

  /** Everything that was written. Nothing may be written after this. */
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
