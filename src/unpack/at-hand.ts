import type { Budget } from '../bytes/budget.ts';
import { type ByteSource, streamOf } from '../bytes/byte-source.ts';
import type { Entry } from './container.ts';
import type { Find } from './embedded.ts';
import { isDamage } from './open-finds.ts';

/** What all trials of one part may unpack: twice a slab, so that a flood of heads costs little more than the scan. */
const MOST_UNPACKED_BYTES = 4 << 20;
/** So little that what ends shortly before the part does is known to. */
const CHUNK_BYTES = 4096;

/**
 * Tells of archives in a part of a stream whether they end in it, or turn out to be none: then they can be opened at once, and nothing of
 * the stream is kept for them. Tried by unpacking them, to nowhere.
 */
export class AtHand {
  readonly #source: ByteSource;
  readonly #budget: Budget;
  #left = MOST_UNPACKED_BYTES;

  /** @param source the part that is at hand, at the offsets of the stream */
  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  /** Only of what is read forwards; what reads from its end, or is asked of 7-Zip, needs more. */
  async holds(find: Find): Promise<boolean> {
    if ('coding' in find || find.container.reads !== 'stream') return false;
    let isAll = true;
    const { container, offset } = find;
    async function* watched(source: ByteSource): AsyncGenerator<Uint8Array> {
      yield* streamOf(source, offset, source.size, CHUNK_BYTES);
      isAll = false;
    }
    try {
      for await (const item of container.entries(watched(this.#source), this.#budget)) {
        if ('trouble' in item || item.isRemainder || item.startsAt !== undefined) continue;
        if (!(await this.#isSmall(item))) return false;
      }
    } catch (error) {
      if (!isDamage(error)) return false;
    }
    return isAll;
  }

  async #isSmall(entry: Entry): Promise<boolean> {
    try {
      for await (const { length } of entry.open()) {
        this.#left -= length;
        if (this.#left < 0) return false;
      }
    } catch (error) {
      // Where the real opening would go on to the next entry, so does this.
      if (!isDamage(error)) throw error;
    }
    return true;
  }
}
