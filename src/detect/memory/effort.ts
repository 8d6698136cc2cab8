import type { MemoryImage } from './memory-search.ts';

/** Microseconds granted to an image of any size, before those for its MiBs. */
const BASE_EFFORT = 1_000_000;
const EFFORT_PER_MIB = 1_000;
/** Factor for keys that the user watches for. */
const WATCHED = 10;
const STEPS_PER_LOOK_AT_THE_CLOCK = 64;

/**
 * Bounds the work of a search, in microseconds as measured once and not on this machine, so that the same image gives the same
 * answer everywhere. An ordinary image takes a tenth of it.
 */
export class Effort {
  readonly #image: MemoryImage;
  readonly #reason: string;
  #left: number;
  #steps = 0;
  #isSpent = false;

  /** @param reason text of the gap if work remains */
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
    if (!this.#isSpent) this.#image.reportIncomplete(this.#reason);
    this.#isSpent = true;
    return false;
  }
}

/** In attempts, or in microseconds where the name of the limit says so. */
export interface GrowingLimit {
  readonly atLeast: number;
  readonly perMib: number;
  readonly atMost: number;
}

/** A limit that grows with the image. */
export function limitFor(image: MemoryImage, { atLeast, perMib, atMost }: GrowingLimit): number {
  return Math.min(atLeast + Math.floor(perMib * (image.size / 2 ** 20)), atMost);
}
