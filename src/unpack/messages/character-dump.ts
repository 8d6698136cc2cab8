/**
 * Characters as `od -c` (POSIX.1-2024, od) and `hexdump -c` print them: the offset, then a column of four for each byte:
 *   `   g`   a printable character     `  \n`   an escape     ` 202`   any other byte in octal     `  **`   more of the character before
 * A line `*` stands for lines equal to the one before; the last line is the offset of the end. Logs have such dumps where someone wants
 * to see what a variable contains, or to get past the masking of secrets. A log's prefix may precede the offset. Nothing else ends a
 * dump, so one that is cut off is no damage: its text is scanned all the same. A container and not a coding, since the kernel finds its first
 * offset, while what follows may be any characters, which no sign of a coding tells from other text.
 */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { drain } from '../../bytes/chunks.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

/** `od -A x` prints six digits. */
const [MIN_OFFSET_DIGITS, MAX_OFFSET_DIGITS] = [6, 7];
const ROW_BYTES = 16;
const CELL_CHARACTERS = 4;
/** A prefix, an offset and a row; no line of a dump is longer. */
const MAX_LINE_BYTES = 512;
/** The first line, and the second with its prefix. */
const HEAD_BYTES = 2 * MAX_LINE_BYTES;
const BLOCK_BYTES = 64 << 10;
/** Bytes that the `*` lines of one dump may expand to; the dump ends there. */
const MAX_REPEATED_BYTES = 16 << 20;
/** Of rows with different bytes, so many are written out, and zeros for the others: copies say nothing new, and take long to scan. */
const MAX_COPIED_BYTES = 1 << 10;

/** Of offsets: `od`; `hexdump` and `od -A x`; `od -A d`. The second line decides. */
const BASES = [8, 16, 10];

/** `hexdump -c` prints a character of UTF-8 in the column of its first byte. */
const CELL = String.raw`(?: {3}(?:[ -~]|[\x80-\xff]{2,4})| {2}\\[0abefnrtv]| [0-3][0-7]{2}| {2}\*\*)`;
const FIRST_LINE = new RegExp(`^(0{${MIN_OFFSET_DIGITS},${MAX_OFFSET_DIGITS}})(${CELL}{2,${ROW_BYTES}})[ \\r]*\\n`);
const ROW = new RegExp(`^${CELL}{1,${ROW_BYTES}}`);
const CELLS = new RegExp(CELL, 'g');

const ESCAPES: Readonly<Record<string, number>> = { 0: 0, a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 };

export const characterDump: SourceContainer = {
  id: 'character-dump',
  title: 'Dumps of characters by `od -c` and `hexdump -c`, also with a log prefix on each line',
  repeats: true,
  headBytes: HEAD_BYTES,
  reads: 'source',
  // What follows the offset: a character, an escape, or three octal digits, of which the default of od prints six.
  embeddedBy: ['20 20 20', '20 20 5c', '20 30', '20 31', '20 32', '20 33'].flatMap((cell) =>
    ['', '30 '].map((more) => magic(`${more}30 30 30 30 30 30 ${cell}`)),
  ),
  firstBytes: [0x30],
  sniff: beginsSo,
  entries,
};

function beginsSo(head: Uint8Array): boolean {
  const text = textOf(head.subarray(0, HEAD_BYTES));
  const [first, offset, cells] = FIRST_LINE.exec(text) ?? [];
  if (first === undefined) return false;
  const [second = ''] = text.slice(first.length).split('\n', 1);
  return new Rows().begin(offset!.length, cells!).next(second) !== 'other text';
}

async function* entries(source: ByteSource): AsyncGenerator<Entry> {
  const reader = new ChunkReader(streamOf(source));
  try {
    const dump = new Dump(reader);
    yield { name: 'characters', open: () => dump.decode() };
    await drain(dump.decode());
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
    reader.throwIfFailed();
  } finally {
    await reader.close();
  }
}

class Dump {
  readonly #reader: ChunkReader;
  readonly #rows = new Rows();
  #isOver = false;

  constructor(reader: ChunkReader) {
    this.#reader = reader;
  }

  /** What is left of it. */
  async *decode(): AsyncGenerator<Uint8Array> {
    while (!this.#isOver) {
      const block = await this.#reader.peek(BLOCK_BYTES);
      const taken = this.#readLines(textOf(block), block.length < BLOCK_BYTES);
      await this.#reader.take(taken);
      if (this.#isOver) this.#rows.end();
      yield this.#rows.take();
    }
  }

  /** @returns how many characters belong to the dump */
  #readLines(text: string, isLast: boolean): number {
    let at = 0;
    while (at < text.length) {
      const lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0 && !isLast && text.length - at < MAX_LINE_BYTES) return at;
      const next = lineEnd < 0 ? text.length : lineEnd + 1;
      const read = this.#rows.next(text.slice(at, Math.min(next, at + MAX_LINE_BYTES)));
      if (read !== 'other text') at = next;
      this.#isOver = read !== 'row';
      if (this.#isOver) return at;
    }
    this.#isOver = isLast;
    return at;
  }
}

