/**
 * Dumps as `xxd`, `hexdump -C`, `od`, `od -tx1`, `tcpdump -X` and Wireshark print them: offsets, bytes in hex, and what can be printed
 * of them; a `*` in place of lines that are as the one before. A text goes on over the ends of their lines.
 */
import { SIGNS, type Signs } from '../../model/sign.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from '../coding.ts';
import { afterHex, hexAt } from './escape-grammar.ts';
import { beginsFormat, HEAD_BYTES, isText, PROOF_BYTES } from './plausible.ts';
import { membersOf, nextSignedStretch } from './stretches.ts';

/** Less than the offset and sixteen bytes of `od -x`, 47; the lines of others are longer. */
const MIN_BYTES = 44;
const MEMBERS = membersOf(/[0-9A-Fa-f: \t]/);
const [TAB, LF, CR, SPACE, STAR, COLON] = [0x09, 0x0a, 0x0d, 0x20, 0x2a, 0x3a];
const NOTHING = new Uint8Array(0);
/** Of offsets: `od`; `od -A d`; all others. What is short may be read in each: the first one makes the least of it. */
const BASES = [8, 10, 16];
/** Lines that tell it. */
const MOST_TRIED = 64;
/** Blanks, a `0x` and an offset of 64 bits. */
const MOST_BEFORE = 32;
const MOST_LINE = 512;
const MOST_BYTES_A_LINE = 64;
/** `od` without options. */
const OCTAL_WORD = 6;
const HALF = 8;
const MIN_LINES = 2;
const MIN_LONG = 512;
/** Whatever it holds; as many lines of `hexdump -C` as can be seen from anywhere (`CODING_REACH_BYTES`). */
const MIN_PLENTY = 768;
const MOST_KEPT = 1024;
/** What lines that were left out may stand for, of one dump; where there is more, it ends, and another one begins. */
const MOST_REPEATED = 16 << 20;

export const hexDump: Coding = {
  id: 'hex-dump',
  title: 'Dumps of xxd, hexdump, od, tcpdump',
  sign: SIGNS.numbers,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const kept = new Uint8Array(MOST_KEPT);
    for (let from = Math.max(0, start - CODING_REACH_BYTES); from < end; ) {
      const stretch = nextSignedStretch(bytes, MEMBERS, MIN_BYTES, { from, end, signs, sign: SIGNS.numbers });
      if (stretch < 0) return;
      const begin = lineStart(bytes, stretch);
      const isDump = readLine(bytes, begin, 16) !== undefined;
      const run = readLines(bytes, begin, { base: isDump ? baseOf(bytes, begin) : 16, into: kept });
      from = Math.max(stretch + MIN_BYTES, run.end);
      if (run.lines < MIN_LINES || run.start < start || run.start >= end) continue;
      if (isWorthALook(kept.subarray(0, run.total), run)) yield { start: run.start, end: run.end };
    }
  },
  decode(run) {
    const base = baseOf(run, 0);
    const { total, hasWords } = readLines(run, 0, { base, into: NOTHING });
    const bytes = new Uint8Array(total);
    readLines(run, 0, { base, into: bytes });
    return hasWords ? [bytes, swapped(bytes)] : [bytes];
  },
};

function lineStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && at - start < MOST_BEFORE && bytes[start - 1] !== LF) start--;
  return start;
}

interface Dump {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
  /** Bytes that it stands for. */
  readonly total: number;
  readonly hasWords: boolean;
}

/**
 * In which base the offsets of a dump are: the one in which its lines follow one another the furthest, since all digits may make
 * sense in each.
 */
function baseOf(bytes: Uint8Array, start: number): number {
  const trials = BASES.map((base) => ({
    base,
    dump: readLines(bytes, start, { base, into: NOTHING, most: MOST_TRIED }),
  }));
  return trials.reduce((best, other) => (goesFurther(other.dump, best.dump) ? other : best)).base;
}

function goesFurther(dump: Dump, other: Dump): boolean {
  return dump.lines > other.lines || (dump.lines === other.lines && dump.end > other.end);
}

/** @param into takes what the lines stand for, as much as it holds. @param most lines */
function readLines(
  bytes: Uint8Array,
  start: number,
  { base, into, most = Number.POSITIVE_INFINITY }: { base: number; into: Uint8Array; most?: number },
): Dump {
  let [at, end, total, lines, repeated, hasWords] = [start, start, 0, 0, 0, false];
  let before: Line | undefined;
  while (at < bytes.length && lines < most) {
    const star: number | undefined = before && afterStar(bytes, at);
    const line = readLine(bytes, star ?? at, base);
    if (line === undefined || (star === undefined && line.row.length === 0)) break;
    if (before !== undefined) {
      const gap = line.offset - before.offset - before.row.length;
      if (star === undefined ? gap !== 0 : !(gap > 0 && gap % before.row.length === 0)) break;
      repeated += gap;
      if (repeated > MOST_REPEATED) break;
      for (let done = 0; done < gap; done += before.row.length) total = put(before.row, into, total);
    }
    total = put(line.row, into, total);
    hasWords ||= line.isWords;
    at = end = line.end;
    // Behind the last lines that were left out stands where the data ends.
    if (line.row.length === 0) break;
    lines++;
    before = line;
  }
  // The next line may be cut.
  if (bytes.length - end < MOST_LINE && isCut(bytes, end)) end = bytes.length;
  return { start, end, total, lines, hasWords };
}

