import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { Budget } from '../../bytes/budget.ts';

/**
 * What may happen between two turns of the event loop. Promises alone never yield one, and it is only in a turn that V8 frees what was
 * unpacked and node:zlib what it took for a stream that is damaged: without turns, a hundred entries of 8 MiB took 2 GB, and 30,000
 * damaged ones of a few bytes 600 MB.
 */
const TURN_BYTES = 32 << 20;
const TURN_STEPS = 1000;

/** Says when the event loop is to have a turn, by bytes unpacked and by items and finds looked at. */
export class Turns {
  readonly #budget: Budget;
  #atBytes = 0;
  #steps = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Call at each step. @returns what to wait for when a turn is due */
  step(): Promise<void> | undefined {
    const { bytes } = this.#budget;
    if (++this.#steps < TURN_STEPS && bytes - this.#atBytes < TURN_BYTES) return undefined;
    [this.#atBytes, this.#steps] = [bytes, 0];
    return turnOfEventLoop();
  }
}