interface Row {
  readonly bytes: Buffer;
  /** Bytes up to the last that is not a blank: `hexdump` fills up the last row, and logs strip blanks. */
  readonly used: number;
}

/** Follows the lines of a dump and collects its bytes. The last row waits for the next offset, which says how long it is. */
class Rows {
  #bases: readonly number[] = BASES;
  #offsetDigits = MAX_OFFSET_DIGITS;
  /** Of the row that waits. */
  #offset = 0;
  #row: Row | undefined;
  /** After `*`. */
  #isRepeated = false;
  #leftBytes = MAX_REPEATED_BYTES;
  #whole: Buffer[] = [];

  /** @param offsetDigits of the first row. @param cells of the first row */
  begin(offsetDigits: number, cells: string): this {
    this.#offsetDigits = offsetDigits;
    this.#row = rowOf(cells);
    return this;
  }

  next(line: string): 'row' | 'end' | 'other text' {
    const text = line.replace(/[\r\n]+$/, '');
    const waiting = this.#row;
    if (waiting === undefined) {
      const offsetDigits = text[MIN_OFFSET_DIGITS] === '0' ? MAX_OFFSET_DIGITS : MIN_OFFSET_DIGITS;
      this.begin(offsetDigits, text.slice(offsetDigits));
      return 'row';
    }
    for (const base of this.#bases) {
      const found = this.#offsetIn(text, base, waiting);
      if (found === undefined) continue;
      this.#bases = [base];
      return this.#goTo(found.offset, text.slice(found.end), waiting);
    }
    if (this.#isRepeated || !STAR.test(text)) return 'other text';
    this.#isRepeated = true;
    return 'row';
  }

  /** The offset that a line states, which is where the row that waits ends, or behind it if that is repeated. */
  #offsetIn(text: string, base: number, { used }: Row): { readonly offset: number; readonly end: number } | undefined {
    for (const { 0: digits, index } of text.matchAll(OFFSET)) {
      const offset = Number.parseInt(digits, base);
      const end = index + digits.length;
      if (offset.toString(base).padStart(this.#offsetDigits, '0') !== digits) continue;
      const ahead = offset - this.#offset;
      const isEnd = text.slice(end).trim() === '' && ahead >= used && ahead < ROW_BYTES && ahead > 0;
      if (ahead === ROW_BYTES || isEnd || (this.#isRepeated && ahead > ROW_BYTES)) return { offset, end };
    }
    return undefined;
  }

  #goTo(offset: number, cells: string, { bytes }: Row): 'row' | 'end' {
    const length = offset - this.#offset;
    const count = this.#isRepeated ? Math.min(length, this.#leftBytes) : length;
    const isFilled = this.#isRepeated && bytes.length > 0;
    this.#whole.push(isFilled ? copies(bytes, count) : bytes.subarray(0, count));
    if (this.#isRepeated) this.#leftBytes -= count;
    this.#offset = offset;
    this.#isRepeated = false;
    const isOver = count < length || cells.length < CELL_CHARACTERS;
    this.#row = isOver ? undefined : rowOf(cells);
    return isOver ? 'end' : 'row';
  }

  /** Nothing follows the row that waits. */
  end(): void {
    if (this.#row !== undefined) this.#whole.push(this.#row.bytes.subarray(0, this.#row.used));
    this.#row = undefined;
  }

  take(): Buffer {
    const bytes = Buffer.concat(this.#whole);
    this.#whole = [];
    return bytes;
  }
}
const OFFSET = /(?<![0-9A-Za-z])[0-9a-f]{6,12}(?= |$)/g;
const STAR = /(?:^|[\t ])\*[\t ]*$/;

/** @param text begins with the cells; blanks are missing where something stripped them */
function rowOf(text: string): Row {
  const cells = ROW.exec(text.padEnd(CELL_CHARACTERS * ROW_BYTES))?.[0] ?? '';
  const bytes: number[] = [];
  let used = 0;
  for (const [padded] of cells.matchAll(CELLS)) {
    const cell = padded.trimStart();
    if (cell === '**') continue;
    if (cell === '') bytes.push(0x20);
    else {
      bytes.push(...bytesOf(cell));
      used = bytes.length;
    }
  }
  return { bytes: Buffer.from(bytes), used };
}

function bytesOf(cell: string): Iterable<number> {
  if (cell.length === 2 && cell.startsWith('\\')) return [ESCAPES[cell[1]!]!];
  return cell.length === 3 && /^[0-7]/.test(cell) ? [Number.parseInt(cell, 8)] : Buffer.from(cell, 'latin1');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function copies(row: Buffer, count: number): Buffer {
  const isFill = row.every((byte) => byte === row[0]);
  const all = Buffer.alloc(count);
  all.fill(row, 0, isFill ? count : Math.min(count, MAX_COPIED_BYTES));
  return all;
}
