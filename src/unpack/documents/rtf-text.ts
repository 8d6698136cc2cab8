/** The text of RTF 1.9.1, read forwards, in UTF-8. */
import { HEX_DIGITS, NO_HEX_DIGIT } from '../container/hex-digits.ts';

const CODE = {
  LINE_FEED: 0x0a,
  CARRIAGE_RETURN: 0x0d,
  SPACE: 0x20,
  QUOTE: 0x27,
  STAR: 0x2a,
  DASH: 0x2d,
  BACKSLASH: 0x5c,
  OPEN: 0x7b,
  CLOSE: 0x7d,
} as const;

/** Groups whose text is not that of the document ("Destinations"), besides those that begin with `\*`. */
const HIDDEN = new Set(
  'fonttbl colortbl stylesheet pict objdata themedata colorschememapping latentstyles datastore listtable listoverridetable rsidtbl generator xmlnstbl sp'.split(
    ' ',
  ),
);
/** They begin with `\*` and have text: instructions of a field, such as an address, comments, and shapes. */
const SHOWN = new Set(['fldinst', 'annotation', 'shpinst', 'shppict', 'footnote']);
/** Control words that stand for text ("Special Characters"); a word processor made the quotes curly. */
const TEXT_OF: Readonly<Record<string, string>> = {
  ...{ par: '\n', line: '\n', row: '\n', sect: '\n', page: '\n', softline: '\n', column: '\n', tab: '\t', cell: '\t' },
  ...{ lquote: "'", rquote: "'", ldblquote: '"', rdblquote: '"', endash: '\u2013', emdash: '\u2014', bullet: '\u2022' },
  ...{ nestcell: '\t', nestrow: '\n', emspace: ' ', enspace: ' ', qmspace: ' ' },
};
/** Control symbols that stand for text; the optional hyphen, `\-`, is seen only where a line breaks. */
const TEXT_OF_SYMBOL: Readonly<Record<string, string>> = {
  ...{ '\\': '\\', '{': '{', '}': '}', '~': ' ', _: '-', '\n': '\n', '\r': '\n', '\t': '\t' },
};
/** As the specification limits them; a longer one is none that is known. */
const [MAX_WORD_BYTES, MAX_NUMBER_BYTES] = [32, 10];
/** Deeper groups share their settings with their parents. */
const MAX_DEPTH = 1000;
/** Two words may have begun before the chunk: half a character each, where they do not fit. */
const MAX_CARRIED_BYTES = 8;

/** What a group inherits and leaves unchanged when it ends. */
interface Group {
  readonly isHidden: boolean;
  /** Characters that stand in for one of `\u`, for readers without Unicode ("Unicode RTF"). */
  readonly standIns: number;
}

export class RtfText {
  state: 'open' | 'ended' | 'cut' = 'open';
  #group: Group = { isHidden: false, standIns: 1 };
  readonly #groups: Group[] = [];
  #depth = 0;
  /** What the next byte belongs to. */
  #in: 'text' | 'symbol' | 'word' | 'number' | 'hex' | 'binary' = 'text';
  #word = '';
  /** Of a byte in hexadecimal. */
  #firstDigit = -1;
  #number = '';
  #isStarred = false;
  #binaryBytes = 0;
  /** Of stand-ins. */
  #left = 0;
  #highSurrogate = '';
  #out = Buffer.alloc(0);
  #made = 0;

  /** @returns the text of these bytes, which takes no more room than they do; none after the last group */
  read(bytes: Uint8Array): Uint8Array {
    this.#out = Buffer.allocUnsafe(bytes.length + MAX_CARRIED_BYTES);
    this.#made = 0;
    for (let at = 0; at < bytes.length && this.state === 'open'; at++) this.#take(bytes[at]!);
    return this.#out.subarray(0, this.#made);
  }

