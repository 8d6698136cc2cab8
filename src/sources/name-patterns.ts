import { UsageError } from '../model/errors.ts';
import { compileGlob, MAX_PATTERN_CHARACTERS } from './pattern.ts';

/**
 * Chooses names that are in no file system (artifacts of a run, assets of a release) by patterns, with the rules for
 * paths: the last pattern that matches decides, and a leading `!` excludes.
 */
export class NamePatterns {
  readonly #patterns: readonly { readonly text: string; readonly excludes: boolean; match(name: string): boolean }[];
  readonly #used = new Set<string>();

  /** @throws UsageError when no pattern includes anything */
  constructor(option: string, texts: readonly string[]) {
    this.#patterns = texts.map((text) => {
      if (text.length > MAX_PATTERN_CHARACTERS) throw new UsageError(`${option}: a pattern is too long`);
      const excludes = text.startsWith('!');
      const glob = compileGlob(excludes ? text.slice(1).trim() : text);
      return { text, excludes, match: (name) => name === text || glob.match(name) };
    });
    if (this.#patterns.every(({ excludes }) => excludes))
      throw new UsageError(`${option}: expected a name or pattern to scan, found only exclusions; "*" means all`);
  }

  take(name: string): boolean {
    let taken = false;
    for (const { text, excludes, match } of this.#patterns) {
      if (!match(name)) continue;
      taken = !excludes;
      if (!excludes) this.#used.add(text);
    }
    return taken;
  }

  /** The includes that have matched no name so far. */
  get unmatched(): readonly string[] {
    return this.#patterns.filter(({ text, excludes }) => !excludes && !this.#used.has(text)).map(({ text }) => text);
  }
}
