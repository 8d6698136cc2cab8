/**
 * Workbooks of Excel 5 to 2003: the stream Workbook or Book of a compound file ([MS-XLS]), a sequence of records. Most texts are seen as
 * they lie. The exception are texts of the shared string table that continue in another record (2.5.293, 2.4.58), whose header and flags
 * split them.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';

/*  0  2  kind, little-endian      2  2  bytes that follow
 *  The first one (2.4.21): 0809; 8 or 16 bytes: version, 5, which is all of a workbook, and others */
const MAGICS = [magic('09 08 08 00 00 05 05 00'), magic('09 08 10 00 00 06 05 00')];
const HEADER_BYTES = 4;
const END = 0x0a;
const FILE_PASS = 0x2f;
const CONTINUE = 0x3c;
const TEXTS = 0xfc;
/** Precede the texts: how many there are, with and without repetitions. */
const COUNTS_BYTES = 8;

export const excel: SourceContainer = {
  id: 'excel',
  title: 'Excel 5 to 2003 workbook (.xls: split texts)',
  limits: 'encrypted files',
  reads: 'source',
  headBytes: MAGICS[0]!.bytes.length,
  firstBytes: firstBytesOf(MAGICS),
  keepsLeaf: 'searched',
  sniff: (head) => MAGICS.some((one) => hasMagic(head, one)),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const records = new ReadAheadSource(source);
  const pieces: Range[] = [];
  let [goesOn, problem] = [false, ''];
  for (const { kind, start, end } of recordsOf(records, budget)) {
    if (kind === FILE_PASS) {
      yield { trouble: { code: 'encrypted', message: ENCRYPTED } };
      return;
    }
    goesOn = kind === TEXTS || (kind === CONTINUE && goesOn);
    if (!goesOn || start === end) continue;
    if (pieces.length === MAX_PIECES) {
      problem = `expected the texts of a workbook in ${MAX_PIECES} records at most, found more`;
      break;
    }
    if (end > source.size) problem = `expected a record up to byte ${end}, found the end at byte ${source.size}`;
    pieces.push({ start, end: Math.min(end, source.size) });
  }
  if (pieces.length > 1) yield { name: NAME, open: () => new Texts(records, pieces, budget).cut() };
  if (problem !== '') yield damaged(`${problem}; texts that are cut up are read up to there`, NAME);
}
/** At 8,224 bytes each, which is what Excel fills, 8 GiB. */
const MAX_PIECES = 1 << 20;
const ENCRYPTED =
  'Excel workbook (.xls): the content is encrypted and cannot be read; scan it before it is encrypted, or store it without a password';
const NAME = 'texts';

interface WorkbookRecord extends Range {
  readonly kind: number;
}

/** The records of the workbook itself, which precede those of its sheets; the last one may be cut off. */
function* recordsOf(source: ByteSource, budget: Budget): Generator<WorkbookRecord> {
  for (let at = 0; at + HEADER_BYTES <= source.size; ) {
    budget.checkTime();
    const header = bufferOf(source.read(at, HEADER_BYTES));
    const start = at + HEADER_BYTES;
    const end = start + header.readUInt16LE(2);
    const kind = header.readUInt16LE(0);
    if (kind === END) return;
    yield { kind, start, end };
    at = end;
  }
}

/** The shared string table, in pieces. */
class Texts {
  readonly #source: ByteSource;
  readonly #pieces: readonly Range[];
  readonly #budget: Budget;
  #piece = 0;
  #at: number;

  constructor(source: ByteSource, pieces: readonly Range[], budget: Budget) {
    this.#source = source;
    this.#pieces = pieces;
    this.#budget = budget;
    this.#at = pieces[0]!.start;
  }

  /** Texts that cross pieces, one a line. */
  async *cut(): AsyncGenerator<Uint8Array> {
    this.#skip(COUNTS_BYTES);
    while (!this.#isAtEnd) {
      this.#budget.checkTime();
      const text = this.#next();
      if (text !== undefined) yield Buffer.from(`${text}\n`);
    }
  }

  /*  0  2  characters
   *  2  1  flags: 1 two bytes a character, 4 behind them stands what says how it is spoken, 8 behind them stand fonts
   *  .  2  how many fonts, if there are any       .  4  bytes of how it is spoken, if that is there
   *  .  .  characters; where they go on in another piece, that begins with flags                      */
  /** @returns undefined where the text lies in one piece */
  #next(): string | undefined {
    let characters = this.#number(2);
    let flags = this.#number(1);
    const fonts = (flags & 8) === 0 ? 0 : this.#number(2);
    const spokenBytes = (flags & 4) === 0 ? 0 : this.#number(4);
    let [text, isCut] = ['', false];
    // Each further piece of a text begins with flags of its own.
    while (characters > 0 && this.#piece < this.#pieces.length) {
      const width = (flags & 1) + 1;
      const here = Math.min(characters, Math.floor((this.#pieces[this.#piece]!.end - this.#at) / width));
      text += bufferOf(this.#source.read(this.#at, here * width)).toString(width === 2 ? 'utf16le' : 'latin1');
      characters -= here;
      if (characters === 0) this.#at += here * width;
      else {
        isCut = true;
        this.#nextPiece();
        flags = this.#isAtEnd ? 0 : this.#number(1);
      }
    }
    this.#skip(FONT_BYTES * fonts + spokenBytes);
    return isCut ? text : undefined;
  }

  get #isAtEnd(): boolean {
    while (this.#piece < this.#pieces.length && this.#at >= this.#pieces[this.#piece]!.end) this.#nextPiece();
    return this.#piece >= this.#pieces.length;
  }

  #nextPiece(): void {
    this.#at = this.#pieces[++this.#piece]?.start ?? 0;
  }

  #number(bytes: 1 | 2 | 4): number {
    let value = 0;
    for (let index = 0; index < bytes && !this.#isAtEnd; index++)
      value += this.#source.read(this.#at++, 1)[0]! * 2 ** (8 * index);
    return value;
  }

  #skip(bytes: number): void {
    for (let left = bytes; left > 0 && !this.#isAtEnd; ) {
      const here = Math.min(left, this.#pieces[this.#piece]!.end - this.#at);
      this.#at += here;
      left -= here;
    }
  }
}
const FONT_BYTES = 4;
