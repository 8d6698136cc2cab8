import { Spool } from '../bytes/spool.ts';
import type { Find, Finds } from '../unpack/embedded.ts';

/**
 * So much of what went by is at hand: the scanner finds something at most a window behind what it has taken in, and a window is
 * some 1.3 MiB.
 */
const HELD_BYTES = 4 << 20;
/** A run up to this size is copied, all runs of a stream up to this much together. */
const MAX_RUN_BYTES = 256 << 10;
const MAX_COPIED_BYTES = 16 << 20;

/**
 * Lets a stream go by and keeps of it what its finds need: of short runs a copy; of the stream, from the first find on that
 * needs more than that, all that comes, in a spool.
 */
export class StreamKeeper {
  readonly #stream: AsyncIterable<Uint8Array>;
  readonly #finds: Finds;
  #held: Uint8Array[] = [];
  #heldStart = 0;
  #end = 0;
  #copied = 0;
  #spool: Spool | undefined;

  constructor(stream: AsyncIterable<Uint8Array>, finds: Finds) {
    this.#stream = stream;
    this.#finds = finds;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#stream) {
      this.#end += chunk.length;
      if (this.#spool !== undefined) this.#spool.write(chunk);
      this.#hold(chunk);
      yield chunk;
    }
  }

  keep(find: Find): void {
    if ('coding' in find && !find.isOpen && find.end - find.offset <= MAX_RUN_BYTES) {
      const bytes = this.#copy(find.offset, find.end);
      if (bytes !== undefined) {
        this.#finds.add({ ...find, bytes });
        return;
      }
    }
    if (this.#spool === undefined) this.#startSpool();
    this.#finds.add(find);
  }

  #hold(chunk: Uint8Array): void {
    this.#held.push(chunk);
    while (this.#end - this.#heldStart - this.#held[0]!.length >= HELD_BYTES)
      this.#heldStart += this.#held.shift()!.length;
  }

  #copy(start: number, end: number): Uint8Array | undefined {
    if (start < this.#heldStart || this.#copied + end - start > MAX_COPIED_BYTES) return undefined;
    const copy = Buffer.alloc(end - start);
    let at = this.#heldStart;
    for (const chunk of this.#held) {
      if (at < end && at + chunk.length > start)
        copy.set(chunk.subarray(Math.max(0, start - at), end - at), Math.max(0, at - start));
      at += chunk.length;
    }
    this.#copied += copy.length;
    return copy;
  }

  #startSpool(): void {
    const spool = new Spool();
    this.#spool = spool;
    for (const chunk of this.#held) spool.write(chunk);
    this.#finds.spool = {
      base: this.#heldStart,
      get source() {
        return spool.source();
      },
      close: () => spool.close(),
    };
  }
}
