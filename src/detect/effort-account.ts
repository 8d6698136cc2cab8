/**
 * What proofs may cost in one artifact. Most take microseconds, but some compute for longer than the bytes that cause it take to be
 * found: a MiB may have 17,000 seeds of ML-DSA, or 30,000 passwords to be stretched. The engine opens an account before it calls detectors,
 * and they charge what they compute by costs that were measured once, so that the same bytes give the same answer everywhere.
 */
import { EffortError } from '../model/errors.ts';

export interface EffortAccount {
  /**
   * @param work says what is computed, where the result is kept: it is charged once, whoever has computed it before
   * @returns whether it may be computed
   */
  takes(microseconds: number, work?: string): boolean;
}

let current: EffortAccount | undefined;

/** Charges `account` with what is computed in `ask`. Whatever is computed elsewhere is free. */
export function chargeTo<Answer>(account: EffortAccount, ask: () => Answer): Answer {
  const outer = current;
  current = account;
  try {
    return ask();
  } finally {
    current = outer;
  }
}

/** Of what surrounds the arithmetic. */
const MIN_MICROSECONDS = 100;

/**
 * Call before whatever takes 50 µs or more.
 * @throws EffortError when the account is empty
 */
export function spend(microseconds: number, work?: string): void {
  if (current?.takes(Math.max(microseconds, MIN_MICROSECONDS), work) === false)
    throw new EffortError('too much was proved in this artifact');
}

/** As many results as one artifact can have, so that none is computed twice for it, however many come in turns. */
const MAX_RESULTS = 100_000;

/** Keeps what was computed, for this artifact and later ones. Emptied when it is full. */
export class CostlyResults<Result> {
  readonly #results = new Map<string, Result>();

  /** @throws EffortError, also when it is known: whether it is depends on what this thread did before, and the answer must not */
  of(work: string, microseconds: number, compute: () => Result): Result {
    spend(microseconds, work);
    const known = this.#results.get(work);
    if (known !== undefined || this.#results.has(work)) return known!;
    const result = compute();
    if (this.#results.size >= MAX_RESULTS) this.#results.clear();
    this.#results.set(work, result);
    return result;
  }
}
