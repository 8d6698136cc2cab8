import type { PathStyle } from './path-style.ts';
import type { Pattern } from './pattern.ts';
import { matchesFile, type Reach, reachAt } from './reach.ts';

/** What the patterns say of a file or folder: scan it, or why not. `unasked`: no pattern names it. */
export type Judgement = 'take' | 'hidden' | 'excluded' | 'unasked';

/**
 * For each pattern, what it can match in a folder. `asked` goes by its text alone; `seen` takes away what is hidden
 * from it.
 */
export interface Reaches {
  readonly asked: readonly Reach[];
  readonly seen: readonly Reach[];
}

/**
 * Decides about each file with all patterns together. The last one that matches wins, so that a later one can bring
 * back what an earlier one excluded. Hidden names are invisible to an include that does not spell them out; an exclude
 * sees everything. Also records which patterns have selected anything.
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
    const asked = this.#patterns.map((pattern) => reachAt(pattern, folder, this.#style));
    return { asked, seen: asked };
  }

  /**
   * Judges the folder `folder`, which lies in one with `outer`: `take` when something in it may be selected. A folder
   * that is excluded as a whole is not opened, unless a later pattern leads into it.
   */
  enter(folder: string, name: string, outer: Reaches): { judgement: Judgement; reaches: Reaches } {
    const asked = outer.asked.map((reach, index) =>
      reach === 'none' || reach === 'all' ? reach : reachAt(this.#patterns[index]!, folder, this.#style),
    );
    const visible = this.#visible(name, outer);
    const seen = asked.map((reach, index) => (visible[index] === 'none' ? 'none' : reach));
    const reaches = { asked, seen };
    if (this.#leadsToFiles(seen)) return { judgement: 'take', reaches };
    if (this.#leadsToFiles(asked)) return { judgement: 'hidden', reaches };
    const isAskedFor = this.#patterns.some((pattern, index) => !pattern.excludes && asked[index] !== 'none');
    return { judgement: isAskedFor ? 'excluded' : 'unasked', reaches };
  }

  /** @param outer reaches of the folder that the file lies in */
  judgeFile(file: string, name: string, outer: Reaches): Judgement {
    if (this.#isSelected(file, this.#visible(name, outer))) return 'take';
    if (this.#isSelected(file, outer.asked)) return 'hidden';
    const isAskedFor = this.#patterns.some(
      (pattern, index) => !pattern.excludes && this.#matches(index, file, outer.asked),
    );
    return isAskedFor ? 'excluded' : 'unasked';
  }

  /** Records that the file was selected, so that the patterns that match it count as used. */
  noteSelected(file: string, name: string, outer: Reaches): void {
    if (this.#unused.size === 0) return;
    const visible = this.#visible(name, outer);
    for (const index of this.#unused) if (this.#matches(index, file, visible)) this.#unused.delete(index);
  }

  /** What each pattern can match in something called `name` in a folder with `outer`, hidden names considered. */
  #visible(name: string, { seen }: Reaches): readonly Reach[] {
    if (!this.#leavesHidden || !name.startsWith('.')) return seen;
    // A pattern spells out every name on the way to its search path.
    return seen.map((reach, index) => (this.#patterns[index]!.excludes || reach === 'towards' ? reach : 'none'));
  }

  #matches(index: number, file: string, reaches: readonly Reach[]): boolean {
    return matchesFile(this.#patterns[index]!, reaches[index]!, file, this.#style);
  }

  #isSelected(file: string, reaches: readonly Reach[]): boolean {
    for (let index = reaches.length - 1; index >= 0; index--) {
      if (this.#matches(index, file, reaches)) return !this.#patterns[index]!.excludes;
    }
    return false;
  }

  /** Whether some include reaches in and no later exclude covers all of it. */
  #leadsToFiles(reaches: readonly Reach[]): boolean {
    for (let index = reaches.length - 1; index >= 0; index--) {
      if (reaches[index] === 'none') continue;
      if (!this.#patterns[index]!.excludes) return true;
      if (reaches[index] === 'all') return false;
    }
    return false;
  }
}
