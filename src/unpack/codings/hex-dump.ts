/**
 * Dumps as `xxd`, `hexdump -C`, `od`, `od -tx1`, `tcpdump -X`, Wireshark, `strace -e write`, Netty and debuggers (gdb's `x`, WinDbg's `db`
 * and `dd`) print them: offsets, bytes in hex, and what can be printed of them; a `*` in place of lines that are as the one before. A text
 * goes on over the ends of their lines. Before the offset may stand what a log puts there.
 */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { beginsFormat, HEAD_BYTES, isText, PROOF_BYTES } from '../container/plausible.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from './coding.ts';
import { afterStar, type Expected, type Line, MOST_LINE_BYTES, readLine } from './hex-dump-line.ts';
import { afterLineOf, LineBegins, MOST_BEFORE } from './line-begins.ts';
import { nextSignedStretch } from './stretches.ts';
import { swapped } from './swapped-words.ts';

/** A colon, and eight bytes of gdb with `0x`; less than the offset and four words of `objdump -s`, 41. The lines of others are longer. */
const MIN_BYTES = 39;
const MEMBERS = membersOf(/[0-9A-Fa-f: \tx`-]/);
const LF = 0x0a;
const NOTHING = new Uint8Array(0);
/** Of offsets: `od`; `od -A d`; all others. What is short may be read in each: the first one makes the least of it. */
const BASES = [8, 10, 16];
/** Lines that tell it. */
const MOST_TRIED = 64;
const MIN_LINES = 2;
const MIN_LONG = 512;
/** Whatever it holds; as many lines of `hexdump -C` as can be seen from anywhere (`CODING_REACH_BYTES`). */
const MIN_PLENTY = 768;
const MOST_KEPT = 1024;
/** What lines that were left out may stand for, of one dump; where there is more, it ends, and another one begins. */
const MOST_REPEATED = 16 << 20;
/** A line of a dump has at least so many, unless it is the last one. */
const LEAST_STEP = 4;

export const hexDump: Coding = {
  id: 'hex-dump',
  title:
    'Dumps by xxd, hexdump, od, tcpdump, strace, Netty, and memory dumps by gdb and WinDbg; also with a log prefix on each line',
  sign: SIGNS.numbers,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const kept = new Uint8Array(MOST_KEPT);
    const begins = new LineBegins(bytes);
    // Of a line that begins before the end, numbers may begin behind it.
    const last = end + MOST_BEFORE;
    for (let from = Math.max(0, start - CODING_REACH_BYTES); from < last; ) {
      const stretch = nextSignedStretch(bytes, MEMBERS, MIN_BYTES, { from, end: last, signs, sign: SIGNS.numbers });
      if (stretch < 0) return;
      const begin = begins.before(stretch);
      if (begin < 0 || readLine(bytes, begin, 16) === undefined) {
        // More of the same line says no more.
        from = afterLineOf(bytes, stretch);
        continue;
      }
      const run = readLines(bytes, begin, { base: baseOf(bytes, begin), into: kept });
      from = Math.max(stretch + MIN_BYTES, run.end);
      if (run.lines < MIN_LINES || run.start < start || run.start >= end) continue;
      if (isWorthALook(kept.subarray(0, run.total), run)) yield { start: run.start, end: run.end };
    }
  },
  decode(run) {
    const base = baseOf(run, 0);
    const { total, wordBytes, surplus } = readLines(run, 0, { base, into: NOTHING });
    const bytes = new Uint8Array(total);
    readLines(run, 0, { base, into: bytes });
    const ways = wordBytes > 1 ? [bytes, swapped(bytes, wordBytes)] : [bytes];
    return ways.map((way) => way.subarray(0, total - surplus));
  },
};

interface Dump {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
  /** Lines behind which the next one begins where the bytes of that line end. */
  readonly sound: number;
  /** Bytes that it stands for, with the `surplus` ones that fill up the last number. */
  readonly total: number;
  readonly surplus: number;
  /** Of the numbers in it, when a machine may have printed them with the highest byte first. */
  readonly wordBytes: number;
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
  return dump.sound > other.sound || (dump.sound === other.sound && dump.end > other.end);
}

/** @param into takes what the lines stand for, as much as it holds. @param most lines */
function readLines(
  bytes: Uint8Array,
  start: number,
  { base, into, most = Number.POSITIVE_INFINITY }: { base: number; into: Uint8Array; most?: number },
): Dump {
  let [at, end, total, lines, sound, repeated, wordBytes, surplus] = [start, start, 0, 0, 0, 0, 1, 0];
  let before: Line | undefined;
  while (at < bytes.length && lines < most) {
    const star: number | undefined = before && afterStar(bytes, at);
    const line = readLine(bytes, star ?? at, base, before && expectedBehind(before, star !== undefined));
    if (line === undefined || (before === undefined && line.row.length === 0)) break;
    if (before !== undefined) {
      const gap = line.offset - before.offset - before.row.length;
      // What can be printed of the line before began like a number.
      // A number at the end of the data is filled up; which of its bytes are too many, the order tells.
      if (gap < 0 && line.row.length === 0 && -gap < wordBytes) surplus = -gap;
      else if (gap < 0) total += gap;
      else sound++;
      if (gap > 0 && gap % before.row.length !== 0) break;
      repeated += Math.max(0, gap);
      if (repeated > MOST_REPEATED) break;
      for (let done = 0; done < gap; done += before.row.length) total = put(before.row, into, total);
    }
    total = put(line.row, into, total);
    wordBytes = Math.max(wordBytes, line.wordBytes);
    at = end = line.end;
    // Behind the last lines that were left out stands where the data ends.
    if (line.row.length === 0) break;
    lines++;
    before = line;
  }
  // The next line may be cut.
  if (bytes.length - end < MOST_LINE_BYTES && isCut(bytes, end)) end = bytes.length;
  return { start, end, total, surplus, lines, sound, wordBytes };
}

function expectedBehind({ offset, row, wordBytes }: Line, isStarred: boolean): Expected {
  const next = offset + row.length;
  if (isStarred) return { least: next + 1, most: Number.MAX_SAFE_INTEGER };
  return {
    least: offset + Math.min(row.length - wordBytes + 1, Math.max(LEAST_STEP, (row.length >> 1) + 1)),
    most: next,
  };
}

function put(row: Uint8Array, into: Uint8Array, at: number): number {
  if (at < into.length) into.set(row.subarray(0, into.length - at), at);
  return at + row.length;
}

function isCut(bytes: Uint8Array, at: number): boolean {
  return bytes.indexOf(LF, at) < 0;
}

/** The bytes of each number the other way round; where the last one is short, too. */
function isWorthALook(decoded: Uint8Array, { wordBytes, total }: { wordBytes: number; total: number }): boolean {
  if (total >= MIN_PLENTY) return true;
  if (decoded.length >= MIN_LONG) return new Set(decoded).size > 16;
  return [decoded, ...(wordBytes > 1 ? [swapped(decoded, wordBytes)] : [])].some((bytes) => {
    if (beginsFormat(bytes.subarray(0, HEAD_BYTES))) return true;
    for (let at = 0; at + PROOF_BYTES <= bytes.length; at += PROOF_BYTES) if (isText(bytes, at)) return true;
    return false;
  });
}
