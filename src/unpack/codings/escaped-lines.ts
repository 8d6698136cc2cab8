/**
 * Dumps and arrays of numbers over several lines of one string, in JSON or source: `"00000000: 2d2d …\n00000010: …"`, as reports of
 * tests hold what a program printed, and source maps hold source. The other codings read lines that end; here, a backslash and an `n` end
 * them. The lines are passed to the codings of dumps and numbers.
 */
import { membersOf } from '../../bytes/members.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { byteArray } from './byte-array.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from './coding.ts';
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
const INNER: readonly Coding[] = [hexDump, byteArray, hexBytes];

export const escapedLines: Coding = {
  id: 'escaped-lines',
  title: 'Dumps and arrays of numbers over several lines of a string in JSON or source, whose line ends are escapes',
  sign: SIGNS.numbers,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const kept = new Uint8Array(MAX_KEPT);
    // The numbers of a line that begins before the end may begin behind it.
    const last = end + MAX_BEFORE;
    for (let from = Math.max(0, start - CODING_REACH_BYTES); from < last; ) {
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
    const letter = bytes[++end];
    if (letter === LETTER_N || letter === LETTER_R) return true;
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
  let [count, length, end] = [0, 0, begin];
  for (;;) {
    const line = readLine(bytes, end, into.subarray(length));
    if (line === undefined) return { count, length, end };
    length += line.length;
    count++;
    end = line.end;
    if (line.isLast) return { count, length, end };
  }
}

interface Line {
  readonly end: number;
  readonly length: number;
  /** Of its string, or of the bytes. */
  readonly isLast: boolean;
}

/** The line at `begin`; undefined when it is too long, or not of numbers. */
function readLine(bytes: Uint8Array, begin: number, into: Uint8Array): Line | undefined {
  let [length, members] = [0, 0];
  for (let at = begin; at - begin < MAX_LINE_BYTES; at++) {
    const isEnd = at >= bytes.length || bytes[at] === QUOTE || bytes[at] === LF;
    const pair = bytes[at] === BACKSLASH ? bytes[at + 1] : undefined;
    if (isEnd || pair === LETTER_N) {
      if (members < MIN_SHARE * length || (isEnd && length === 0)) return undefined;
      if (length < into.length) into[length] = LF;
      return { end: isEnd ? Math.min(at, bytes.length) : at + 2, length: Math.min(length + 1, into.length), isLast: isEnd };
    }
    if (pair !== undefined) at++;
    const byte = pair === LETTER_T ? TAB : pair === LETTER_R ? CR : (pair ?? bytes[at]!);
    if (length < into.length) into[length] = byte;
    members += MEMBERS[byte]!;
    length++;
  }
  return undefined;
}
