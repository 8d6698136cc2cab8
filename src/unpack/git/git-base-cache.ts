import type { GitType } from './git-record.ts';

export interface GitObject {
  readonly type: GitType;
  readonly bytes: Uint8Array;
}

/** The most recently resolved objects, by offset: the base of a delta is mostly one of them. */
export class GitBaseCache {
  readonly #objects = new Map<number, GitObject>();
  readonly #maxBytes: number;
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(offset: number): GitObject | undefined {
    const object = this.#objects.get(offset);
    if (object === undefined) return undefined;
    this.#objects.delete(offset);
    this.#objects.set(offset, object);
    return object;
  }

  put(offset: number, object: GitObject): void {
    if (this.#objects.has(offset) || object.bytes.length > this.#maxBytes) return;
    this.makeRoom(object.bytes.length);
    this.#objects.set(offset, object);
    this.#size += object.bytes.length;
  }

  /** Forgets what would be forgotten for an object of so many bytes, before there is memory for it. */
  makeRoom(objectBytes: number): void {
    for (const [oldest, { bytes }] of this.#objects) {
      if (this.#size + objectBytes <= this.#maxBytes) break;
      this.#objects.delete(oldest);
      this.#size -= bytes.length;
    }
  }
}