  #take(byte: number): void {
    switch (this.#in) {
      case 'binary':
        if (--this.#binaryBytes <= 0) this.#in = 'text';
        return;
      case 'symbol':
        this.#takeSymbol(byte);
        return;
      case 'hex':
        this.#takeHex(byte);
        return;
      case 'word':
        if (isLetter(byte) && this.#word.length < MAX_WORD_BYTES) this.#word += String.fromCharCode(byte);
        else if (isDigit(byte) || byte === CODE.DASH) this.#begin('number', byte);
        else this.#endWord(byte);
        return;
      case 'number':
        if (isDigit(byte) && this.#number.length < MAX_NUMBER_BYTES) this.#number += String.fromCharCode(byte);
        else this.#endWord(byte);
        return;
      case 'text':
        this.#takeText(byte);
    }
  }

  #begin(kind: 'word' | 'number', byte: number): void {
    this.#in = kind;
    const first = String.fromCharCode(byte);
    if (kind === 'word') this.#word = first;
    this.#number = kind === 'word' ? '' : first;
  }

  #takeText(byte: number): void {
    if (byte === CODE.BACKSLASH) this.#in = 'symbol';
    else if (byte === CODE.OPEN) this.#open();
    else if (byte === CODE.CLOSE) this.#close();
    else if (byte !== CODE.LINE_FEED && byte !== CODE.CARRIAGE_RETURN && this.#isSeen()) this.#out[this.#made++] = byte;
  }

  #open(): void {
    if (this.#depth++ < MAX_DEPTH) this.#groups.push(this.#group);
    this.#left = 0;
  }

  #close(): void {
    if (--this.#depth < MAX_DEPTH) this.#group = this.#groups.pop() ?? this.#group;
    this.#left = 0;
    if (this.#depth <= 0) this.state = 'ended';
  }

  #takeSymbol(byte: number): void {
    this.#in = 'text';
    if (isLetter(byte)) this.#begin('word', byte);
    else if (byte === CODE.QUOTE) {
      this.#in = 'hex';
      this.#firstDigit = -1;
    } else if (byte === CODE.STAR) this.#isStarred = true;
    else this.#show(TEXT_OF_SYMBOL[String.fromCharCode(byte)] ?? '');
  }

  /** Text that is not ASCII is written so, byte by byte: nothing is made for each. */
  #takeHex(byte: number): void {
    const digit = HEX_DIGITS[byte]!;
    if (this.#firstDigit < 0) {
      this.#firstDigit = digit;
      return;
    }
    this.#in = 'text';
    if (this.#firstDigit !== NO_HEX_DIGIT && digit !== NO_HEX_DIGIT)
      this.#show(WINDOWS_1252[(this.#firstDigit << 4) | digit]!);
  }

  /** A blank after a word belongs to it. */
  #endWord(next: number): void {
    this.#in = 'text';
    this.#apply(this.#word, this.#number === '' ? undefined : Number(this.#number));
    if (next !== CODE.SPACE) this.#take(next);
  }

  #apply(word: string, number: number | undefined): void {
    const isStarred = this.#isStarred;
    this.#isStarred = false;
    if (HIDDEN.has(word) || (isStarred && !SHOWN.has(word))) this.#group = { ...this.#group, isHidden: true };
    else if (word === 'uc') this.#group = { ...this.#group, standIns: Math.max(0, number ?? 1) };
    else if (word === 'u' && number !== undefined) this.#showUnit(number & 0xffff);
    else if (word === 'bin' && number !== undefined && number > 0) {
      this.#in = 'binary';
      this.#binaryBytes = number;
    } else this.#show(TEXT_OF[word] ?? '');
  }

  /** A unit of UTF-16; half a character waits for the other half. */
  #showUnit(unit: number): void {
    this.#left = 0;
    const text = this.#highSurrogate + String.fromCharCode(unit);
    const isHigh = unit >= 0xd800 && unit < 0xdc00;
    this.#highSurrogate = isHigh ? String.fromCharCode(unit) : '';
    if (!isHigh) this.#show(text);
    this.#left = this.#group.standIns;
  }

  #show(text: string): void {
    if (text === '' || !this.#isSeen()) return;
    const code = text.charCodeAt(0);
    if (text.length === 1 && code < 0x80) this.#out[this.#made++] = code;
    else this.#made += this.#out.write(text, this.#made);
  }

  /** Whether the next character is of the text. */
  #isSeen(): boolean {
    if (this.#left === 0) return !this.#group.isHidden;
    this.#left--;
    return false;
  }
}

const decoder = new TextDecoder('windows-1252');
/** By its byte. */
const WINDOWS_1252 = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
