import type { ByteSource, Piece } from '../bytes/byte-source.ts';
import { assertInside } from '../bytes/memory-source.ts';
import { isOfHole } from '../bytes/zeros.ts';
import type { Chain } from './chain.ts';
import { PAGE_BYTES } from './scanner.ts';
import type { Slab } from './task.ts';

/** Bytes around a slab that the chain may need to see. */
export type Margins = Pick<Chain, 'bytesBefore' | 'bytesAfter'>;

/** A range of zeros in a stream, surrounded by zeros as far as the chain can see: there is nothing to scan. */
export interface Hole {
  readonly start: number;
  readonly end: number;
}

/**
 * A slab ends early before a hole that is longer than this: to copy and scan more zeros takes as long as a slab of its own. A disk in a tar
 * of 30 MiB may have 60,000 holes.
 */
const MIN_HOLE_BYTES = 256 << 10;

/**
 * Cuts a stream into slabs that any thread can scan independently, and into holes.
 * @param newBuffer returns memory for a slab, always of the same size, several times that of the margins; the consumer
 * owns what is yielded
 */
export async function* slabsOf(
  chunks: AsyncIterable<Uint8Array>,
  margins: Margins,
  newBuffer: () => Uint8Array,
): AsyncGenerator<Slab | Hole> {
  const cut = new Cut(newBuffer(), margins);
  for await (const chunk of chunks) {
    const isHole = isOfHole(chunk);
    for (let done = 0; done < chunk.length; ) {
      const left = chunk.length - done;
      if (isHole && cut.isZero) {
        cut.passOver(left);
        break;
      }
      const isEnough = cut.isFull || cut.passesOver || (isHole && left >= MIN_HOLE_BYTES && cut.endsWithZeros);
      if (isEnough) yield cut.hole() ?? cut.next(newBuffer);
      else done += cut.fill(chunk, done);
    }
  }
  const hole = cut.hole();
  if (hole !== undefined) yield hole;
  yield cut.last();
}

/** State of cutting a stream. */
class Cut {
  readonly #margins: Margins;
  #bytes: Uint8Array;
  #filled = 0;
  #base = 0;
  #start = 0;
  /** How many of the last bytes are zeros of holes; may exceed what is in the buffer. */
  #zeros = 0;
  /** Start of the zeros that are being skipped. */
  #holeStart: number | undefined;

  constructor(bytes: Uint8Array, margins: Margins) {
    this.#bytes = bytes;
    this.#margins = margins;
  }

  get isFull(): boolean {
    return this.#filled === this.#bytes.length;
  }

  /** Zeros that contain the margins of a place in their middle; the next slab begins at a page. */
  get #reach(): number {
    return this.#margins.bytesBefore + this.#margins.bytesAfter + PAGE_BYTES;
  }

  /** Whether the buffer is zeros of holes, and enough of them that zeros after them can be passed over. */
  get isZero(): boolean {
    return this.#filled >= this.#reach && this.#zeros >= this.#filled;
  }

  /** Whether data in the buffer is followed by so many zeros of holes that it does not concern what follows. */
  get endsWithZeros(): boolean {
    return this.#zeros >= this.#reach && this.#zeros < this.#filled;
  }

  /** Whether zeros are being passed over. */
  get passesOver(): boolean {
    return this.#holeStart !== undefined;
  }

  /** End of what can be scanned: everything before it has all its following margin in the buffer. */
  get #end(): number {
    return this.#base + this.#filled - this.#margins.bytesAfter;
  }

  /** Copies from `chunk`, beginning at `done`; of a hole no more than is needed at first. @returns how many bytes were copied */
  fill(chunk: Uint8Array, done: number): number {
    const isHole = isOfHole(chunk);
    const room = this.#bytes.length - this.#filled;
    const wanted = isHole ? this.#reach - Math.min(this.#zeros, this.#filled) : room;
    const part = chunk.subarray(done, done + (wanted > 0 ? Math.min(wanted, room) : room));
    this.#bytes.set(part, this.#filled);
    this.#filled += part.length;
    this.#zeros = isHole ? this.#zeros + part.length : 0;
    return part.length;
  }

  /**
   * Skips `bytes` more zeros when the buffer is zeros: shifting the base is enough, since the content
   * stays the same.
   */
  passOver(bytes: number): void {
    this.#holeStart ??= this.#start;
    this.#base += bytes;
    this.#start = this.#end;
    this.#zeros += bytes;
  }

  /** Ends the hole that is being skipped, if there is one, and makes room for what follows it. */
  hole(): Hole | undefined {
    if (this.#holeStart === undefined) return undefined;
    const hole = { start: this.#holeStart, end: this.#start };
    this.#holeStart = undefined;
    const kept = this.#start - this.#margins.bytesBefore;
    this.#keepFrom(kept - (kept % PAGE_BYTES));
    return hole;
  }

  /** A slab of what is there. The margin that it shares with the next one is copied. */
  next(newBuffer: () => Uint8Array): Slab {
    const [bytes, base, end] = [this.#bytes.subarray(0, this.#filled), this.#base, this.#end];
    const slab = { bytes, base, start: this.#start, end, isLast: false };
    this.#keepFrom(Math.max(base, end - this.#margins.bytesBefore));
    this.#start = end;
    this.#bytes = newBuffer();
    this.#bytes.set(bytes.subarray(this.#base - base));
    return slab;
  }

  /** Moves the base only. The caller moves the bytes, unless all of them are zeros. */
  #keepFrom(base: number): void {
    this.#filled -= base - this.#base;
    this.#base = base;
  }

  last(): Slab {
    const bytes = this.#bytes.subarray(0, this.#filled);
    return { bytes, base: this.#base, start: this.#start, end: this.#base + this.#filled, isLast: true };
  }
}

/** The bytes of a slab, at their offsets in the stream. */
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

  /** A copy: many functions of Node do not accept shared memory, and the slab's buffer is reused. */
  read(offset: number, length: number): Uint8Array {
    return this.#view(offset, length).slice();
  }

  #view(offset: number, length: number): Uint8Array {
    const { bytes, base } = this.#slab;
    assertInside(offset - base, length, bytes.length);
    return bytes.subarray(offset - base, offset - base + length);
  }

  pieces(): readonly Piece[] {
    throw new Error('a slab is a part of a stream: its beginning cannot be read');
  }
}
