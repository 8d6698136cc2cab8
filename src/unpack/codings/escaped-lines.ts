/**
 * Dumps and arrays of numbers over several lines of one string, in JSON or source: `"00000000: 2d2d …\n00000010: …"`, as reports of
 * tests hold what a program printed, and source maps hold source. The other codings read lines that end; here, a backslash and an `n` end
 * them. The lines are passed to the codings of dumps and numbers.
 */
import { membersOf } from '../../bytes/members.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { bufferOf } from '../container/magic.ts';
import { byteArray } from './byte-array.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from './coding.ts';
import { hex } from './hex.ts';
import { hexBytes } from './hex-bytes.ts';
import { hexDump } from './hex-dump.ts';
import { MAX_BEFORE } from './line-begins.ts';
import { nextSignedStretch } from './stretches.ts';

const MIN_BYTES = 39;
const MIN_LINES = 2;
/** The widest dumps have 32 bytes a line. */
const MAX_LINE_BYTES = 256;
/** Bytes that are judged; more than the codings need to see. */
const MAX_KEPT = 4096;
/** What numbers, their offsets and separators are written with; a line of them has more of these than of anything else. */
const MEMBERS = membersOf(/[0-9A-Fa-fxX:, ()-]/);
const MIN_SHARE = 0.5;
const [TAB, LF, CR, QUOTE, BACKSLASH] = [0x09, 0x0a, 0x0d, 0x22, 0x5c];
const [LETTER_N, LETTER_R, LETTER_T] = [0x6e, 0x72, 0x74];
const LINE_END = Buffer.from(String.raw`\n`);
/** JSON in JSON in JSON. */
const MAX_BACKSLASHES = 4;
const INNER: readonly Coding[] = [hexDump, byteArray, hex, hexBytes];

export const escapedLines: Coding = {
  id: 'escaped-lines',
  title: 'Dumps and arrays of numbers over several lines of a string in JSON or source, whose line ends are escapes',
  sign: SIGNS.numbers,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const kept = new Uint8Array(MAX_KEPT);
    // The numbers of a line that begins before the end may begin behind it.
    const last = end + MAX_BEFORE;
    for (let from = Math.max(0, start - CODING_REACH_BYTES), lineEnd = -1; from < last; ) {
      // Most text has no such escape at all, and looking for one is faster than looking at numbers.
      if (lineEnd < from) lineEnd = bufferOf(bytes).indexOf(LINE_END, from);
      if (lineEnd < 0) return;
      from = Math.max(from, lineEnd - MAX_LINE_BYTES);
      const stretch = nextSignedStretch(bytes, MEMBERS, MIN_BYTES, { from, end: last, signs, sign: SIGNS.numbers });
      if (stretch < 0) return;
      from = afterMembers(bytes, stretch + MIN_BYTES);
      const begin = endsAsEscape(bytes, from) ? lineBefore(bytes, stretch) : -1;
      if (begin < 0) continue;
      const lines = readLines(bytes, begin, kept);
      from = Math.max(from, lines.end);
      if (lines.count < MIN_LINES || begin < start || begin >= end) continue;
      const text = kept.subarray(0, lines.length);
      if (INNER.some((coding) => coding.find(text, 0, text.length)[Symbol.iterator]().next().done === false))
        yield { start: begin, end: lines.end };
    }
  },
  decode(run) {
    const text = new Uint8Array(run.length);
    return [text.subarray(0, readLines(run, 0, text).length)];
  },
};

function afterMembers(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && MEMBERS[bytes[end]!] === 1) end++;
  return end;
}

/** Whether the line that contains `at` ends as an escape, and soon: in most text it does not. */
function endsAsEscape(bytes: Uint8Array, at: number): boolean {
  const limit = Math.min(bytes.length, at + MAX_LINE_BYTES) - 1;
  for (let end = at; end < limit && bytes[end] !== LF && bytes[end] !== QUOTE; end++) {
    if (bytes[end] !== BACKSLASH) continue;
    end = afterBackslashes(bytes, end);
    if (bytes[end] === LETTER_N || bytes[end] === LETTER_R) return true;
  }
  return false;
}

/** Where the line begins that contains `at`: behind a quote, or behind the escape that ends the line before; -1 when that is too far away. */
function lineBefore(bytes: Uint8Array, at: number): number {
  const limit = Math.max(0, at - MAX_BEFORE);
  for (let begin = at; begin > limit; begin--) {
    const before = bytes[begin - 1];
    if (before === QUOTE || before === LF || (before === LETTER_N && bytes[begin - 2] === BACKSLASH)) return begin;
  }
  return limit === 0 ? 0 : -1;
}

interface Lines {
  readonly count: number;
  readonly end: number;
  /** Bytes written to `into`. */
  readonly length: number;
}

/** Lines of numbers from `begin` on. @param into receives them with line feeds, as much as it holds */
function readLines(bytes: Uint8Array, begin: number, into: Uint8Array): Lines {
  let [count, length, end, depth] = [0, 0, begin, 0];
  for (;;) {
    const line = readLine(bytes, end, depth, into.subarray(length));
    if (line === undefined) return { count, length, end };
    length += line.length;
    count++;
    [end, depth] = [line.end, line.depth];
    if (depth === 0) return { count, length, end };
  }
}

interface Line {
  readonly end: number;
  readonly length: number;
  /** Backslashes before the `n` that ends the line: two in JSON in JSON. 0 where its string ends, or the bytes. */
  readonly depth: number;
}

/**
 * The line at `begin`; undefined when it is too long, or not of numbers.
 * @param depth of the line before; 0: not known yet
 */
function readLine(bytes: Uint8Array, begin: number, depth: number, into: Uint8Array): Line | undefined {
  let [length, members] = [0, 0];
  for (let at = begin; at - begin < MAX_LINE_BYTES; at++) {
    const letter = bytes[at] === BACKSLASH ? afterBackslashes(bytes, at) : at;
    const isEnd = at >= bytes.length || (letter === at && (bytes[at] === QUOTE || bytes[at] === LF));
    const isLineEnd = letter > at && bytes[letter] === LETTER_N && (depth === 0 || letter - at === depth);
    if (isEnd || isLineEnd) {
      if (members < MIN_SHARE * length || (isEnd && length === 0)) return undefined;
      if (length < into.length) into[length] = LF;
      const end = isEnd ? at : letter + 1;
      return { end, length: Math.min(length + 1, into.length), depth: isEnd ? 0 : letter - at };
    }
    const byte = letter === at ? bytes[at]! : unescaped(bytes[letter]);
    if (length < into.length) into[length] = byte;
    members += MEMBERS[byte]!;
    length++;
    at = letter;
  }
  return undefined;
}

function afterBackslashes(bytes: Uint8Array, at: number): number {
  const limit = Math.min(bytes.length - 1, at + MAX_BACKSLASHES);
  let end = at;
  while (end < limit && bytes[end] === BACKSLASH) end++;
  return end;
}

function unescaped(letter: number | undefined): number {
  if (letter === LETTER_T) return TAB;
  return letter === LETTER_R ? CR : (letter ?? BACKSLASH);
}
