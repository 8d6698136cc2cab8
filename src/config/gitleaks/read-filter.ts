import type { OwnRuleIgnores } from '../../detect/own/own-rule.ts';

/*
 * `filter` and `prefilter` of Betterleaks: an expression that is true for what is no finding. We read the forms that
 * occur in almost all rules: comparisons of entropy, and lists of patterns and words, joined by `||`.
 */

/** What is no finding; meeting one condition is enough. */
export interface Filter extends Omit<OwnRuleIgnores, 'paths'> {
  /** Least entropy that a finding must have, in bits per character. */
  readonly entropy?: number;
  /** Regular expressions over paths. */
  readonly paths: readonly string[];
}

type List = Exclude<keyof Filter, 'entropy'>;

/** By the function called and its argument. */
const LISTS: ReadonlyMap<string, List> = new Map([
  ['matchesAny secret', 'secrets'],
  ['matchesAny match', 'matches'],
  ['matchesAny line', 'lines'],
  ['containsAny secret', 'words'],
  ['matchesAny path', 'paths'],
]);

/**
 * `matchesAny(finding["secret"], [`; the path as in Betterleaks 2, as in the CEL of version 1, and as `get` of Expr.
 */
const LIST_CALL =
  /\s*(?:filter\.)?(\w+)\(\s*(?:finding\["(\w+)"\]|attributes\[\??"path"\](?:\.orValue\(""\))?|get\(\s*attributes\s*,\s*"path"\s*,\s*""\s*\))\s*,\s*\[/y;

/** As much of an expression as could be read. */
export interface ReadFilter {
  /**
   * The terms before the first that could not be read. Since one true term is enough, they hold whatever the rest says.
   */
  readonly filter: Filter;
  readonly isWhole: boolean;
}

export function readFilter(text: string): ReadFilter {
  const reader = new FilterReader(text);
  let filter = reader.filter();
  while (reader.term() && reader.endsTerm()) {
    filter = reader.filter();
    if (reader.isAtEnd()) return { filter, isWhole: true };
    reader.passOr();
  }
  return { filter, isWhole: false };
}

const MAX_DEPTH = 10;

class FilterReader {
  #at = 0;
  readonly #text: string;
  readonly #lists: Record<List, string[]> = { secrets: [], matches: [], lines: [], words: [], paths: [] };
  #entropy: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  filter(): Filter {
    return { ...structuredClone(this.#lists), ...(this.#entropy !== undefined && { entropy: this.#entropy }) };
  }

  isAtEnd(): boolean {
    return this.#take(/\s*$/y) !== undefined;
  }

  /** Whether a term ends here, instead of being part of a longer one. */
  endsTerm(): boolean {
    return /^\s*(?:\|\||$)/.test(this.#text.slice(this.#at));
  }

  passOr(): void {
    this.#take(/\s*\|\|/y);
  }

  /** Reads alternatives joined by `||`. @returns whether all could be read */
  #any(depth: number): boolean {
    do {
      if (depth > MAX_DEPTH || !this.term(depth)) return false;
    } while (this.#take(/\s*\|\|/y));
    return true;
  }

  /** @returns whether the term could be read */
  term(depth = 0): boolean {
    if (this.#take(/\s*\(/y)) return this.#any(depth + 1) && this.#take(/\s*\)/y) !== undefined;
    const [, least] =
      this.#take(/\s*(?:filter\.)?entropy\(\s*finding\["secret"\]\s*\)\s*<=?\s*(\d{1,2}(?:\.\d{1,9})?)/y) ?? [];
    if (least !== undefined) {
      this.#entropy = Math.max(this.#entropy ?? 0, Number(least));
      return true;
    }
    return this.#listed();
  }

  #listed(): boolean {
    const [, call, part] = this.#take(LIST_CALL) ?? [];
    const list = LISTS.get(`${call} ${part ?? 'path'}`);
    if (list === undefined) return false;
    do {
      const [, raw, quoted] = this.#take(/\s*(?:`([^`]*)`|"((?:[^"\\]|\\.)*)")/y) ?? [];
      const item = raw ?? (quoted === undefined ? undefined : unquoted(quoted));
      if (item !== undefined) this.#lists[list].push(item);
    } while (this.#take(/\s*,/y));
    return this.#take(/\s*\]\s*\)/y) !== undefined;
  }

  #take(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#text) ?? undefined;
    if (found !== undefined) this.#at = sticky.lastIndex;
    return found;
  }
}

/** Undoes the escapes of a string as Go and Expr write it; a string with escapes that JSON lacks is left as it is. */
function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return text;
  }
}
