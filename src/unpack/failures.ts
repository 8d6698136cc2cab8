import type { Container } from './container.ts';

/** In random data no head of a codec is as frequent; each may cost as much as reading all that lies behind it. */
const MAX_DAMAGED = 256;
/**
 * What is read forwards tells how far it came, and is as a rule wrong at once: bun has 3,248 frames of Zstandard with a dictionary that
 * none of them names, in 13,000 steps, and its own modules among them.
 */
const MAX_STEPS = 64 << 10;

/** Places in a leaf that begin like one format, and are damaged or empty. */
export class Failures {
  /** That were not tried any more. */
  skipped = 0;
  readonly #container: Container;
  #count = 0;
  #steps = 0;

  constructor(container: Container) {
    this.#container = container;
  }

  /** @param steps what it gave before it was over: data, troubles, what is left over */
  add(steps: number): this {
    this.#count++;
    this.#steps += 1 + steps;
    return this;
  }

  get areTooMany(): boolean {
    return this.#container.reads === 'stream' ? this.#steps >= MAX_STEPS : this.#count >= MAX_DAMAGED;
  }

  get message(): string {
    return `${this.#count} places that begin like ${this.#container.title} are damaged or empty, and ${this.skipped} more were not tried; their bytes are scanned as they lie`;
  }
}
