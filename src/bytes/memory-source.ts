import { FormatError } from '../model/errors.ts';
import type { ByteSource, Piece } from './byte-source.ts';
import { plainBytes } from './plain-bytes.ts';

/** Bytes in memory. Keeps `bytes`, which the caller must no longer change; `read` returns views of it. */
export class MemorySource implements ByteSource {
  readonly size: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = plainBytes(bytes);
    this.size = bytes.length;
  }

  read(offset: number, length: number): Uint8Array {
    assertInside(offset, length, this.size);
    return this.#bytes.subarray(offset, offset + length);
  }

  readInto(target: Uint8Array, offset: number): void {
    target.set(this.read(offset, target.length));
  }

  pieces(): readonly Piece[] {
    return [{ size: this.size, bytes: this.#bytes }];
  }
}

/** @throws FormatError when [offset, offset + length) is not inside a source of `size` bytes */
export function assertInside(offset: number, length: number, size: number): void {
  if (offset >= 0 && length >= 0 && offset + length <= size) return;
  throw new FormatError(`expected ${length} bytes at offset ${offset}, but the data ends at ${size}`);
}
