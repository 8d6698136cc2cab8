/** Finds the streams of a PDF by their keywords, without the cross-reference table, which may be missing, outdated or false. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { latin1 } from '../container/text.ts';
import { isDictionary, type PdfDictionary, type PdfReference, type PdfValue, parsePdfValue } from './pdf-value.ts';

/** Where `needle` is, and the bytes on both sides of it. */
export function* occurrences(
  source: ByteSource,
  needle: Buffer,
  budget: Budget,
): Generator<{ readonly at: number; readonly before: Buffer; readonly behind: Buffer }> {
  for (let from = 0; from < source.size; from += STEP_BYTES) {
    budget.checkTime();
    const windowStart = Math.max(0, from - DICTIONARY_BYTES);
    const windowEnd = Math.min(source.size, from + STEP_BYTES + BEHIND_BYTES);
    const read = source.read(windowStart, windowEnd - windowStart);
    const window = Buffer.from(read.buffer, read.byteOffset, read.length);
    const limit = from + STEP_BYTES - windowStart;
    let index = window.indexOf(needle, from - windowStart);
    for (; index >= 0 && index < limit; index = window.indexOf(needle, index + 1))
      yield {
        at: windowStart + index,
        before: window.subarray(Math.max(0, index - DICTIONARY_BYTES), index),
        behind: window.subarray(index + needle.length),
      };
  }
}
const STEP_BYTES = 1 << 20;
const BEHIND_BYTES = 4 << 10;
/** Dictionaries of streams have some hundred bytes; a longer one is read separately. */
const DICTIONARY_BYTES = 16 << 10;

export interface PdfStream {
  /** `object 12 0`, from the line before the dictionary. */
  readonly name: string;
  readonly dictionary: PdfDictionary;
  /** The dictionary's source text names a filter. */
  readonly namesFilter: boolean;
  /** Where that text begins. */
  readonly dictionaryStart: number;
  /** Start of its data. */
  readonly start: number;
  /** Where `endstream` is, or where another stream begins when that keyword is missing. */
  readonly end: number;
  /** The file ends before the stream does. */
  readonly isCut?: true;
}

/** The keyword `endstream` behind data without a keyword `stream`. */
export interface LostPdfStream {
  readonly lostAt: number;
}

/* ISO 32000-1, 7.3.8: `12 0 obj << … >> stream`, CR LF or LF, data, `endstream` */
export function* findPdfStreams(source: ByteSource, budget: Budget): Generator<PdfStream | LostPdfStream> {
  let previous = 0;
  /** Up to here, no bytes can be data of a stream whose beginning is lost. */
  let passed = 0;
  let open: Omit<PdfStream, 'end'> | undefined;
  for (const { at, before, behind } of occurrences(source, STREAM, budget)) {
    const isEnd = before.subarray(-END.length).equals(END);
    const lineEnd = lineEndOf(behind);
    if (!isEnd && (lineEnd === undefined || !isBegin(before, open !== undefined || at < passed))) continue;
    // The keyword may occur in the data; what follows up to the real one is no other stream.
    const behindData = at - END.length - lengthEnd(open);
    const isStatedEnd = behindData >= 0 && behindData <= LINE_END_BYTES;
    const isSure = isEnd && (isStatedEnd || OBJECT_END.test(behind.toString('latin1', 0, END_MARK_BYTES)));
    if (open !== undefined) yield { ...open, end: isEnd ? Math.max(open.start, at - END.length) : at };
    else if (isSure && isLost(before.subarray(Math.max(0, before.length - Math.max(0, at - passed)), -END.length)))
      yield { lostAt: at - END.length };
    passed = isSure || !isEnd ? Math.max(lengthEnd(open), at + STREAM.length) : source.size;
    open = undefined;
    if (isEnd) continue;
    // No byte is inspected twice, however many keywords there are.
    const near = before.toString('latin1', Math.max(0, before.length - (at - previous)));
    const isCutOff = before.length < at - previous && objectBefore(near) === undefined;
    const head = isCutOff ? textBefore(source, at, previous) : near;
    const start = at + STREAM.length + (lineEnd ?? 0);
    previous = start;
    const { name, text } = objectBefore(head) ?? { name: `stream at ${at}`, text: head.slice(lastEnd(head)) };
    const dictionary = parsePdfValue(text);
    // Without a readable dictionary, packed data may still be recognised by its content.
    open = {
      name,
      dictionary: isDictionary(dictionary) ? dictionary : new Map(),
      namesFilter: FILTER_NAME.test(text),
      dictionaryStart: at - text.length,
      start,
    };
  }
  if (open !== undefined) yield { ...open, end: source.size, isCut: true };
}
const STREAM = Buffer.from('stream');
const END = Buffer.from('end');
/** Bytes up to the end of the line, if there is nothing else in it. A lone carriage return is invalid, but occurs. */
function lineEndOf(behind: Buffer): number | undefined {
  const spaces = behind.findIndex((byte) => byte !== 0x20);
  if (behind[spaces] === 0x0a) return spaces + 1;
  if (behind[spaces] !== 0x0d) return undefined;
  return spaces + (behind[spaces + 1] === 0x0a ? 2 : 1);
}

/**
 * Whether the keyword follows a dictionary, and is not in a comment or in data. If the end of the dictionary is damaged, there is
 * still an object around it.
 */
