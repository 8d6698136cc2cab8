import { randomBytes } from 'node:crypto';
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessError } from '../model/errors.ts';
import type { ByteSource } from './byte-source.ts';
import { FileSource, systemReason } from './file-source.ts';
import { MemorySource } from './memory-source.ts';

/** Up to this many bytes stay in memory; what is larger goes to a private temp file. */
export const SPOOL_MEMORY_BYTES = 8 << 20;

/**
 * Turns forward-only bytes into a source that can be read anywhere. The temp file is 0600, has a random name that says
 * nothing of the artifact, and is unlinked at once where the system allows it, so that it is gone even after a crash.
 * Call `close` when done.
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

  /** Keeps `chunk` (or writes it out). */
  write(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#file === undefined && this.#size > this.#memoryBytes) {
      this.#file = new PrivateTempFile();
      for (const kept of this.#chunks) this.#file.append(kept);
      this.#chunks = [];
    }
    if (this.#file !== undefined) this.#file.append(chunk);
    else this.#chunks.push(chunk);
  }

  /** All that was written. Ends the writing. */
  source(): ByteSource {
    this.#source ??= this.#file?.source() ?? new MemorySource(joined(this.#chunks, this.#size));
    this.#chunks = [];
    return this.#source;
  }

  close(): void {
    this.#file?.remove();
    this.#file = undefined;
    this.#chunks = [];
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
}

class PrivateTempFile {
  readonly #path = join(tmpdir(), `keysieve-${randomBytes(12).toString('hex')}`);
  readonly #descriptor: number;
  /** Windows does not unlink what is open; there it goes when we close. */
  readonly #unlinked: boolean;

  constructor() {
    try {
      this.#descriptor = openSync(this.#path, 'wx+', 0o600);
    } catch (error) {
      throw new AccessError(`cannot make a temp file in ${tmpdir()}: ${systemReason(error)}`);
    }
    this.#unlinked = tryUnlink(this.#path);
  }

  append(chunk: Uint8Array): void {
    try {
      for (let done = 0; done < chunk.length; ) done += writeSync(this.#descriptor, chunk, done);
    } catch (error) {
      throw new AccessError(`cannot write to the temp file: ${systemReason(error)}`);
    }
  }

  source(): ByteSource {
    return new FileSource(this.#descriptor);
  }

  remove(): void {
    closeSync(this.#descriptor);
    if (!this.#unlinked) tryUnlink(this.#path);
  }
}

function tryUnlink(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
