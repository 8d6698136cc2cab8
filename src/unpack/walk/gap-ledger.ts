import type { Budget } from '../../bytes/budget.ts';
import { isForeseen } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';

/** Ensures that each error becomes exactly one gap. */
export class GapLedger {
  readonly #onGap: (gap: Gap) => void;
  readonly #budget: Budget;
  /** Nested containers rethrow the same error. */
  readonly #reported = new WeakSet<Error>();

  constructor(onGap: (gap: Gap) => void, budget: Budget) {
    this.#onGap = onGap;
    this.#budget = budget;
  }

  /** Makes a gap of an error that has none yet. @throws any error that is not foreseen, so that a bug keeps its stack */
  report(path: string, error: unknown): void {
    if (!isForeseen(error)) throw error;
    if (this.#reported.has(error)) return;
    this.#reported.add(error);
    this.add({ path, code: error.code, message: error.message });
  }

  /** Marks `error` as no gap, wherever it turns up again. */
  forgive(error: Error): void {
    this.#reported.add(error);
  }

  add(gap: Gap): void {
    if (gap.code === 'damaged') this.#budget.countDamage();
    this.#onGap(gap);
  }
}
