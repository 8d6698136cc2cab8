/*
 * `filter` and `prefilter` of Betterleaks: an expression that says of what it is true that it is no finding. Read are such as stand
 * in nearly all rules: comparisons of the entropy, and lists of patterns and words, one of which is enough (`||`).
 */

/** What is no finding. */
export interface Filter {
  /** Least entropy of what is one, in bits a character. */
  readonly entropy?: number;
  readonly secrets: readonly string[];
  readonly matches: readonly string[];
  readonly lines: readonly string[];
  readonly words: readonly string[];
  /** Regular expressions over paths. */
  readonly paths: readonly string[];
}

type List = Exclude<keyof Filter, 'entropy'>;

/** By what is called, and on what. */
const LISTS: ReadonlyMap<string, List> = new Map([
  ['matchesAny secret', 'secrets'],
  ['matchesAny match', 'matches'],
  ['matchesAny line', 'lines'],
  ['containsAny secret', 'words'],
  ['matchesAny path', 'paths'],
]);

/** `matchesAny(finding["secret"], [`; the path as Betterleaks 2 writes it, as 1 did in CEL, and as `get` of Expr does. */
const LIST_CALL =
  /\s*(?:filter\.)?(\w+)\(\s*(?:finding\["(\w+)"\]|attributes\[\??"path"\](?:\.orValue\(""\))?|get\(\s*attributes\s*,\s*"path"\s*,\s*""\s*\))\s*,\s*\[/y;

/** What an expression says as far as it can be read. */
export interface ReadFilter {
  /** Of its terms up to the first that says something else: one of them is enough, whatever the others are. */
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

  /** Whether a term is over here, and no part of a longer one. */
  endsTerm(): boolean {
    return /^\s*(?:\|\||$)/.test(this.#text.slice(this.#at));
  }

  passOr(): void {
    this.#take(/\s*\|\|/y);
  }

  /** Terms of which one is enough. @returns whether all could be read */
  #any(depth: number): boolean {
    do {
      if (depth > MAX_DEPTH || !this.term(depth)) return false;
    } while (this.#take(/\s*\|\|/y));
    return true;
  }

  /** @returns whether it could be read */
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

/** As Go and Expr write texts; what JSON does not know is left as it is. */
function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return text;
  }
}
