/** Finds what the fonts of a document are called on its pages, and what their glyph numbers stand for. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { parseToUnicode, type ToUnicode } from './pdf-glyphs.ts';
import { occurrences } from './pdf-scan.ts';

/** Fonts that are read, and fonts of one name. */
const MAX_FONTS = 2000;
const MAX_OF_NAME = 8;

export interface PdfFont {
  /** A number takes two bytes of a string (ISO 32000-1, 9.7), else one. */
  readonly isComposite: boolean;
  readonly toUnicode: ToUnicode;
}

/**
 * A name in front of a reference to a font is the font's name: pages list theirs so (ISO 32000-1, 7.8.3). Pages may use one name for
 * different fonts, so a name has a list.
 */
export class PdfFonts {
  /** By the number of the object that is a ToUnicode CMap: the number of its font. */
  readonly #fontOf = new Map<number, number>();
  readonly #toUnicode = new Map<number, ToUnicode>();
  /** Numbers of fonts, and which are composite. */
  readonly #fonts = new Map<number, boolean>();
  readonly #names = new Map<string, Set<number>>();

  /** Fonts in the text between streams. Called before names are looked for. */
  readPlain(source: ByteSource, budget: Budget): void {
    let left = MAX_FONTS;
    for (const { before, behind } of occurrences(source, TO_UNICODE, budget)) {
      if (left-- === 0) return;
      const head = before.toString('latin1');
      const found = [...head.matchAll(OBJECT)].at(-1);
      const [tail] = behind.toString('latin1', 0, FONT_BYTES).split('endobj');
      if (found !== undefined) this.#add(Number(found[1]), `${head.slice(found.index)}${TO_UNICODE}${tail}`);
    }
  }

  /** Fonts among the objects of an object stream (7.5.7): pairs of their numbers and offsets, which increase, then they themselves. */
  readPacked(text: string, first: number): void {
    const numbers = text
      .slice(0, first)
      .trim()
      .split(/\s+/, 2 * MAX_PACKED)
      .map(Number);
    let before = 0;
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const [start, next] = [numbers[index + 1]!, numbers[index + 3] ?? text.length];
      const end = Math.min(next, start + MAX_DICTIONARY_BYTES);
      // No byte is looked at twice: thousands of objects may claim the same.
      if (!(start >= before && end > start)) continue;
      this.#add(numbers[index]!, text.slice(first + start, first + end));
      before = end;
    }
  }

  #add(font: number, dictionary: string): void {
    const cmap = CMAP.exec(dictionary)?.[1];
    if (cmap === undefined || this.#fontOf.size >= MAX_FONTS) return;
    this.#fontOf.set(Number(cmap), font);
    this.#fonts.set(font, COMPOSITE.test(dictionary));
  }

  /** @param object its number */
  isCmap(object: number): boolean {
    return this.#fontOf.has(object);
  }

  readCmap(object: number, text: string): void {
    this.#toUnicode.set(this.#fontOf.get(object)!, parseToUnicode(text));
  }

  /** Names between streams. */
  namePlain(source: ByteSource, budget: Budget): void {
    if (this.#fonts.size === 0) return;
    for (const { before } of occurrences(source, REFERENCE, budget))
      this.namePacked(`${before.toString('latin1', Math.max(0, before.length - NAME_BYTES))} 0 R`);
  }

  namePacked(text: string): void {
    for (const [, name, digits] of text.matchAll(NAMED_REFERENCE)) {
      const font = Number(digits);
      if (!this.#fonts.has(font)) continue;
      const known = this.#names.get(name!) ?? new Set();
      if (known.size < MAX_OF_NAME) this.#names.set(name!, known.add(font));
    }
  }

  namesakes(name: string): number {
    return this.#names.get(name)?.size ?? 0;
  }

  /** The font of that name, or of several the one with this index, or the last. */
  named(name: string, index: number): PdfFont | undefined {
    const fonts = [...(this.#names.get(name) ?? [])];
    const font = fonts[Math.min(index, fonts.length - 1)] ?? -1;
    const toUnicode = this.#toUnicode.get(font);
    return toUnicode && { isComposite: this.#fonts.get(font)!, toUnicode };
  }
}

const TO_UNICODE = Buffer.from('/ToUnicode');
const REFERENCE = Buffer.from(' 0 R');
const CMAP = /\/ToUnicode\s*(\d{1,10})\s+\d{1,5}\s+R/;
const COMPOSITE = /\/Type0(?![0-9A-Za-z])/;
const MAX_DICTIONARY_BYTES = 16 << 10;
/** What may follow in the dictionary of a font. */
const FONT_BYTES = 1024;
const NAME_BYTES = 160;
const OBJECT = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![A-Za-z])/g;
const NAMED_REFERENCE = /\/([^\0\t\n\f\r ()<>[\]{}/%]{1,127})[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]+0[\0\t\n\f\r ]+R/g;
/** Objects in one object stream; writers put some hundred in one. */
const MAX_PACKED = 1 << 16;
