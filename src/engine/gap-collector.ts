import { compareText } from '../model/compare-text.ts';
import type { Gap, GapCode } from '../model/gap.ts';

/**
 * Most gaps of each code listed for one artifact: a hostile archive of a few megabytes can have a million, and nobody
 * reads that many.
 */
export const MAX_GAPS = 1000;

/** Gaps of one artifact, or of a part of it. Plain data. */
export interface GapTally {
  /** For each code up to MAX_GAPS, the first by path. Equal gaps are listed once, with a count. */
  readonly listed: readonly { readonly gap: Gap; readonly times: number }[];
  /** For codes that had more: how many further gaps were reported. */
  readonly more: Readonly<Partial<Record<GapCode, number>>>;
}

export const NO_GAPS: GapTally = { listed: [], more: {} };

/**
 * Lists the first gaps of each code, sorted by path, and counts the rest. A container's path sorts before those of its
 * entries, so a gap of the container itself is listed however many gaps its entries have. The result depends neither on
 * the order of arrival nor on the number of collectors involved: what is among the first overall is among the first of
 * its part.
 */
export class GapCollector {
  readonly #kinds = new Map<GapCode, Kind>();

  get isEmpty(): boolean {
    return this.#kinds.size === 0;
  }

  add(gap: Gap, times = 1): void {
    this.#kindOf(gap.code).add(gap, times);
  }

  /** Adds the gaps that another collector took from another part of the same artifact. */
  merge({ listed, more }: GapTally): void {
    for (const { gap, times } of listed) this.add(gap, times);
    for (const [code, count] of Object.entries(more)) this.#kindOf(code as GapCode).more += count;
  }

  tally(): GapTally {
    const kinds = [...this.#kinds].map(([code, kind]) => ({ code, listed: kind.listed(), more: kind.more }));
    return {
      listed: kinds.flatMap(({ listed }) => listed),
      more: Object.fromEntries(kinds.filter(({ more }) => more > 0).map(({ code, more }) => [code, more])),
    };
  }

  #kindOf(code: GapCode): Kind {
    const kind = this.#kinds.get(code) ?? new Kind();
    this.#kinds.set(code, kind);
    return kind;
  }
}

/** The listed gaps, and for each code that had more, a gap that says how many. @param path of the artifact */
export function gapsOf(path: string, { listed, more }: GapTally): Gap[] {
  const gaps = listed.map(({ gap }) => gap);
  const surplus = Object.entries(more).map(([kind, count]): Gap => {
    const code = kind as GapCode;
    const [first, ...others] = gaps.filter((gap) => gap.code === code).toSorted(compareGaps);
    const message = `${count} more gaps of this kind are in this artifact; ${1 + others.length} are listed, of which the first says: ${first?.message}`;
    return { path, code, message };
  });
  return [...gaps, ...surplus];
}

/** Order of gaps with the same code. */
function compareGaps(a: Gap, b: Gap): number {
  return compareText(a.path, b.path) || compareText(a.message, b.message);
}

/** Gaps with the same code. */
class Kind {
  #counted = new Map<string, Counted>();
  /** The last gap that can still be listed; anything that sorts after it is only counted. */
  #last: Gap | undefined;
  more = 0;

  add(gap: Gap, times: number): void {
    if (this.#last !== undefined && compareGaps(gap, this.#last) > 0) {
      this.more += times;
      return;
    }
    const key = `${gap.path}\0${gap.message}`;
    const known = this.#counted.get(key);
    if (known !== undefined) known.times += times;
    else this.#counted.set(key, { gap, times });
    if (this.#counted.size >= 2 * MAX_GAPS) this.#thin();
  }

  listed(): Counted[] {
    this.#thin();
    return [...this.#counted.values()];
  }

  #thin(): void {
    if (this.#counted.size <= MAX_GAPS) return;
    const sorted = [...this.#counted].sort(([, a], [, b]) => compareGaps(a.gap, b.gap));
    for (const [, { times }] of sorted.slice(MAX_GAPS)) this.more += times;
    this.#counted = new Map(sorted.slice(0, MAX_GAPS));
    this.#last = sorted[MAX_GAPS - 1]![1].gap;
  }
}

interface Counted {
  readonly gap: Gap;
  times: number;
}
