import type { Task, TaskResult } from './task.ts';

/**
 * Holds the pieces that were handed on out of each artifact against the results that came: what is lost between two threads is a bug,
 * and would be "clean" if nobody counted.
 */
export class PieceCount {
  /** Pieces that are due, less those that came, by the artifact's path. What came of an artifact that had to be given up is below 0. */
  readonly #missing = new Map<string, number>();

  note({ kind }: Pick<Task, 'kind'>, { parts }: Pick<TaskResult, 'parts'>): void {
    const came = kind === 'leaves' || kind === 'slab' ? 1 : 0;
    for (const { path, pieces = 0 } of parts)
      if (pieces !== came) this.#missing.set(path, (this.#missing.get(path) ?? 0) + pieces - came);
  }

  /** Call when all results are there. @throws Error that names an artifact of which something is missing */
  assertNoneMissing(): void {
    for (const [path, missing] of this.#missing)
      if (missing > 0)
        throw new Error(`${JSON.stringify(path)}: of what was handed to other threads, pieces are missing: ${missing}`);
  }
}
