import { AccessError, BudgetError, FormatError } from '../model/errors.ts';
import type { Gap, GapCode } from '../model/gap.ts';
import { INNER } from '../model/place.ts';

/** A hostile archive of a few megabytes can have a million gaps; nobody reads so many. */
const MAX_GAPS = 1000;
/** Of a container itself that are told even when so many were told of what lies in it: they say what is wrong with all of it. */
const MAX_OWN_GAPS = 4;

/** Sees to it that each error becomes one gap, and that the gaps of one artifact stay a number that fits in memory. */
export class GapLedger {
  readonly #onGap: (gap: Gap) => void;
  /** Containers in containers throw the same error again. */
  readonly #reported = new WeakSet<Error>();
  readonly #kinds = new Map<GapCode, Kind>();

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
    const kind = this.#kinds.get(gap.code) ?? { untold: 0, told: 0, message: gap.message, around: new Map() };
    this.#kinds.set(gap.code, kind);
    if (isTold(gap.path, kind)) this.#onGap(gap);
    else kind.untold++;
  }

  /** Call at the end. @param path of the artifact */
  tellUntold(path: string): void {
    for (const [code, { untold, told, message: first }] of this.#kinds) {
      const message = `${untold} more gaps of this kind lie in this artifact; ${told} are listed, of which the first says: ${first}`;
      if (untold > 0) this.#onGap({ path, code, message });
    }
  }
}

interface Kind {
  untold: number;
  told: number;
  /** Of the first one. */
  readonly message: string;
  /** Paths of containers around what was told of, and how many gaps of their own may still be told. */
  readonly around: Map<string, number>;
}

function isTold(path: string, kind: Kind): boolean {
  const { around } = kind;
  if (kind.told < MAX_GAPS) {
    for (let end = path.indexOf(INNER); end >= 0 && around.size < MAX_GAPS; end = path.indexOf(INNER, end + 1))
      around.set(path.slice(0, end), MAX_OWN_GAPS);
  } else {
    const left = around.get(path) ?? 0;
    if (left === 0) return false;
    around.set(path, left - 1);
  }
  kind.told++;
  return true;
}
