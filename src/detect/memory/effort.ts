import type { MemoryImage } from './memory-search.ts';

/** Microseconds, whatever the size of the image. */
const BASE_EFFORT = 1_000_000;
const EFFORT_PER_MIB = 1_000;
/** Times more for keys that the user asks for. */
const WATCHED = 10;
const STEPS_PER_LOOK_AT_THE_CLOCK = 64;

/**
 * Bounds what a search multiplies, in microseconds as measured once, so that the same image gives the same answer everywhere. An
 * ordinary image takes a tenth of it.
 */
export class Effort {
  readonly #image: MemoryImage;
  readonly #reason: string;
  #left: number;
  #steps = 0;
  #isSpent = false;

  /** @param reason what the gap says when there is more to do */
  constructor(image: MemoryImage, reason: string) {
    this.#image = image;
    this.#reason = reason;
    const isWatched = image.knownKeys.some(({ origin }) => origin === 'watched');
    this.#left = (isWatched ? WATCHED : 1) * (BASE_EFFORT + EFFORT_PER_MIB * (image.size / 2 ** 20));
  }

  /** @returns whether the step may be made */
  takes(costUs: number): boolean {
    if (++this.#steps % STEPS_PER_LOOK_AT_THE_CLOCK === 0) this.#image.checkTime();
    this.#left -= costUs;
    if (this.#left >= 0) return true;
    if (!this.#isSpent) this.#image.tellIncomplete(this.#reason);
    this.#isSpent = true;
    return false;
  }
}
