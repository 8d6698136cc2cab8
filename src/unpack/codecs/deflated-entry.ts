/** Raw deflate (RFC 1951) inside a file that is also scanned as is. */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { inflateNext, inflateWhole } from './inflate.ts';

/** Where packed bytes lie, and what is declared about them. */
export interface PackedExtent {
  readonly name: string;
  readonly start: number;
  /** Exclusive; inside the source. */
  readonly end: number;
  /** Declared size of the unpacked bytes; checked, never trusted. */
  readonly size?: number;
}

const READ_BYTES = 64 << 10;
/** Packed data up to this size is read and inflated at once. */
const SMALL_BYTES = 1 << 20;
const SMALL_OUTPUT_BYTES = 16 << 20;

/** Yields the unpacked bytes as an entry, then reports any mismatch with the declared sizes. */
export async function* readDeflated(source: ByteSource, extent: PackedExtent): AsyncGenerator<Entry | Trouble> {
  const data = new DeflatedData(source, extent);
  yield { name: extent.name, open: () => data.read(), whole: () => data.whole() };
  if (data.wrongSize !== undefined) yield damaged(data.wrongSize, extent.name);
}

export class DeflatedData {
  readonly #source: ByteSource;
  readonly #extent: PackedExtent;
  readonly #onChunk: (chunk: Uint8Array) => void;
  #size = 0;
  #end: number | undefined;

  /** @param onChunk called with all unpacked bytes, in order */
  constructor(source: ByteSource, extent: PackedExtent, onChunk: (chunk: Uint8Array) => void = () => {}) {
    this.#source = source;
    this.#extent = extent;
    this.#onChunk = onChunk;
  }

  /** Offset after the deflate stream, once all of it was read. */
  get end(): number | undefined {
    return this.#end;
  }

  /** A description, if all was read but its size is not the declared one. */
  get wrongSize(): string | undefined {
    const { size } = this.#extent;
    if (this.#end === undefined || size === undefined || size === this.#size) return undefined;
    return `expected ${size} unpacked bytes, found ${this.#size}`;
  }

  /** The whole content, if it is small and valid deflate. */
  whole(): Uint8Array | undefined {
    const { start, end, size = 4 * (end - start) } = this.#extent;
    if (end - start > SMALL_BYTES) return undefined;
    const whole = inflateWhole(this.#source.read(start, end - start), SMALL_OUTPUT_BYTES, size);
    if (typeof whole === 'string') return undefined;
    this.#count(whole.output);
    this.#end = start + whole.consumed;
    return whole.output;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    const { start, end } = this.#extent;
    const reader = new ChunkReader(streamOf(this.#source, start, end, READ_BYTES));
    try {
      for await (const chunk of inflateNext(reader)) {
        this.#count(chunk);
        yield chunk;
      }
      this.#end = start + reader.position;
    } finally {
      await reader.close();
    }
  }

  #count(chunk: Uint8Array): void {
    this.#size += chunk.length;
    this.#onChunk(chunk);
  }
}
