/*
 * The shape of a regular expression in RE2 syntax (github.com/google/re2/wiki/Syntax): which parts are literal, and how
 * long a match can be. A set or class is one character, whatever it contains; of the flags only `i` matters.
 */

export type Shape =
  | { readonly kind: 'text'; readonly text: string }
  /** One character of several; `isAny`: any character except a separator. */
  | { readonly kind: 'one'; readonly isAny?: true }
  /** Matches no characters: a flag, a boundary, the start or the end. */
  | { readonly kind: 'nothing'; readonly edge?: '^' | '$' }
  | { readonly kind: 'row' | 'either'; readonly parts: readonly Shape[] }
  | { readonly kind: 'repeat'; readonly part: Shape; readonly least: number; readonly most: number }
  /** A capturing group with number `index`. */
  | { readonly kind: 'group'; readonly part: Shape; readonly index: number };

export interface RegexShape {
  readonly shape: Shape;
  /** Some part of it ignores case. */
  readonly ignoresCase: boolean;
}

const MAX_DEPTH = 100;

/** @returns undefined when this is no such expression, or is nested too deep */
export function shapeOf(regex: string): RegexShape | undefined {
  const parser = new Parser(regex);
  const shape = parser.either(0);
  return shape === undefined || parser.at < regex.length ? undefined : { shape, ignoresCase: parser.ignoresCase };
}

class Parser {
  at = 0;
  ignoresCase = false;
  #groups = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  either(depth: number): Shape | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const parts: Shape[] = [];
    do {
      const row = this.#row(depth);
      if (row === undefined) return undefined;
      parts.push(row);
    } while (this.#skip('|'));
    return parts.length === 1 ? parts[0] : { kind: 'either', parts };
  }

  #row(depth: number): Shape | undefined {
    const parts: Shape[] = [];
    while (this.at < this.#text.length && !'|)'.includes(this.#text[this.at]!)) {
      const atom = this.#atom(depth);
      if (atom === undefined) return undefined;
      const part = this.#repeated(atom);
      const last = parts.at(-1);
      if (part.kind === 'text' && last?.kind === 'text')
        parts[parts.length - 1] = { ...last, text: last.text + part.text };
      else parts.push(part);
    }
    return parts.length === 1 ? parts[0] : { kind: 'row', parts };
  }

  #atom(depth: number): Shape | undefined {
    const character = this.#text[this.at++]!;
    switch (character) {
      case '(':
        return this.#group(depth);
      case '[':
        return this.#set();
      case '.':
        return { kind: 'one', isAny: true };
      case '^':
      case '$':
        return { kind: 'nothing', edge: character };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        return undefined;
      default:
        return { kind: 'text', text: character };
    }
  }

  #group(depth: number): Shape | undefined {
    const [, flags, isScoped] = this.#take(/\?([imsU-]*)(:|\))/y) ?? [];
    if (flags !== undefined && /^[^-]*i/.test(flags)) this.ignoresCase = true;
    if (isScoped === ')') return { kind: 'nothing' };
    const captures = isScoped === undefined;
    if (captures) {
      this.#take(/\?P?<\w+>/y);
      if (this.#text[this.at] === '?') return undefined;
    }
    const index = captures ? ++this.#groups : 0;
    const part = this.either(depth + 1);
    if (part === undefined || !this.#skip(')')) return undefined;
    return captures ? { kind: 'group', part, index } : part;
  }

  #set(): Shape | undefined {
    // A leading `]` is a member of the set; classes such as `[:alpha:]` have brackets of their own.
    if (this.#take(/\^\\?\/\]/y)) return { kind: 'one', isAny: true };
    return this.#take(/\^?\]?(?:\[:\^?\w+:\]|\\Q.*?\\E|\\[\s\S]|[^\]\\])*\]/y) && { kind: 'one' };
  }

  #escape(): Shape | undefined {
    const character = this.#text[this.at++];
    if (character === undefined) return undefined;
    if (/[dDsSwWC]/.test(character)) return { kind: 'one' };
    if (/[pP]/.test(character)) return this.#take(/\{\^?\w+\}|\w/y) && { kind: 'one' };
    if (/[bB]/.test(character)) return { kind: 'nothing' };
    if (character === 'A' || character === 'z') return { kind: 'nothing', edge: character === 'A' ? '^' : '$' };
    if (character === 'Q') return { kind: 'text', text: this.#take(/([\s\S]*?)(?:\\E|$)/y)?.[1] ?? '' };
    const [, long, short] = (character === 'x' && this.#take(/\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2})/y)) || [];
    if (character === 'x')
      return { kind: 'text', text: String.fromCodePoint(Number.parseInt(long ?? short ?? '0', 16)) };
    const control = CONTROLS[character];
    return { kind: 'text', text: control ?? character };
  }

  #repeated(part: Shape): Shape {
    const [all, sign, least, comma, most] = this.#take(/([*+?])\??|\{(\d+)(,?)(\d*)\}\??/y) ?? [];
    if (all === undefined) return part;
    if (sign !== undefined)
      return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
    const upTo = most === '' ? (comma === '' ? Number(least) : Number.POSITIVE_INFINITY) : Number(most);
    return { kind: 'repeat', part, least: Number(least), most: upTo };
  }

  #skip(character: string): boolean {
    if (this.#text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  #take(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.#text) ?? undefined;
    if (found !== undefined) this.at = sticky.lastIndex;
    return found;
  }
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', a: '\x07' };
