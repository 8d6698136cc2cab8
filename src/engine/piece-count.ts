import type { Task, TaskResult } from './task.ts';

/**
 * Checks that every piece handed to another thread came back with a result. A piece lost between two threads is a bug,
 * and without this count it would look "clean".
 */
export class PieceCount {
  /**
   * Pieces due minus pieces received, by path of the artifact. Negative for an artifact that was given up as stuck
   * while some of its pieces came back.
   */
  readonly #missing = new Map<string, number>();

  note({ kind }: Pick<Task, 'kind'>, { parts }: Pick<TaskResult, 'parts'>): void {
    const came = kind === 'leaves' || kind === 'slab' ? 1 : 0;
    for (const { path, pieces = 0 } of parts)
      if (pieces !== came) this.#missing.set(path, (this.#missing.get(path) ?? 0) + pieces - came);
  }

  /** Call when all results are in. @throws Error that names an artifact with missing pieces */
  assertNoneMissing(): void {
    for (const [path, missing] of this.#missing)
      if (missing > 0)
        throw new Error(`${JSON.stringify(path)}: of what was handed to other threads, pieces are missing: ${missing}`);
  }
}
