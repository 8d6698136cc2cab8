import { isForeseen } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';

/** Sees to it that each error becomes one gap. */
export class GapLedger {
  readonly #onGap: (gap: Gap) => void;
  /** Containers in containers throw the same error again. */
  readonly #reported = new WeakSet<Error>();

  constructor(onGap: (gap: Gap) => void) {
    this.#onGap = onGap;
  }

  /** Makes a gap of an error that was not told of yet. @throws whatever is not foreseen: a bug keeps its stack */
  report(path: string, error: unknown): void {
    if (!isForeseen(error)) throw error;
    if (this.#reported.has(error)) return;
    this.#reported.add(error);
    this.tell({ path, code: error.code, message: error.message });
  }

  /** This error is no gap, wherever it turns up. */
  forgive(error: Error): void {
    this.#reported.add(error);
  }

  tell(gap: Gap): void {
    this.#onGap(gap);
  }
}