function put(row: Uint8Array, into: Uint8Array, at: number): number {
  if (at < into.length) into.set(row.subarray(0, into.length - at), at);
  return at + row.length;
}

/** Behind a line that says that lines like the one before it were left out; undefined where there is none. */
function afterStar(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] !== STAR) return undefined;
  const end = bytes[at + 1] === CR ? at + 2 : at + 1;
  return bytes[end] === LF ? end + 1 : undefined;
}

function isCut(bytes: Uint8Array, at: number): boolean {
  return bytes.indexOf(LF, at) < 0;
}

interface Line {
  readonly offset: number;
  /** What it stands for; nothing where an offset stands alone. */
  readonly row: Uint8Array;
  /** Groups of two bytes behind an offset without a colon: words in the order of the machine. */
  readonly isWords: boolean;
  readonly end: number;
}

function readLine(bytes: Uint8Array, start: number, base: number): Line | undefined {
  let at = afterBlanks(bytes, start);
  if (bytes[at] === 0x30 && bytes[at + 1] === 0x78) at += 2;
  const offsetEnd = afterHex(bytes, at, 16);
  if (offsetEnd - at < 4) return undefined;
  const offset = base === 16 ? hexAt(bytes, at, offsetEnd) : numberIn(base, bytes, at, offsetEnd);
  const hasColon = bytes[offsetEnd] === COLON;
  const first = afterBlanks(bytes, hasColon ? offsetEnd + 1 : offsetEnd);
  const isAlone = first === bytes.length || bytes[first] === LF;
  if (offset < 0 || (first === offsetEnd && !isAlone)) return undefined;
  const { row, width, after } = readGroups(bytes, first, base);
  const end = afterLine(bytes, after);
  if (end < 0 || (row.length === 0 && !isAlone)) return undefined;
  return { offset, row, isWords: (width === 4 || (base === 8 && width === OCTAL_WORD)) && !hasColon, end };
}

/** -1 where there is a digit that the base does not have. */
function numberIn(base: number, bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit >= base) return -1;
    number = number * base + digit;
  }
  return number;
}

/** Rows of this line and the one before; a new one for each of them took more time than all else. */
const rows = [new Uint8Array(MOST_BYTES_A_LINE + HALF), new Uint8Array(MOST_BYTES_A_LINE + HALF)] as const;
let latest = 0;

function nextRow(): Uint8Array {
  latest ^= 1;
  return rows[latest]!;
}

function readGroups(bytes: Uint8Array, first: number, base: number): { row: Uint8Array; width: number; after: number } {
  const row = nextRow();
  let [group, read, width] = [first, 0, 0];
  while (read < MOST_BYTES_A_LINE) {
    const groupEnd = afterHex(bytes, group, 17);
    const digits = groupEnd - group;
    if (digits === 0 || digits % 2 === 1 || digits > 16 || (width > 0 && digits > width)) break;
    if (base === 8 && digits === OCTAL_WORD) {
      const word = numberIn(8, bytes, group, groupEnd);
      if (word < 0 || word > 0xffff) break;
      row[read++] = word >> 8;
      row[read++] = word;
    } else for (let pair = group; pair < groupEnd; pair += 2, read++) row[read] = hexAt(bytes, pair, pair + 2);
    const isLast = width > 0 && digits < width;
    width = Math.max(width, digits);
    const next = afterBlanks(bytes, groupEnd);
    // Two blanks part the halves of a line, and the whole from what can be printed of it.
    if (isLast || next === groupEnd || next - groupEnd > 2 || (next - groupEnd === 2 && read !== HALF)) break;
    group = next;
  }
  return { row: row.subarray(0, read), width, after: group };
}

/** Not beyond more blanks than any dump has: a megabyte of blanks would be walked from each of its bytes. */
function afterBlanks(bytes: Uint8Array, at: number): number {
  const end = at + MOST_BEFORE;
  let position = at;
  while (position < end && (bytes[position] === SPACE || bytes[position] === TAB || bytes[position] === CR)) position++;
  return position;
}

/** -1 when the line does not end soon; where the bytes end, it does. */
function afterLine(bytes: Uint8Array, at: number): number {
  for (let end = at; end < at + MOST_LINE; end++) {
    if (end >= bytes.length) return bytes.length;
    if (bytes[end] === LF) return end + 1;
  }
  return -1;
}

function swapped(bytes: Uint8Array): Uint8Array {
  const words = new Uint8Array(bytes.length - (bytes.length % 2));
  for (let at = 0; at < words.length; at++) words[at] = bytes[at ^ 1]!;
  return words;
}

function isWorthALook(decoded: Uint8Array, { hasWords, total }: { hasWords: boolean; total: number }): boolean {
  if (total >= MIN_PLENTY) return true;
  if (decoded.length >= MIN_LONG) return new Set(decoded).size > 16;
  return [decoded, ...(hasWords ? [swapped(decoded)] : [])].some((bytes) => {
    if (beginsFormat(bytes.subarray(0, HEAD_BYTES))) return true;
    for (let at = 0; at + PROOF_BYTES <= bytes.length; at += PROOF_BYTES) if (isText(bytes, at)) return true;
    return false;
  });
}