function isBegin(before: Buffer, isOpen: boolean): boolean {
  const near = before.toString('latin1', Math.max(0, before.length - NEAR_BYTES));
  if (near.trimEnd().endsWith('>>')) return true;
  if (isOpen || NAME_BEFORE.test(near)) return false;
  const object = near.lastIndexOf('obj');
  return object >= 0 && near.slice(Math.max(0, object - 3), object) !== 'end';
}
const NEAR_BYTES = 1024;
/**
 * 7.3.5: the keyword is the end of a name: in `/Subtype /application#2Foctet-stream`, on a line of its own as qpdf --qdf and PDFBox write
 * it.
 */
const NAME_BEFORE = /\/[^\0\t\n\f\r ()<>[\]{}/%]+$/;

/**
 * Whether the bytes before `endstream` can be the data of a lost stream. A document in a document is not: its data contains
 * streams itself.
 */
function isLost(data: Buffer): boolean {
  const end = data.toString('latin1', Math.max(0, data.length - END_MARK_BYTES)).trimEnd();
  return end !== '' && !end.endsWith('%%EOF');
}
/** The mark, and line ends behind it. */
const END_MARK_BYTES = 64;
/** CR LF. */
const LINE_END_BYTES = 2;
const OBJECT_END = /^[\0\t\n\f\r ]*endobj/;

/** The end of a stream's data according to its own `/Length`. */
function lengthEnd(stream: Omit<PdfStream, 'end'> | undefined): number {
  const length = stream?.dictionary.get('Length');
  return stream !== undefined && typeof length === 'number' ? stream.start + length : 0;
}

/** 7.4.1, table 6, without the picture filters. */
const FILTER_NAME = /\/(?:Flate|LZW|ASCII85|ASCIIHex|RunLength)Decode(?![A-Za-z])/;
const FILTER = /\/Filter[\0\t\n\f\r ]*\[?[\0\t\n\f\r ]*\/(?:Flate|LZW|ASCII85|ASCIIHex|RunLength)Decode(?![A-Za-z])/;

/** Whether text between streams contains the dictionary of one. */
export function hasStreamDictionary(text: Buffer): boolean {
  return text.includes(FILTER_KEY) && FILTER.test(text.toString('latin1').replace(TRAILERS, ''));
}
/**
 * For a document with a cross-reference stream, PDFBox copies the trailer from that stream's dictionary, including Filter and
 * Length.
 */
const TRAILERS = /trailer[\0\t\n\f\r ]*<<.*?(?=startxref|$)/gs;
const FILTER_KEY = Buffer.from('/Filter');

/** Whether an object in text between streams breaks off in zeros, which are meaningless except in strings (7.2.2): its content is lost. */
export function hasErasedObject(text: Buffer): boolean {
  if (!text.includes(ZEROS)) return false;
  let depth = Number.POSITIVE_INFINITY;
  for (const [word] of text.toString('latin1').matchAll(WORDS_AND_ZEROS)) {
    if (word === '(') depth++;
    else if (word === ')') depth = Math.max(0, depth - 1);
    else if (word === 'endobj') depth = Number.POSITIVE_INFINITY;
    else if (word.endsWith('obj') || word === 'endstream') depth = 0;
    else if (word.startsWith('\0') && depth === 0) return true;
  }
  return false;
}
const ZEROS = Buffer.alloc(16);
const WORDS_AND_ZEROS =
  /endobj|endstream|\d{1,10}[\0\t\n\f\r ]{1,8}\d{1,5}[\0\t\n\f\r ]{1,8}obj(?![A-Za-z])|\\.|[()]|\0{16,}/gs;

const OBJECT = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj(?![A-Za-z])/g;

function objectBefore(head: string): { name: string; text: string } | undefined {
  const found = [...head.matchAll(OBJECT)].at(-1);
  if (found === undefined) return undefined;
  return { name: `object ${found[1]} ${found[2]}`, text: head.slice((found.index ?? 0) + found[0].length) };
}

/** As much as the longest dictionary takes: one of pdfTeX that names 1,299 forms has 20 KiB. */
function textBefore(source: ByteSource, at: number, least: number): string {
  const start = Math.max(least, at - LONG_DICTIONARY_BYTES);
  return latin1(source.read(start, at - start));
}
const LONG_DICTIONARY_BYTES = 1 << 20;

/** Offset of the first dictionary behind the last `endobj` or `endstream`. */
function lastEnd(head: string): number {
  const end = Math.max(head.lastIndexOf('endobj'), head.lastIndexOf('endstream'), 0);
  return Math.max(head.indexOf('<<', end), end);
}

/** References to look up in one file: each lookup searches all of it. */
const MAX_LOOKUPS = 100;

/** Finds objects by their number. */
export class PdfObjects {
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #known = new Map<string, PdfValue | undefined>();

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  /**
   * The last object of that number, which is the one an update added; undefined when there is none, or after too many
   * lookups.
   */
  get({ object, generation }: PdfReference): PdfValue | undefined {
    const header = `${object} ${generation} obj`;
    if (this.#known.has(header)) return this.#known.get(header);
    if (this.#known.size >= MAX_LOOKUPS) return undefined;
    let value: PdfValue | undefined;
    for (const { before, behind } of occurrences(this.#source, Buffer.from(header), this.#budget)) {
      const preceding = before.at(-1) ?? 0x0a;
      if (preceding < 0x30 || preceding > 0x39)
        value = parsePdfValue(behind.toString('latin1', 0, Math.min(behind.length, BEHIND_BYTES)));
    }
    this.#known.set(header, value);
    return value;
  }
}
