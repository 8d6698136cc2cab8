/** Finds the streams of a PDF as they lie, without the cross-reference table, which may be missing, old or a lie. */
import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { isDictionary, type PdfDictionary, type PdfReference, type PdfValue, parsePdfValue } from './pdf-value.ts';

/** Offsets at which `needle` begins, from `start` on. */
export function* occurrences(
  source: ByteSource,
  needle: Buffer,
  budget: Budget,
  start = 0,
): Generator<{ readonly at: number; readonly before: Buffer; readonly behind: Buffer }> {
  for (let from = start; from < source.size; from += STEP_BYTES) {
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
/** Dictionaries of streams take some hundred bytes; of one that is longer the beginning is not seen. */
const DICTIONARY_BYTES = 16 << 10;

export interface PdfStream {
  /** `object 12 0`, as it stands before the dictionary. */
  readonly name: string;
  readonly dictionary: PdfDictionary;
  /** Of its data. */
  readonly start: number;
  /** Where `endstream` is, or another stream begins when that word is missing. */
  readonly end: number;
  /** The file ends before the stream does. */
  readonly isCut?: true;
}

/* ISO 32000-1, 7.3.8: `12 0 obj << … >> stream`, CR LF or LF, data, `endstream` */
export function* findPdfStreams(source: ByteSource, budget: Budget): Generator<PdfStream> {
  let previous = 0;
  let open: Omit<PdfStream, 'end'> | undefined;
  for (const { at, before, behind } of occurrences(source, STREAM, budget)) {
    const isEnd = before.subarray(-END.length).equals(END);
    // A lone carriage return is wrong and is written all the same.
    const lineEnd = behind[0] === 0x0d ? (behind[1] === 0x0a ? 2 : 1) : behind[0] === 0x0a ? 1 : 0;
    if (!isEnd && lineEnd === 0) continue;
    if (open !== undefined) yield { ...open, end: isEnd ? Math.max(open.start, at - END.length) : at };
    open = undefined;
    if (isEnd) continue;
    // Nothing is looked at twice, however many words there are.
    const head = before.toString('latin1', Math.max(0, before.length - (at - previous)));
    const start = at + STREAM.length + lineEnd;
    previous = start;
    const { name, text } = objectBefore(head) ?? { name: `stream at ${at}`, text: head.slice(lastEnd(head)) };
    const dictionary = parsePdfValue(text);
    // Without one that can be read, what is packed may still show what it is by its content.
    open = { name, dictionary: isDictionary(dictionary) ? dictionary : new Map(), start };
  }
  if (open !== undefined) yield { ...open, end: source.size, isCut: true };
}
const STREAM = Buffer.from('stream');
const END = Buffer.from('end');
const OBJECT = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj(?![A-Za-z])/g;

function objectBefore(head: string): { name: string; text: string } | undefined {
  const found = [...head.matchAll(OBJECT)].at(-1);
  if (found === undefined) return undefined;
  return { name: `object ${found[1]} ${found[2]}`, text: head.slice((found.index ?? 0) + found[0].length) };
}

/** Behind the last `endobj` or `endstream`, and from the first dictionary there. */
function lastEnd(head: string): number {
  const end = Math.max(head.lastIndexOf('endobj'), head.lastIndexOf('endstream'), 0);
  return Math.max(head.indexOf('<<', end), end);
}

/** How many references are looked up in one file: each of them is a search through all of it. */
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

  /** The last object of that number, as an update of the file has it; undefined when there is none, or too much was asked. */
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
