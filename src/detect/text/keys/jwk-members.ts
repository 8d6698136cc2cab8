/**
 * Members of one JSON object (RFC 8259) in the middle of other text, without a parser for the whole. The object may itself be in a
 * JSON string, nested one to three times, so that each quote has 1, 3 or 7 backslashes before it. It may also be a literal in
 * source code, with names in single quotes or none, and values of several literals: adjacent ones (C, Python), joined by `+` or
 * `.`, in parentheses.
 *
 * Read: members in any order with any white space, string values as they are, even with line ends in them (RFC 8259, section 7,
 * forbids these, and RFC 7517, appendix A, prints them); nested arrays and objects are skipped. Refused: nesting deeper than 8,
 * more than 64 members, the same name twice, another byte below 0x20 in a string, an object that does not end before the limit.
 * Nothing recurses; every byte is read once, white space after a literal twice.
 */

export interface JsonObject {
  /** String values only, with `\/` undone; other escapes are kept. */
  readonly members: ReadonlyMap<string, string>;
  /** Offset of the first byte after the closing brace. */
  readonly end: number;
}

const MAX_MEMBERS = 64;
const MAX_DEPTH = 8;

/** @param open where `{` is in `window` */
export function readJsonObject(window: Uint8Array, open: number, limit: number): JsonObject | undefined {
  const reader = new ObjectReader(window, open + 1, Math.min(limit, window.length));
  const members = new Map<string, string>();
  const names = new Set<string>();
  while (names.size < MAX_MEMBERS) {
    reader.skipSpace();
    if (reader.accept(CLOSE_BRACE)) return { members, end: reader.position };
    const name = reader.name();
    reader.skipSpace();
    if (name === undefined || names.has(name) || !reader.accept(COLON)) return undefined;
    names.add(name);
    reader.skipSpace();
    const value = reader.value();
    if (value !== undefined) members.set(name, value);
    else if (!reader.skipOtherValue()) return undefined;
    reader.skipSpace();
    if (reader.accept(CLOSE_BRACE)) return { members, end: reader.position };
    if (!reader.accept(COMMA)) return undefined;
  }
  return undefined;
}

const [QUOTE, APOSTROPHE, BACKSLASH, COMMA, COLON] = [0x22, 0x27, 0x5c, 0x2c, 0x3a];
const [OPEN_PARENTHESIS, CLOSE_PARENTHESIS, PLUS, DOT] = [0x28, 0x29, 0x2b, 0x2e];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

class ObjectReader {
  readonly #window: Uint8Array;
  readonly #limit: number;
  /** Backslashes before each quote, 2^depth − 1; known from the first quote on. */
  #quoteBackslashes: number | undefined;
  position: number;

  constructor(window: Uint8Array, position: number, limit: number) {
    this.#window = window;
    this.position = position;
    this.#limit = limit;
  }

  accept(byte: number): boolean {
    if (this.#peek() !== byte) return false;
    this.position++;
    return true;
  }

  /** White space, also as an escape (`\n`, `\\n` …), and Python's backslash before a line end. */
  skipSpace(): void {
    for (;;) {
      const byte = this.#peek();
      if (byte !== undefined && isSpace(byte)) {
        this.position++;
        continue;
      }
      const backslashes = this.#countBackslashes();
      const letter = this.#window[this.position + backslashes];
      if (backslashes === 0 || letter === undefined || !AFTER_BACKSLASH.has(letter)) return;
      this.position += backslashes + 1;
    }
  }

  /** A string, or a bare name as in source code. */
  name(): string | undefined {
    const quoted = this.#literal();
    if (quoted !== undefined) return quoted;
    const start = this.position;
    while (isWordByte(this.#peek())) this.position++;
    return this.position > start ? this.#text(start, this.position) : undefined;
  }

  /** A string of one literal or several. Does not move if there is none. */
  value(): string | undefined {
    const start = this.position;
    if (!this.accept(OPEN_PARENTHESIS)) return this.#literals();
    this.skipSpace();
    const text = this.#literals();
    this.skipSpace();
    if (text !== undefined && this.accept(CLOSE_PARENTHESIS)) return text;
    this.position = start;
    return undefined;
  }

  #literals(): string | undefined {
    let text = this.#literal();
    // Usually a comma follows, and nothing else need be looked for.
    while (text !== undefined && this.#peek() !== COMMA) {
      const end = this.position;
      this.skipSpace();
      if (this.accept(PLUS) || this.accept(DOT)) this.skipSpace();
      const next = this.#literal();
      if (next === undefined) {
        this.position = end;
        break;
      }
      text += next;
    }
    return text;
  }

  #literal(): string | undefined {
    const backslashes = this.#countBackslashes();
    const quote = this.#window[this.position + backslashes];
    if (this.position + backslashes >= this.#limit || (quote !== QUOTE && quote !== APOSTROPHE)) return undefined;
    this.#quoteBackslashes ??= backslashes;
    if (backslashes !== this.#quoteBackslashes || ![0, 1, 3, 7].includes(backslashes)) return undefined;
    const start = this.position + backslashes + 1;
    let run = 0;
    for (let at = start; at < this.#limit; at++) {
      const byte = this.#window[at]!;
      if (byte < 0x20 && !isSpace(byte)) return undefined;
      // A quote inside has an escape of its own in addition: two backslashes, doubled by each further level.
      if (byte === quote && run >= backslashes && (run - backslashes) % (2 * (backslashes + 1)) === 0) {
        this.position = at + 1;
        return this.#text(start, at - backslashes).replace(/\\{1,15}\//g, '/');
      }
      run = byte === BACKSLASH ? run + 1 : 0;
    }
    return undefined;
  }

  /** Skips a number, a word, or an array or object with its content. */
  skipOtherValue(): boolean {
    const closers: number[] = [];
    do {
      this.skipSpace();
      const byte = this.#peek();
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (closers.length === MAX_DEPTH) return false;
        closers.push(byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
        this.position++;
      } else if (byte !== undefined && byte === closers.at(-1)) {
        closers.pop();
        this.position++;
      } else if (closers.length > 0 && (byte === COMMA || byte === COLON)) {
        this.position++;
      } else if (this.value() === undefined && !this.#skipWord()) {
        return false;
      }
    } while (closers.length > 0);
    return true;
  }

  #skipWord(): boolean {
    const start = this.position;
    for (;;) {
      const byte = this.#peek();
      if (!isWordByte(byte) && byte !== 0x2b && byte !== 0x2d && byte !== 0x2e) break;
      this.position++;
    }
    return this.position > start;
  }

  #peek(): number | undefined {
    return this.position < this.#limit ? this.#window[this.position] : undefined;
  }

  #countBackslashes(): number {
    let count = 0;
    while (count < 16 && this.#window[this.position + count] === BACKSLASH) count++;
    return count;
  }

  #text(start: number, end: number): string {
    return Buffer.from(this.#window.buffer, this.#window.byteOffset + start, Math.max(0, end - start)).toString('utf8');
  }
}

/** n, r, t, LF, CR. */
const AFTER_BACKSLASH: ReadonlySet<number> = new Set([0x6e, 0x72, 0x74, 0x0a, 0x0d]);

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** A–Z, a–z, 0–9, `_` and `$`. */
function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte === 0x24;
}
