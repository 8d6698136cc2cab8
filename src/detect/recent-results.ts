/**
 * A cache of the results of a slow function: a dump has the same key dozens of times. It is emptied when it is full, which needs no
 * bookkeeping and costs few results twice.
 */
export class RecentResults<Key, Result> {
  readonly #results = new Map<Key, Result>();
  readonly #maxResults: number;

  constructor(maxResults: number) {
    this.#maxResults = maxResults;
  }

  /** The result for `key`: what `compute` returned for it before, or returns now. Undefined is a result too. */
  of(key: Key, compute: () => Result): Result {
    const known = this.#results.get(key);
    if (known !== undefined || this.#results.has(key)) return known!;
    const result = compute();
    this.keep(key, result);
    return result;
  }

  known(key: Key): Result | undefined {
    return this.#results.get(key);
  }

  keep(key: Key, result: Result): void {
    if (this.#results.size >= this.#maxResults) this.#results.clear();
    this.#results.set(key, result);
  }
}
