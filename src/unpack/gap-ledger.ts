import { AccessError, BudgetError, FormatError } from '../model/errors.ts';
import type { Gap, GapCode } from '../model/gap.ts';

/** A hostile archive of a few megabytes can have a million gaps; nobody reads so many. */
const MAX_GAPS = 1000;

/** Sees to it that each error becomes one gap, and that the gaps of one artifact stay a number that fits in memory. */
export class GapLedger {
  readonly #onGap: (gap: Gap) => void;
  /** Containers in containers throw the same error again. */
  readonly #reported = new WeakSet<Error>();
  readonly #counts = new Map<GapCode, { count: number; readonly message: string }>();

  constructor(onGap: (gap: Gap) => void) {
    this.#onGap = onGap;
  }

  /** Makes a gap of an error that was not told of yet. Throws on whatever is no FormatError, BudgetError or AccessError. */
  report(path: string, error: unknown): void {
    if (!(error instanceof FormatError || error instanceof BudgetError || error instanceof AccessError)) throw error;
    if (this.#reported.has(error)) return;
    this.#reported.add(error);
    this.tell({ path, code: error.code, message: error.message });
  }

  /** This error is no gap, wherever it turns up. */
  forgive(error: Error): void {
    this.#reported.add(error);
  }

  tell(gap: Gap): void {
    let kind = this.#counts.get(gap.code);
    if (kind === undefined) {
      kind = { count: 0, message: gap.message };
      this.#counts.set(gap.code, kind);
    }
    if (++kind.count <= MAX_GAPS) this.#onGap(gap);
  }

  /** Call at the end. @param path of the artifact */
  tellUntold(path: string): void {
    for (const [code, { count, message: first }] of this.#counts) {
      const message = `${count - MAX_GAPS} more gaps of this kind lie in this artifact; the first ${MAX_GAPS} are listed, of which the first says: ${first}`;
      if (count > MAX_GAPS) this.#onGap({ path, code, message });
    }
  }
}
