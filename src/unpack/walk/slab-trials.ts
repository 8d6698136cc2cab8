import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry } from '../container/container.ts';
import type { Find } from './embedded.ts';
import { isDamage } from './open-finds.ts';

/**
 * Budget for reading and unpacking of all trials in one part: twice a slab, so that a flood of heads costs little more than
 * the scan.
 */
const MAX_BYTES = 4 << 20;
/** Small, so that a container that ends shortly before the part does is recognised as ending inside it. */
const CHUNK_BYTES = 4096;

/**
 * Decides whether an archive found in a part of a stream ends within that part, or turns out not to be one. Either way it can be opened
 * at once, and the stream need not be kept for it. It tries by unpacking the archive and discarding the output.
 */
export class SlabTrials {
  /** Stream offset where the archives end that are whole in this part: finds before it are their content. */
  covered: number;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  #left = MAX_BYTES;

  /**
   * @param source the part, addressed by offsets of the stream. @param covered where the archives of earlier parts
   * end
   */
  constructor(source: ByteSource, budget: Budget, covered: number) {
    this.#source = source;
    this.#budget = budget;
    this.covered = covered;
  }

  /**
   * Only for containers that read forwards: those that read from their end, or that 7-Zip reads, need more bytes than the part.
   * Call in ascending order of offsets.
   */
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
    // A find inside a damaged container may be after it instead, so a damaged one covers nothing.
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
      // The real opening would continue with the next entry here, so the trial does too.
      if (!isDamage(error)) throw error;
      trial.isBroken = true;
    }
    return true;
  }
}
