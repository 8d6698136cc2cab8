/**
 * Dumps as printed by `xxd`, `hexdump -C`, `od`, `od -tx1`, `od -tx1c`, `tcpdump -X`, Wireshark, `strace -e write`, Netty and debuggers (gdb's `x`,
 * WinDbg's `db` and `dd`): offsets, bytes in hex, and the printable characters; a `*` replaces lines equal to the one before. Text
 * continues across their line ends. A log's prefix may precede the offset.
 */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { beginsFormat, FORMAT_FIRSTS, HEAD_BYTES, isText, PROOF_BYTES } from '../container/plausible.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from './coding.ts';
import { afterCharacters, afterStar, type Expected, type Line, MAX_LINE_BYTES, readLine } from './hex-dump-line.ts';
import { inPieces, type Piece, swappedWords } from './in-pieces.ts';
import { afterLineOf, LineBegins, MAX_BEFORE } from './line-begins.ts';
import { nextSignedStretch } from './stretches.ts';
import { swapped } from './swapped-words.ts';

/**
 * The shortest line: a colon, and eight bytes of gdb with `0x`. The offset and four words of `objdump -s` are 41; lines of other tools
 * are longer.
 */
const MIN_BYTES = 39;
const MEMBERS = membersOf(/[0-9A-Fa-f: \tx`-]/);
const LF = 0x0a;
const NOTHING = new Uint8Array(0);
/** Bases of offsets: `od`; `od -A d`; all others. A short dump may parse in each: the first reads the fewest bytes into it. */
const BASES = [8, 10, 16];
/** Lines read to decide the base. */
const MAX_TRIED = 64;
const MIN_LINES = 2;
const MIN_LONG = 512;
/**
 * A dump this long is worth a look whatever it holds; as many lines of `hexdump -C` as are visible from anywhere
 * (`CODING_REACH_BYTES`).
 */
const MIN_PLENTY = 768;
const MAX_KEPT = 1024;
/** Bytes that `*` lines of one dump may expand to; beyond that the dump ends, and another one begins. */
const MAX_REPEATED = 16 << 20;
/**
 * Of lines with different bytes, so many are written out, and zeros for the others, so that what follows is where it was: copies say
 * nothing new, and 16 MiB of `password=` take longer to scan than all the text around the dump.
 */
const MAX_COPIED = 1 << 10;
/** A line of a dump has at least this many bytes, unless it is the last one. */
const MIN_STEP = 4;

export const hexDump: Coding = {
  id: 'hex-dump',
  title:
    'Dumps by xxd, hexdump, od, tcpdump, strace, Netty, and memory dumps by gdb and WinDbg; also with a log prefix on each line',
  sign: SIGNS.separated,
  repeats: true,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const kept = new Uint8Array(MAX_KEPT);
    const begins = new LineBegins(bytes);
    // The numbers of a line that begins before the end may begin behind it.
    const last = end + MAX_BEFORE;
    for (let from = Math.max(0, start - CODING_REACH_BYTES); from < last; ) {
      const stretch = nextSignedStretch(bytes, MEMBERS, MIN_BYTES, { from, end: last, signs, sign: SIGNS.separated });
      if (stretch < 0) return;
      const begin = begins.before(stretch);
      if (begin < 0 || (readLine(bytes, begin, 16)?.row.length ?? 0) === 0) {
        // The rest of the same line says nothing new.
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
    const { bytes, total, wordBytes, surplus } = undoLines(run, baseOf(run, 0));
    const ways = wordBytes > 1 ? [bytes, swapped(bytes, wordBytes)] : [bytes];
    return ways.map((way) => way.subarray(0, total - surplus));
  },
  decodeLong(head, read) {
    const base = baseOf(head, 0);
    const { wordBytes } = readLines(head, 0, { base, into: NOTHING, most: MAX_TRIED });
    const pieces = () => inPieces(read(), (bytes, isLast) => undoPiece(bytes, isLast, base));
    return wordBytes > 1 ? [pieces(), swappedWords(pieces(), wordBytes)] : [pieces()];
  },
};

function undoLines(run: Uint8Array, base: number): Dump & { readonly bytes: Uint8Array } {
  const { total } = readLines(run, 0, { base, into: NOTHING });
  const bytes = new Uint8Array(total);
  return { ...readLines(run, 0, { base, into: bytes }), bytes };
}

/** The last line is read again with the next piece: the line behind it may take some of its bytes back, or say that it is repeated. */
function undoPiece(bytes: Uint8Array, isLast: boolean, base: number): Piece {
  const lines = isLast ? bytes : bytes.subarray(0, bytes.lastIndexOf(LF) + 1);
  const dump = undoLines(lines, base);
  const isOver = lines.length - dump.end > MAX_LINE_BYTES;
  if (isLast || isOver) return { decoded: dump.bytes.subarray(0, dump.total - dump.surplus), used: dump.end, isOver };
  return { decoded: dump.bytes.subarray(0, dump.lastRow), used: dump.lastLine, isOver };
}

interface Dump {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
  /** Lines that the next one follows at the expected offset. */
  readonly sound: number;
  /** Bytes that the dump encodes, including the `surplus` ones that pad the last number. */
  readonly total: number;
  readonly surplus: number;
  /** Bytes of each number, when it may have been printed most significant byte first. */
  readonly wordBytes: number;
  /** Where the last line begins, and before how many bytes of the dump its bytes are. */
  readonly lastLine: number;
  readonly lastRow: number;
}

/** The base of a dump's offsets: the one in which the most lines follow one another, since the digits may be valid in each. */
function baseOf(bytes: Uint8Array, start: number): number {
  const trials = BASES.map((base) => ({
    base,
    dump: readLines(bytes, start, { base, into: NOTHING, most: MAX_TRIED }),
  }));
  return trials.reduce((best, other) => (goesFurther(other.dump, best.dump) ? other : best)).base;
}

function goesFurther(dump: Dump, other: Dump): boolean {
  return dump.sound > other.sound || (dump.sound === other.sound && dump.end > other.end);
}

/** @param into receives the decoded bytes, as many as it holds. @param most lines */
function readLines(
  bytes: Uint8Array,
  start: number,
  { base, into, most = Number.POSITIVE_INFINITY }: { base: number; into: Uint8Array; most?: number },
): Dump {
  let [at, end, total, lines, sound, repeated, wordBytes, surplus] = [start, start, 0, 0, 0, 0, 1, 0];
  let [lastLine, lastRow] = [start, 0];
  let before: Line | undefined;
  while (at < bytes.length && lines < most) {
    const below: number | undefined = before?.hasCharactersBelow === true ? afterCharacters(bytes, at) : undefined;
    const star: number | undefined = before && afterStar(bytes, below ?? at);
    const line = readLine(bytes, star ?? below ?? at, base, before && expectedBehind(before, star !== undefined));
    if (line === undefined || (before === undefined && line.row.length === 0)) break;
    if (before !== undefined) {
      const gap = line.offset - before.offset - before.row.length;
      // The printable characters of the previous line began like a number. A number at the end of the data is padded;
      // which of its bytes are padding depends on the byte order.
      if (gap < 0 && line.row.length === 0 && -gap < wordBytes) surplus = -gap;
      else if (gap < 0) total += gap;
      else sound++;
      if (gap > 0 && gap % before.row.length !== 0) break;
      repeated += Math.max(0, gap);
      if (repeated > MAX_REPEATED) break;
      // Where nothing is to be kept, nothing is done: two short lines may stand for 16 MiB.
      const copied = isFill(before.row) ? gap : Math.min(gap, MAX_COPIED);
      const kept = Math.min(copied, Math.max(0, into.length - total));
      for (let done = 0; done < kept; done += before.row.length) put(before.row, into, total + done);
      total += Math.max(0, gap);
    }
    if (line.row.length > 0) {
      lastLine = star ?? below ?? at;
      lastRow = total;
    }
    total = put(line.row, into, total);
    wordBytes = Math.max(wordBytes, line.wordBytes);
    at = end = line.end;
    // After the last omitted lines, a lone offset says where the data ends.
    if (line.row.length === 0) break;
    lines++;
    before = line;
  }
  // The next line may be cut off.
  if (bytes.length - end < MAX_LINE_BYTES && isCut(bytes, end)) end = bytes.length;
  return { start, end, total, surplus, lines, sound, wordBytes, lastLine, lastRow };
}

function expectedBehind({ offset, row, wordBytes }: Line, isStarred: boolean): Expected {
  const next = offset + row.length;
  if (isStarred) return { least: next + 1, most: Number.MAX_SAFE_INTEGER };
  return {
    least: offset + Math.min(row.length - wordBytes + 1, Math.max(MIN_STEP, (row.length >> 1) + 1)),
    most: next,
  };
}

/** Zeros, or erased flash memory. */
function isFill(row: Uint8Array): boolean {
  return row.every((byte) => byte === row[0]);
}

function put(row: Uint8Array, into: Uint8Array, at: number): number {
  if (at < into.length) into.set(row.subarray(0, into.length - at), at);
  return at + row.length;
}

function isCut(bytes: Uint8Array, at: number): boolean {
  return bytes.indexOf(LF, at) < 0;
}

/** Tries the bytes of each number in reverse order as well, including a short last one. */
function isWorthALook(decoded: Uint8Array, { wordBytes, total }: { wordBytes: number; total: number }): boolean {
  if (total >= MIN_PLENTY) return true;
  if (decoded.length >= MIN_LONG) return new Set(decoded).size > 16;
  return [decoded, ...(wordBytes > 1 ? [swapped(decoded, wordBytes)] : [])].some((bytes) => {
    if (wordBytes > 1 ? holdsFormat(bytes) : beginsFormat(bytes.subarray(0, HEAD_BYTES))) return true;
    for (let at = 0; at + PROOF_BYTES <= bytes.length; at += PROOF_BYTES) if (isText(bytes, at)) return true;
    return false;
  });
}

/** Words are printed of memory, whatever begins there: around a register in a tombstone of Android, on the stack in gdb. */
function holdsFormat(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++)
    if (FORMAT_FIRSTS[bytes[at]!] === 1 && beginsFormat(bytes.subarray(at, at + HEAD_BYTES))) return true;
  return false;
}
