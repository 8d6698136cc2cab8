/**
 * The text that a page or form shows, where its content does not spell it out: as glyph numbers of a font, or in pieces between which
 * the pen moves (ISO 32000-1, 9.4). Only what text needs is read: fonts, strings, and whether the next string is on another line.
 */
import type { PdfFont } from './pdf-fonts.ts';

/** A string is read separately, since its parentheses nest. */
const TOKEN = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)|<([0-9A-Fa-f\s]*)>|\(|[+-]?\d*\.?\d+|[A-Za-z'"*]+|[[\]]/g;
/** In thousandths of the size of the font. Kerning moves less; a blank between words, which pdfTeX leaves out, is wider. */
const BLANK_WIDTH = 200;
/** Of one page: as many as its content may have bytes (pdf-text.ts). A glyph may stand for hundreds of characters, which are a few as a rule. */
const MAX_CHARACTERS = 4 << 20;

/**
 * @returns nothing where the content spells out all that it shows. Where the pen moves within a line, that may be a new column, or kerning
 * inside a word, which only the widths of all glyphs would tell: then two texts, with tabs there and with nothing.
 */
export function pageTexts(content: string, fontNamed: (name: string) => PdfFont | undefined): readonly string[] {
  const page = new Page(fontNamed);
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(content); match !== null; match = TOKEN.exec(content)) {
    const [token, name, hex] = match;
    if (token === '(') {
      const string = readString(content, TOKEN.lastIndex);
      page.strings.push(string.text);
      TOKEN.lastIndex = string.end;
    } else if (hex !== undefined) page.strings.push(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').toString('latin1'));
    else if (name !== undefined) page.name = name;
    else if (token === '[' || token === ']') continue;
    else if (/\d/.test(token)) page.number(Number(token));
    // 8.9.7: the bytes of a picture.
    else if (token === 'ID') TOKEN.lastIndex = endOfPicture(content, TOKEN.lastIndex);
    else page.operator(token);
  }
  if (!page.isHidden) return [];
  const text = page.parts.join('');
  return page.parts.includes(MOVE) ? [text, page.parts.filter((part) => part !== MOVE).join('')] : [text];
}
/** To the right, in the line. */
const MOVE = '\t';
const ENDS_IN_WORD = /[A-Za-z0-9_+/=.-]$/;
const BEGINS_IN_WORD = /^[A-Za-z0-9_+/=.-]/;

class Page {
  readonly parts: string[] = [];
  /** Something is shown that the content does not spell out. */
  isHidden = false;
  /** The operands since the last operator: strings and moves between them, the last name, the last number. */
  strings: (string | number)[] = [];
  name = '';
  #number = 0;
  #font: PdfFont | undefined;
  readonly #fontNamed: (name: string) => PdfFont | undefined;
  #leftCharacters = MAX_CHARACTERS;
  /** Height of the line, and where the last string was shown. */
  #y = 0;
  #shownY = 0;

  constructor(fontNamed: (name: string) => PdfFont | undefined) {
    this.#fontNamed = fontNamed;
  }

  number(value: number): void {
    this.#number = value;
    if (this.strings.length > 0) this.strings.push(value);
  }

  operator(operator: string): void {
    if (operator === 'Tf') this.#font = this.#fontNamed(this.name);
    else if (operator === 'BT') this.#y = 0;
    else if (operator === 'Tm') this.#y = this.#number;
    else if (operator === 'Td' || operator === 'TD') this.#y += this.#number;
    else if (operator === 'Tj' || operator === 'TJ') this.#show();
    else if (operator === 'T*' || operator === "'" || operator === '"') {
      this.#y = Number.NaN;
      if (operator !== 'T*') this.#show();
    }
    if (this.strings.length > 0) this.strings = [];
  }

  #show(): void {
    const before = this.parts.at(-1);
    const isMove = this.#y === this.#shownY;
    if (before !== undefined) this.parts.push(isMove ? MOVE : '\n');
    this.#shownY = this.#y;
    const [first] = this.strings;
    // Some programs show each letter, or what follows a change of font, by itself.
    if (isMove && before !== undefined && typeof first === 'string')
      this.isHidden ||= ENDS_IN_WORD.test(before) && BEGINS_IN_WORD.test(first);
    let pieces = 0;
    for (const piece of this.strings) {
      if (typeof piece === 'number') {
        if (piece < -BLANK_WIDTH) this.parts.push(' ');
      } else {
        const text = spelled(piece, this.#font, this.#leftCharacters);
        this.#leftCharacters -= text.length;
        this.isHidden ||= text !== piece || ++pieces > 1;
        this.parts.push(text);
      }
    }
  }
}

/**
 * A code of one byte that is not listed stands for its character; a number that is not listed is left out.
 * @param most characters that are wanted; what the last glyph stands for may exceed it
 */
function spelled(string: string, font: PdfFont | undefined, most: number): string {
  if (font === undefined) return string;
  const { isComposite, toUnicode } = font;
  const codeBytes = isComposite ? 2 : 1;
  let text = '';
  for (let at = 0; at + codeBytes <= string.length && text.length < most; at += codeBytes) {
    const byte = string.charCodeAt(at);
    text += isComposite
      ? (toUnicode.get((byte << 8) | string.charCodeAt(at + 1)) ?? '')
      : (toUnicode.get(byte) ?? string[at]!);
  }
  return text;
}

/* 7.3.4.2, table 3: balanced parentheses, and escapes: a letter, up to three octal digits, an end of line that counts for nothing */
function readString(content: string, start: number): { readonly text: string; readonly end: number } {
  let text = '';
  let depth = 1;
  /** Up to here, `text` has everything. */
  let taken = start;
  let at = start;
  for (; at < content.length; at++) {
    const sign = content.charCodeAt(at);
    if (sign === OPENING) depth++;
    else if (sign === CLOSING && --depth === 0) break;
    if (sign !== BACKSLASH) continue;
    const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0];
    text += content.slice(taken, at);
    if (octal !== undefined) text += String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    else text += ESCAPES.get(content[at + 1] ?? '') ?? content[at + 1] ?? '';
    at += octal?.length ?? (content.startsWith('\r\n', at + 1) ? 2 : 1);
    taken = at + 1;
  }
  return { text: text + content.slice(taken, at), end: at + 1 };
}
const [OPENING, CLOSING, BACKSLASH] = [0x28, 0x29, 0x5c];
const ESCAPES = new Map(Object.entries({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }));

function endOfPicture(content: string, start: number): number {
  const end = content.indexOf('EI', start);
  return end < 0 ? content.length : end;
}
