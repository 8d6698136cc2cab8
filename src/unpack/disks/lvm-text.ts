/** Parser for LVM's text format (libdm/libdm-config.c of LVM2): sections in braces, values behind `=`, comments behind `#`. */
import { FormatError } from '../../model/errors.ts';

export type LvmValue = string | number | LvmSection | readonly (string | number)[];
export type LvmSection = ReadonlyMap<string, LvmValue>;

const WORD = /[\w+.-]+/y;
const SIGNS = '{}[]=,';
const [SPACE, COMMENT] = [0x20, '#'];
/** A group has four levels: itself, its volumes, one of these, and its segments. */
const MAX_DEPTH = 16;
/** A volume has some fifteen. */
const MAX_NODES = 1 << 18;
/**
 * Limit for names and ids (NAME_LEN of lib/misc/lib.h), which become parts of paths. Anything longer is a description, which nothing uses.
 */
const MAX_WORD = 128;

/** @throws FormatError where it is invalid */
export function parseLvmText(text: string): LvmSection {
  return new LvmParser(text).section(0);
}

class LvmParser {
  readonly #text: string;
  #at = 0;
  #nodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Up to its closing brace, or the end of the text. */
  section(depth: number): LvmSection {
    const section = new Map<string, LvmValue>();
    for (let token = this.#next(); token !== undefined && token.sign !== '}'; token = this.#next()) {
      const sign = this.#next()?.sign;
      if (token.sign !== undefined || depth === MAX_DEPTH || ++this.#nodes > MAX_NODES) throw this.#strange();
      if (token.word.length > MAX_WORD) throw this.#strange();
      if (sign === '{') section.set(token.word, this.section(depth + 1));
      else if (sign === '=') section.set(token.word, this.#value());
      else throw this.#strange();
    }
    return section;
  }

  #value(): LvmValue {
    const first = this.#next();
    if (first?.sign === undefined) return this.#plain(first);
    if (first.sign !== '[') throw this.#strange();
    const list: (string | number)[] = [];
    for (let token = this.#next(); token?.sign !== ']'; token = this.#next())
      if (token?.sign !== ',') list.push(this.#plain(token));
    return list;
  }

  #plain(token: Token | undefined): string | number {
    if (token === undefined || token.sign !== undefined || ++this.#nodes > MAX_NODES) throw this.#strange();
    return token.isQuoted ? token.word : Number(token.word);
  }

  #next(): Token | undefined {
    this.#skip();
    const text = this.#text;
    const sign = text[this.#at];
    if (sign === undefined) return undefined;
    if (sign === '"') return { sign: undefined, word: this.#quoted(), isQuoted: true };
    if (SIGNS.includes(sign)) {
      this.#at++;
      return { sign, word: '', isQuoted: false };
    }
    WORD.lastIndex = this.#at;
    const word = WORD.exec(text)?.[0];
    if (word === undefined) throw this.#strange();
    this.#at += word.length;
    return { sign: undefined, word, isQuoted: false };
  }

  /** Skips blanks, line ends, the final NUL, and comments. */
  #skip(): void {
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      if (text[this.#at] === COMMENT) {
        const end = text.indexOf('\n', this.#at);
        this.#at = end < 0 ? text.length : end;
      } else if (text.charCodeAt(this.#at) > SPACE) break;
    }
  }

  #quoted(): string {
    const start = this.#at + 1;
    let end = start;
    while (this.#text[end] !== '"') {
      if (end >= this.#text.length) throw this.#strange();
      end += this.#text[end] === '\\' ? 2 : 1;
    }
    this.#at = end + 1;
    return this.#text.slice(start, Math.min(end, start + MAX_WORD)).replaceAll(/\\(.)/gs, '$1');
  }

  #strange(): FormatError {
    return new FormatError(`expected metadata of LVM, found a text that goes on otherwise at byte ${this.#at} of it`);
  }
}

interface Token {
  readonly sign: string | undefined;
  readonly word: string;
  readonly isQuoted: boolean;
}
