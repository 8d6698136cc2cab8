import type { PathStyle } from './path-style.ts';
import type { Pattern } from './pattern.ts';
import { matchesFile, type Reach, reachAt } from './reach.ts';

/** What the patterns say of a file or folder: scan it, or why not. `unasked`: no pattern names it. */
export type Judgement = 'take' | 'hidden' | 'excluded' | 'unasked';

/** For each pattern, what it can match in a folder. */
export type Reaches = readonly Reach[];

/**
 * All patterns together: the last one that matches decides, so that a later one can bring back what an earlier one
 * excluded. Also keeps which patterns were of use.
 */
export class Judge {
  readonly #patterns: readonly Pattern[];
  readonly #style: PathStyle;
  readonly #leavesHidden: boolean;
  /** Include patterns that have selected no file so far. */
  readonly #unused: Set<number>;

  constructor(patterns: readonly Pattern[], hidden: 'include' | 'leave-out', style: PathStyle) {
    this.#patterns = patterns;
    this.#style = style;
    this.#leavesHidden = hidden === 'leave-out';
    this.#unused = new Set([...patterns.keys()].filter((index) => !patterns[index]!.excludes));
  }

  /** The include patterns that selected no file. */
  get unused(): Pattern[] {
    return [...this.#unused].map((index) => this.#patterns[index]!);
  }

  /** For a folder that the walk starts in. */
  reachesAt(folder: string): Reaches {
    return this.#patterns.map((pattern) => reachAt(pattern, folder, this.#style));
  }

  /**
   * For the folder `folder` inside one with `outer`: `take` when something in it may be selected. A folder that is
   * excluded as a whole is not opened, unless a later pattern leads into it.
   */
  enter(folder: string, name: string, outer: Reaches): { judgement: Judgement; reaches: Reaches } {
    const all = outer.map((reach, index) =>
      reach === 'none' || reach === 'all' ? reach : reachAt(this.#patterns[index]!, folder, this.#style),
    );
    const reaches = this.#isHidden(name) ? all.map((reach, index) => this.#seen(index, reach, outer)) : all;
    if (this.#leadsToFiles(reaches)) return { judgement: 'take', reaches };
    if (this.#leadsToFiles(all)) return { judgement: 'hidden', reaches };
    return { judgement: this.#isAskedFor(all) ? 'excluded' : 'unasked', reaches };
  }

  /** @param outer of the file's folder */
  judgeFile(file: string, name: string, outer: Reaches): Judgement {
    const isHidden = this.#isHidden(name);
    let judgement: Judgement = 'unasked';
    for (let index = outer.length - 1; index >= 0; index--) {
      const pattern = this.#patterns[index]!;
      if (!matchesFile(pattern, outer[index]!, file, this.#style)) continue;
      if (pattern.excludes) {
        // What only an exclude matches, nobody asked for.
        if (judgement !== 'hidden' && this.#anyIncludes(file, outer, index)) judgement = 'excluded';
        return judgement;
      }
      if (!isHidden || this.#seen(index, outer[index]!, outer) !== 'none') {
        return 'take';
      }
      judgement = 'hidden';
    }
    return judgement;
  }

  /** The file was selected: the patterns that match it were of use. */
  noteSelected(file: string, name: string, outer: Reaches): void {
    for (const index of this.#unused) {
      if (this.#isHidden(name) && this.#seen(index, outer[index]!, outer) === 'none') continue;
      if (matchesFile(this.#patterns[index]!, outer[index]!, file, this.#style)) this.#unused.delete(index);
    }
  }

  #isHidden(name: string): boolean {
    return this.#leavesHidden && name.startsWith('.');
  }

  /** Reach of a pattern once a hidden name is met: an include sees it only where it spells the name out. */
  #seen(index: number, reach: Reach, outer: Reaches): Reach {
    return this.#patterns[index]!.excludes || outer[index] === 'towards' ? reach : 'none';
  }

  /** An include reaches in, and no later exclude covers all of it. */
  #leadsToFiles(reaches: Reaches): boolean {
    for (let index = reaches.length - 1; index >= 0; index--) {
      if (reaches[index] === 'none') continue;
      if (!this.#patterns[index]!.excludes) return true;
      if (reaches[index] === 'all') return false;
    }
    return false;
  }

  #isAskedFor(reaches: Reaches): boolean {
    return reaches.some((reach, index) => reach !== 'none' && !this.#patterns[index]!.excludes);
  }

  #anyIncludes(file: string, outer: Reaches, before: number): boolean {
    return this.#patterns
      .slice(0, before)
      .some((pattern, index) => !pattern.excludes && matchesFile(pattern, outer[index]!, file, this.#style));
  }
}
