/**
 * Dumps as `xxd`, `hexdump -C`, `od -tx1`, `tcpdump -X` and Wireshark print them: offsets, bytes in hex, and what can be printed
 * of them. A text goes on over the ends of their lines.
 */
import { SIGNS, type Signs } from '../../model/sign.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from '../coding.ts';
import { afterHex, hexAt } from './escape-grammar.ts';
import { beginsFormat, HEAD_BYTES, isText, PROOF_BYTES } from './plausible.ts';
import { membersOf, nextSignedStretch } from './stretches.ts';

/** Less than the offset and sixteen bytes of `od -x`, 47; the lines of others are longer. */
const MIN_BYTES = 44;
const MEMBERS = membersOf(/[0-9A-Fa-f: \t]/);
const [TAB, LF, CR, SPACE, COLON] = [0x09, 0x0a, 0x0d, 0x20, 0x3a];
/** Blanks, a `0x` and an offset of 64 bits. */
const MOST_BEFORE = 32;
const MOST_LINE = 512;
const MOST_BYTES_A_LINE = 64;
const HALF = 8;
const MIN_LINES = 2;
const MIN_LONG = 512;
const MOST_KEPT = 1024;

export const hexDump: Coding = {
  id: 'hex-dump',
  title: 'Dumps of xxd, hexdump, od, tcpdump',
  sign: SIGNS.numbers,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const kept = new Uint8Array(MOST_KEPT);
    for (let from = Math.max(0, start - CODING_REACH_BYTES); from < end; ) {
      const stretch = nextSignedStretch(bytes, MEMBERS, MIN_BYTES, { from, end, signs, sign: SIGNS.numbers });
      if (stretch < 0) return;
      const run = readDump(bytes, lineStart(bytes, stretch), kept);
      from = Math.max(stretch + MIN_BYTES, run.end);
      if (run.lines < MIN_LINES || run.start < start || run.start >= end) continue;
      if (isWorthALook(kept.subarray(0, run.count), run)) yield { start: run.start, end: run.end };
    }
  },
  decode(run) {
    const bytes = new Uint8Array(run.length >> 1);
    const dump = readDump(run, 0, bytes);
    const decoded = bytes.subarray(0, dump.count);
    return dump.hasWords ? [decoded, swapped(decoded)] : [decoded];
  },
};

function lineStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && at - start < MOST_BEFORE && bytes[start - 1] !== LF) start--;
  return start;
}

/** @param into takes what the lines stand for, as much as it holds */
function readDump(bytes: Uint8Array, start: number, into: Uint8Array) {
  let [at, end, count, lines, hasWords] = [start, start, 0, 0, false];
  let before: Line | undefined;
  while (at < bytes.length) {
    const line = readLine(bytes, at, into, count);
    if (line === undefined || (before !== undefined && !follows(line, before))) break;
    lines++;
    count = Math.min(into.length, count + line.count);
    hasWords ||= line.isWords;
    end = line.end;
    before = line;
    at = end;
  }
  // The next line may be cut.
  return {
    start,
    end: bytes.length - end < MOST_LINE && isCut(bytes, end) ? bytes.length : end,
    count,
    lines,
    hasWords,
  };
}

function isCut(bytes: Uint8Array, at: number): boolean {
  return bytes.indexOf(LF, at) < 0;
}

interface Line {
  /** As hex and as octal digits; -1 where they are none. */
  readonly offsets: readonly [number, number];
  readonly count: number;
  /** Groups of two bytes behind an offset without a colon: words in the order of the machine. */
  readonly isWords: boolean;
  readonly end: number;
}

function follows(line: Line, before: Line): boolean {
  return line.offsets.some((offset, base) => offset >= 0 && offset === before.offsets[base]! + before.count);
}

function readLine(bytes: Uint8Array, start: number, into: Uint8Array, count: number): Line | undefined {
  let at = afterBlanks(bytes, start);
  if (bytes[at] === 0x30 && bytes[at + 1] === 0x78) at += 2;
  const offsetEnd = afterHex(bytes, at, 16);
  if (offsetEnd - at < 4) return undefined;
  const offset = hexAt(bytes, at, offsetEnd);
  const octal = Number.parseInt(Buffer.from(bytes.subarray(at, offsetEnd)).toString('latin1'), 8);
  const hasColon = bytes[offsetEnd] === COLON;
  let group = afterBlanks(bytes, hasColon ? offsetEnd + 1 : offsetEnd);
  if (group === offsetEnd) return undefined;
  let [read, width] = [0, 0];
  while (read < MOST_BYTES_A_LINE) {
    const groupEnd = afterHex(bytes, group, 17);
    const digits = groupEnd - group;
    if (digits === 0 || digits % 2 === 1 || digits > 16 || (width > 0 && digits > width)) break;
    for (let pair = group; pair < groupEnd; pair += 2, read++)
      if (count + read < into.length) into[count + read] = hexAt(bytes, pair, pair + 2);
    const isLast = width > 0 && digits < width;
    width = Math.max(width, digits);
    const next = afterBlanks(bytes, groupEnd);
    // Two blanks part the halves of a line, and the whole from what can be printed of it.
    if (isLast || next === groupEnd || next - groupEnd > 2 || (next - groupEnd === 2 && read !== HALF)) break;
    group = next;
  }
  const end = afterLine(bytes, group);
  if (read === 0 || end < 0) return undefined;
  return { offsets: [offset, Number.isNaN(octal) ? -1 : octal], count: read, isWords: width === 4 && !hasColon, end };
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

function isWorthALook(decoded: Uint8Array, { hasWords }: { readonly hasWords: boolean }): boolean {
  if (decoded.length >= MIN_LONG) return new Set(decoded).size > 16;
  return [decoded, ...(hasWords ? [swapped(decoded)] : [])].some((bytes) => {
    if (beginsFormat(bytes.subarray(0, HEAD_BYTES))) return true;
    for (let at = 0; at + PROOF_BYTES <= bytes.length; at += PROOF_BYTES) if (isText(bytes, at)) return true;
    return false;
  });
}
