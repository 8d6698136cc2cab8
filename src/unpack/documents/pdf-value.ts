/** The PDF objects that occur in dictionaries of streams: ISO 32000-1, 7.3. */
export type PdfValue = string | number | null | PdfName | PdfReference | readonly PdfValue[] | PdfDictionary;
export type PdfDictionary = ReadonlyMap<string, PdfValue>;

export interface PdfName {
  /** Without the slash, with `#xx` decoded. */
  readonly name: string;
}
export interface PdfReference {
  readonly object: number;
  readonly generation: number;
}

export function isName(value: PdfValue | undefined): value is PdfName {
  return typeof value === 'object' && value !== null && 'name' in value;
}

export function isReference(value: PdfValue | undefined): value is PdfReference {
  return typeof value === 'object' && value !== null && 'object' in value;
}

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map;
}

const MAX_DEPTH = 32;
/** White space and comments; then one token. A string in parentheses is skipped separately, since its parentheses nest. */
const TOKEN =
  /(?:[\0\t\n\f\r ]|%[^\r\n]*)*(<<|>>|\[|\]|\(|<[0-9A-Fa-f\s]*>|\/[^\0\t\n\f\r ()<>[\]{}/%]*|[^\0\t\n\f\r ()<>[\]{}/%]+)/y;

/** The first value in `text`; null when there is none. Skips what it does not understand. */
export function parsePdfValue(text: string): PdfValue {
  return new Parser(text).value(0) ?? null;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Undefined at the end of the text, and of an array or a dictionary. */
  value(depth: number): PdfValue | undefined {
    const token = this.#next();
    if (token === undefined || token === '>>' || token === ']' || depth > MAX_DEPTH) return undefined;
    if (token === '<<') return this.#dictionary(depth + 1);
    if (token === '[') return this.#array(depth + 1);
    if (token === '(') return this.#text_();
    if (token.startsWith('/')) return { name: decodeName(token.slice(1)) };
    if (/^\d{1,10}$/.test(token)) return this.#reference(Number(token));
    const number = Number(token);
    return Number.isFinite(number) ? number : token;
  }

  #next(): string | undefined {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) return undefined;
    this.#at = TOKEN.lastIndex;
    return match[1];
  }

  #dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    for (let key = this.value(depth); key !== undefined; key = this.value(depth)) {
      if (!isName(key)) continue;
      const value = this.value(depth);
      if (value === undefined) break;
      // For a duplicate key, some readers take the first value and others the last: a value that names a filter wins.
      if (!entries.has(key.name)) entries.set(key.name, value);
    }
    return entries;
  }

  #array(depth: number): readonly PdfValue[] {
    const values: PdfValue[] = [];
    for (let value = this.value(depth); value !== undefined; value = this.value(depth)) values.push(value);
    return values;
  }

  #text_(): string {
    const start = this.#at;
    for (let open = 1; open > 0 && this.#at < this.#text.length; this.#at++) {
      const sign = this.#text[this.#at];
      if (sign === '\\') this.#at++;
      else if (sign === '(') open++;
      else if (sign === ')') open--;
    }
    return this.#text.slice(start, this.#at - 1);
  }

  /* object generation R */
  #reference(object: number): PdfValue {
    REFERENCE_REST.lastIndex = this.#at;
    const match = REFERENCE_REST.exec(this.#text);
    if (match === null) return object;
    this.#at = REFERENCE_REST.lastIndex;
    return { object, generation: Number(match[1]) };
  }
}
const REFERENCE_REST = /[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![A-Za-z0-9])/y;

function decodeName(name: string): string {
  return name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
