import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry } from '../container/container.ts';
import type { Find } from './embedded.ts';
import { isDamage } from './open-finds.ts';

/** What all trials of one part may read and unpack: twice a slab, so that a flood of heads costs little more than the scan. */
const MOST_BYTES = 4 << 20;
/** So little that what ends shortly before the part does is known to. */
const CHUNK_BYTES = 4096;

/**
 * Tells of archives in a part of a stream whether they end in it, or turn out to be none: then they can be opened at once, and nothing of
 * the stream is kept for them. Tried by unpacking them, to nowhere.
 */
export class AtHand {
  /** Up to where those reach that are at hand, in the stream: what is found before is their content. */
  covered: number;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  #left = MOST_BYTES;

  /** @param source the part that is at hand, at the offsets of the stream. @param covered up to where parts before it were opened */
  constructor(source: ByteSource, budget: Budget, covered: number) {
    this.#source = source;
    this.#budget = budget;
    this.covered = covered;
  }

  /** Only of what is read forwards; what reads from its end, or is asked of 7-Zip, needs more. Asked in the order of offsets. */
  async holds(find: Find): Promise<boolean> {
    if ('coding' in find || find.container.reads !== 'stream') return false;
    const { container, offset } = find;
    const trial = { isAll: true, isBroken: false, end: offset };
    try {
      for await (const item of container.entries(this.#chunks(offset, trial), this.#budget)) {
        if ('trouble' in item) trial.isBroken ||= item.notInside !== true;
        else if (item.startsAt !== undefined) trial.end = offset + item.startsAt;
        else if (!item.isRemainder && !(await this.#isSmall(item, trial))) return false;
      }
    } catch (error) {
      if (!isDamage(error)) return false;
      trial.isBroken = true;
    }
    if (!trial.isAll) return false;
    // What stands in what is damaged may stand behind it.
    if (!trial.isBroken) this.covered = Math.max(this.covered, trial.end);
    return true;
  }

  async *#chunks(offset: number, trial: { isAll: boolean }): AsyncGenerator<Uint8Array> {
    for await (const chunk of streamOf(this.#source, offset, this.#source.size, CHUNK_BYTES)) {
      this.#budget.checkTime();
      this.#left -= chunk.length;
      if (this.#left < 0) break;
      yield chunk;
    }
    trial.isAll = false;
  }

  async #isSmall(entry: Entry, trial: { isBroken: boolean }): Promise<boolean> {
    try {
      for await (const { length } of entry.open()) {
        this.#left -= length;
        if (this.#left < 0) return false;
      }
    } catch (error) {
      // Where the real opening would go on to the next entry, so does this.
      if (!isDamage(error)) throw error;
      trial.isBroken = true;
    }
    return true;
  }
}
