/**
 * Crash dumps of Erlang (crash_dump.html of the documentation of ERTS, *Process Heap*). Binaries are in base64 or hex, which codings read.
 * A string is a list of characters, with a line for each cell: `7F..A0:lI45|H7F..B0` is a hyphen, and the rest is at 7F..B0. Lists of
 * numbers that may be characters are joined; the cell that follows in a list is also the next one in the file.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { wholeEntry } from '../container/whole-entry.ts';

const FIRST_LINE = Buffer.from('=erl_crash_dump:');

export const erlCrashDump: SourceContainer = {
  id: 'erl-crash-dump',
  title: 'Erlang crash dump: strings stored as lists of characters',
  reads: 'source',
  headBytes: FIRST_LINE.length,
  keepsLeaf: 'searched',
  firstBytes: [FIRST_LINE[0]!],
  sniff: (head) => head.length >= FIRST_LINE.length && FIRST_LINE.equals(head.subarray(0, FIRST_LINE.length)),
  entries,
};

const WINDOW_BYTES = 1 << 20;
/** Longer than a cell, whose numbers have 64 bits. */
const MAX_CELL_BYTES = 64;
/** Handed on at a time. */
const BATCH_BYTES = 1 << 18;

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry> {
  let strings = new Strings(0);
  for (let at = 0; at < source.size; at += WINDOW_BYTES) {
    budget.checkTime();
    // A cell belongs to the window that contains its mark.
    const start = Math.max(0, at - MAX_CELL_BYTES);
    const end = Math.min(source.size, at + WINDOW_BYTES + MAX_CELL_BYTES);
    const bytes = Buffer.from(source.read(start, end - start));
    for (const cell of cellsIn(bytes, at - start, Math.min(bytes.length, at - start + WINDOW_BYTES))) {
      strings.add(cell);
      if (!strings.isFull) continue;
      const full = strings;
      strings = new Strings(start, full);
      yield full.entry();
    }
  }
  if (strings.length > 0) yield strings.entry();
  const last = Math.min(LAST_BYTES, source.size);
  if (!Buffer.from(source.read(source.size - last, last)).includes(LAST_SECTION))
    throw new FormatError('the crash dump ends before its last section, =end; what was written before it is read');
}

/** Ends a dump that was not cut off by a limit of size or time. */
const LAST_SECTION = Buffer.from('\n=end');
const LAST_BYTES = 64;

interface Cell {
  readonly address: number;
  /** A character. */
  readonly head: number;
  /** Address of the rest of the list; 0 at its end. */
  readonly tail: number;
}

const CELL = Buffer.from(':lI');
const [LF, BAR, LETTER_H, ZERO] = [0x0a, 0x7c, 0x48, 0x30];
const MAX_CHARACTER = 0x10ffff;

/** Cells whose mark is in [from, to). */
function* cellsIn(bytes: Buffer, from: number, to: number): Generator<Cell> {
  for (let mark = bytes.indexOf(CELL, from); mark >= 0 && mark < to; mark = bytes.indexOf(CELL, mark + 1)) {
    let start = mark;
    while (start > 0 && mark - start <= MAX_HEX && bytes[start - 1] !== LF) start--;
    let [at, head] = [mark + CELL.length, 0];
    while (bytes[at]! >= ZERO && bytes[at]! < ZERO + 10 && head <= MAX_CHARACTER)
      head = head * 10 + bytes[at++]! - ZERO;
    if (bytes[at] !== BAR || head > MAX_CHARACTER) continue;
    const address = hexNumber(bytes, start, mark);
    const isLast = bytes[at + 1] !== LETTER_H;
    let end = at + 2;
    while (end < bytes.length && end <= at + 2 + MAX_HEX && bytes[end]! > LF) end++;
    const tail = isLast ? 0 : hexNumber(bytes, at + 2, end);
    if (address > 0 && tail >= 0) yield { address, head, tail };
  }
}

/** Digits of an address: processors use 48 of its 64 bits. */
const MAX_HEX = 13;

/** -1 when it is no number. */
function hexNumber(bytes: Buffer, start: number, end: number): number {
  if (end - start > MAX_HEX || end <= start) return -1;
  let number = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    const digit = byte < ZERO + 10 ? byte - ZERO : byte - 0x37;
    if (!(digit >= 0 && digit < 16)) return -1;
    number = number * 16 + digit;
  }
  return number;
}

/** Shorter lists are numbers as often as text. */
const MIN_CHARACTERS = 8;
const MAX_UTF8 = 4;

/** Consecutive strings, separated by line ends. */
class Strings {
  readonly #from: number;
  #bytes = new Uint8Array(BATCH_BYTES);
  /** State of the list being read: where it begins, its length in characters, the address of its next cell. */
  #begin = 0;
  #characters = 0;
  #next = 0;
  length = 0;

  /**
   * @param before whose last list continues here: it is repeated from its beginning, unless it is long, so that no key
   * is split
   */
  constructor(from: number, before?: Strings) {
    this.#from = from;
    if (before === undefined) return;
    const list = before.#bytes.subarray(before.#begin, before.length);
    if (list.length <= BATCH_BYTES / 2) {
      this.#bytes.set(list);
      this.length = list.length;
      before.length = before.#begin;
    }
    this.#characters = before.#characters;
    this.#next = before.#next;
  }

  get isFull(): boolean {
    return this.length > BATCH_BYTES - MAX_UTF8 - 1;
  }

  add({ address, head, tail }: Cell): void {
    if (address !== this.#next) this.#endList();
    this.#characters++;
    this.#next = tail;
    // Bytes of a file, or undecoded UTF-8, are lists as well.
    if (head < 0x100) this.#bytes[this.length++] = head;
    else this.length += Buffer.from(String.fromCodePoint(head)).copy(this.#bytes, this.length);
  }

  #endList(): void {
    if (this.#characters < MIN_CHARACTERS) this.length = this.#begin;
    else this.#bytes[this.length++] = LF;
    this.#begin = this.length;
    this.#characters = 0;
  }

  entry(): Entry {
    return wholeEntry(`strings from ${this.#from} on`, this.#bytes.subarray(0, this.length));
  }
}
