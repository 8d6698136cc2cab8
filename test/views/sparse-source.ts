import type { ByteSource } from '../../src/bytes/byte-source.ts';
import { assertInside } from '../../src/bytes/memory-source.ts';

/** A file of any size that holds `parts` and zeros, and counts what is read of it. */
export class SparseSource implements ByteSource {
  readonly size: number;
  bytesRead = 0;
  largestRead = 0;
  readonly #parts: readonly { readonly offset: number; readonly bytes: Uint8Array }[];

  constructor(size: number, ...parts: readonly { readonly offset: number; readonly bytes: Uint8Array }[]) {
    this.size = size;
    this.#parts = parts;
  }

  read(offset: number, length: number): Uint8Array {
    assertInside(offset, length, this.size);
    const target = new Uint8Array(length);
    this.readInto(target, offset);
    return target;
  }

  readInto(target: Uint8Array, offset: number): void {
    assertInside(offset, target.length, this.size);
    this.bytesRead += target.length;
    this.largestRead = Math.max(this.largestRead, target.length);
    target.fill(0);
    for (const part of this.#parts) {
      const start = Math.max(offset, part.offset);
      const end = Math.min(offset + target.length, part.offset + part.bytes.length);
      if (start < end) target.set(part.bytes.subarray(start - part.offset, end - part.offset), start - offset);
    }
  }

  pieces(): never {
    throw new Error('only for one thread');
  }
}
