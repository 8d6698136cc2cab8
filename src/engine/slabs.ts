import type { ByteSource, Piece } from '../bytes/byte-source.ts';
import { assertInside } from '../bytes/memory-source.ts';
import type { Chain } from './chain.ts';
import type { Slab } from './task.ts';

/** Bytes around a slab that the chain may want to see. */
export type Margins = Pick<Chain, 'bytesBefore' | 'bytesAfter'>;

/**
 * Cuts a stream into slabs that can be scanned one by one, by anybody.
 * @param newBuffer gives the memory of each slab, all of the same size, several times that of the margins; what is given out is the
 *   consumer's
 */
export async function* slabsOf(
  chunks: AsyncIterable<Uint8Array>,
  { bytesBefore, bytesAfter }: Margins,
  newBuffer: () => Uint8Array,
): AsyncGenerator<Slab> {
  let bytes = newBuffer();
  let filled = 0;
  let base = 0;
  let start = 0;
  for await (const chunk of chunks) {
    for (let done = 0; done < chunk.length; ) {
      if (filled === bytes.length) {
        const end = base + filled - bytesAfter;
        const next = newBuffer();
        const kept = Math.max(base, end - bytesBefore);
        next.set(bytes.subarray(kept - base));
        yield { bytes, base, start, end, isLast: false };
        [bytes, filled, base, start] = [next, base + filled - kept, kept, end];
      }
      const part = chunk.subarray(done, done + bytes.length - filled);
      bytes.set(part, filled);
      filled += part.length;
      done += part.length;
    }
  }
  yield { bytes: bytes.subarray(0, filled), base, start, end: base + filled, isLast: true };
}

/** What is there of a stream, at the offsets that it has there. */
export class SlabSource implements ByteSource {
  readonly size: number;
  readonly #slab: Slab;

  constructor(slab: Slab) {
    this.#slab = slab;
    this.size = slab.base + slab.bytes.length;
  }

  readInto(target: Uint8Array, offset: number): void {
    target.set(this.#view(offset, target.length));
  }

  /** A copy: many functions of Node take no shared memory, and the slab's is used again. */
  read(offset: number, length: number): Uint8Array {
    return this.#view(offset, length).slice();
  }

  #view(offset: number, length: number): Uint8Array {
    const { bytes, base } = this.#slab;
    assertInside(offset - base, length, bytes.length);
    return bytes.subarray(offset - base, offset - base + length);
  }

  pieces(): readonly Piece[] {
    throw new Error('a slab is a part of a stream: its beginning cannot be had');
  }
}
