/**
 * Lines of base64, hex or numbers in a log or a patch, each with a prefix (a time, a name, a level or a sign):
 * `2026-01-02T03:04:05.1234567Z LS0t…`, `+LS0t…`. Prefixes have the same length in each line and differ in digits only. What ends a JSON
 * string, a colour or a cell may follow the digits, and begins alike in each line. Both are removed; the rest is passed to the other
 * codings.
 */

import { type Members, membersOf } from '../../bytes/members.ts';
import { plainBytes } from '../../bytes/plain-bytes.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { bufferOf } from '../container/magic.ts';
import { base32 } from './base32.ts';
import { base64 } from './base64.ts';
import { byteArray } from './byte-array.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from './coding.ts';
import { hex } from './hex.ts';
import { inPieces, type Piece } from './in-pieces.ts';
import { afterLineOf, LineBegins, MAX_BEFORE } from './line-begins.ts';
import { nextSignedStretch, type StretchSigns } from './stretches.ts';

/** `od -An -tx1` prints 47 characters a line, `xxd -p` 60, PEM 64. */
const MIN_BYTES = 40;
const MAX_LINE_BYTES = 640;
const MIN_LINES = 2;
/** Bytes that are judged; more than the codings need to see. */
const MAX_KEPT = 4096;
const [LF, CR, SPACE, EQUALS, PLUS, COMMA, DIGIT_ZERO, COLON] = [0x0a, 0x0d, 0x20, 0x3d, 0x2b, 0x2c, 0x30, 0x3a];
const [BRACKET, LETTER_M] = [0x5b, 0x6d];
const DIGITS = membersOf(/[0-9 ]/);
/** Precede each line in a unified diff; they are also digits of base64 and separators of hex. */
const SIGNS_OF_PATCH = membersOf(/[+-]/);
/** If a prefix has nothing but these, the other codings read the lines as they are (`afterLineGlue`). */
const MORE_THAN_GLUE = membersOf(/[^\s#*>;|/]/);
/** Characters that separate a line from its prefix and are no digits. */
const SEPARATORS = membersOf(/[ ,:-]/);
/** Parameters of a terminal colour: ECMA-48, section 8.3.117 (SGR). */
const PARAMETERS = membersOf(/[0-9;]/);

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly sign: StretchSigns['sign'];
  readonly members: Members;
  /** Codings to apply to the stripped lines. */
  readonly inner: readonly Coding[];
}

export const logLines: Coding = codingOf({
  id: 'log-lines',
  title: 'Lines of base64 and base32 in a log or a patch, after a time, a name or a sign',
  sign: SIGNS.tokens,
  members: membersOf(/[A-Za-z0-9+/]/),
  inner: [base64, base32],
});

export const logNumbers: Coding = codingOf({
  id: 'log-numbers',
  title: 'Lines of hex and of numbers in a log or a patch, after a time, a name or a sign',
  sign: SIGNS.numbers,
  members: membersOf(/[0-9A-Fa-fxX, :-]/),
  inner: [hex, byteArray],
});

function codingOf({ id, title, sign, members, inner }: Kind): Coding {
  return {
    id,
    title,
    sign,
    *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
      const begins = new LineBegins(bytes);
      // The digits of a line that begins before the end may begin behind it.
      const last = end + MAX_BEFORE;
      const kept = new Uint8Array(MAX_KEPT);
      for (let from = Math.max(0, start - CODING_REACH_BYTES); from < last; ) {
        const stretch = nextSignedStretch(bytes, members, MIN_BYTES, { from, end: last, signs, sign });
        if (stretch < 0) return;
        // A line without a prefix is left to the other codings.
        const isBare =
          bytes[stretch - 1] === LF && SIGNS_OF_PATCH[bytes[stretch]!] === 0 && !beginsWithTime(bytes, stretch);
        const begin = isBare ? -1 : begins.before(stretch);
        const lines =
          begin >= 0 && nextIsAlike(bytes, begin, stretch) ? readLines(bytes, begin, members, kept) : undefined;
        // The rest of the same line says nothing new: minified programs have endless lines.
        from = lines === undefined ? afterLineOf(bytes, stretch) : Math.max(stretch + MIN_BYTES, lines.end);
        if (lines === undefined) continue;
        if (lines.count < MIN_LINES || begin < start || begin >= end) continue;
        const text = kept.subarray(0, Math.min(kept.length, lines.length));
        if (inner.some((coding) => coding.find(text, 0, text.length)[Symbol.iterator]().next().done === false))
          yield { start: begin, end: lines.end };
      }
    },
    decode(run) {
      const text = new Uint8Array(run.length);
      const lines = readLines(run, 0, members, text);
      return lines === undefined ? [] : [text.subarray(0, lines.length)];
    },
    decodeLong(_, read) {
      const stripper = new LineStripper(members);
      return [inPieces(read(), (bytes, isLast) => stripper.undo(bytes, isLast))];
    },
  };
}

/** Strips lines, one piece of a run after the other, each behind the first line, which all others are compared with. */
class LineStripper {
  readonly #members: Members;
  #first: Uint8Array = new Uint8Array(0);

  constructor(members: Members) {
    this.#members = members;
  }

  undo(bytes: Uint8Array, isLast: boolean): Piece {
    const used = isLast ? bytes.length : bytes.lastIndexOf(LF) + 1;
    const run = plainBytes(Buffer.concat([this.#first, bytes.subarray(0, used)]));
    const text = new Uint8Array(run.length);
    const lines = readLines(run, 0, this.#members, text);
    const isOver = used > 0 && (lines === undefined || lines.end < run.length);
    const before = this.#first.length === 0 ? 0 : text.indexOf(LF) + 1;
    if (this.#first.length === 0) this.#first = run.slice(0, run.indexOf(LF) + 1);
    return { decoded: text.subarray(before, Math.max(before, lines?.length ?? 0)), used, isOver };
  }
}

interface Lines {
  readonly count: number;
  readonly end: number;
  /** Bytes of the lines without what surrounds them. */
  readonly length: number;
}

/** @param into receives the stripped lines, as much as it holds */
function readLines(bytes: Uint8Array, begin: number, members: Members, into: Uint8Array): Lines | undefined {
  const first = firstLine(bytes, begin, members);
  if (first === undefined) return undefined;
  const before = first.start - begin;
  const width = first.end - first.start;
  // A decimal list in source has the same count in each line, but any width.
  const isList = bytes.subarray(first.start, first.end).includes(COMMA);
  const most = isList ? MAX_LINE_BYTES : width;
  let [count, length, end] = [0, 0, begin];
  for (let at = begin; at < bytes.length; count++) {
    if (count > 0 && !isAlike(bytes, begin, at, before)) break;
    const start = at + before;
    const lineEnd = afterMembers(bytes, start, { members, most });
    if (lineEnd === start) break;
    const next = afterLineEnd(bytes, lineEnd, first.closing);
    if (next < 0) break;
    if (length < into.length) into.set(bytes.subarray(start, Math.min(lineEnd, start + into.length - length)), length);
    length += lineEnd - start;
    if (length < into.length) into[length] = LF;
    length++;
    at = end = next;
    if (lineEnd - start < width && !isList) {
      count++;
      break;
    }
  }
  // The next line may be cut off.
  const isCut = bytes.length - end < MAX_LINE_BYTES && bytes.indexOf(LF, end) < 0;
  return { count, length, end: isCut && count > 0 ? bytes.length : end };
}

interface FirstLine extends Run {
  /** The first character behind the digits that is not blank; undefined where the line ends. */
  readonly closing: number | undefined;
}

/** The digits of the line; undefined when the prefix is too long, or hides nothing from the other codings. */
function firstLine(bytes: Uint8Array, begin: number, members: Members): FirstLine | undefined {
  const limit = Math.min(bytes.length, begin + MAX_LINE_BYTES);
  let lineEnd = begin;
  while (lineEnd < limit && bytes[lineEnd] !== LF) lineEnd++;
  if (lineEnd === limit && lineEnd < bytes.length) return undefined;
  while (lineEnd > begin && (bytes[lineEnd - 1] === CR || bytes[lineEnd - 1] === SPACE)) lineEnd--;
  const { start, end } = digitsIn(bytes, { start: begin, end: lineEnd }, members);
  if (start === begin) return undefined;
  const closing = end === lineEnd ? undefined : bytes[afterSpaces(bytes, end)];
  if (closing !== undefined) return { start, end, closing };
  // Records of Intel HEX have addresses and checksums; the firmware reader handles them.
  if (start === begin + 1 && bytes[begin] === COLON) return undefined;
  for (let at = begin; at < start; at++) if (MORE_THAN_GLUE[bytes[at]!] === 1) return { start, end, closing };
  return undefined;
}

/**
 * The first sufficiently long run of digits with its padding, preferably the one at the end of the line; otherwise the first, since
 * names in hex may follow (Fluentd logs the container's). Empty when there is none.
 */
function digitsIn(bytes: Uint8Array, line: Run, members: Members): Run {
  let first: Run = { start: line.start, end: line.start };
  for (let end = line.end; end > line.start; ) {
    let start = end;
    while (start > line.start && bytes[start - 1] === EQUALS) start--;
    while (start > line.start && members[bytes[start - 1]!] === 1) start--;
    const from = afterMark(bytes, { start, end }, line.start);
    let last = end;
    while (last > from && bytes[last - 1] === SPACE) last--;
    const isEnough = last - from >= MIN_BYTES && from - line.start <= MAX_BEFORE;
    if (isEnough) first = { start: from, end: last };
    if (isEnough && last === line.end) break;
    end = Math.min(start, end - 1);
  }
  return first;
}

/** Behind what precedes the digits: a time, a separator, the end of a colour, the sign of a patch. */
function afterMark(bytes: Uint8Array, { start, end }: Run, lineStart: number): number {
  const time = afterTime(bytes, lineStart);
  let at = time > start && time < end ? time : afterColour(bytes, { start, end }, lineStart);
  if (bytes[at] === PLUS && (at === lineStart || at > start)) at++;
  while (at < end && SEPARATORS[bytes[at]!] === 1) at++;
  return at;
}

/** A time with its date, or seconds with a fraction (`candump -t a`): all their digits and signs may be members. */
const TIME = /^(?:(?:\d{4}[-/]\d\d[-/]\d\d )?\d\d:\d\d:\d\d(?:[.,:]\d{1,9})?|\d{1,10}\.\d{3,9}):? /;
const MAX_TIME_BYTES = 32;

/** Behind the time with which the line begins and a blank; `at` when it begins with none. */
function afterTime(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < DIGIT_ZERO || first >= COLON) return at;
  const text = bufferOf(bytes).toString('latin1', at, at + MAX_TIME_BYTES);
  return at + (TIME.exec(text)?.[0].length ?? 0);
}

/** Groups of one width, or a list: other numbers stand in columns after a time in logs of measurements, of which each line would be read. */
const ROW =
  /^ {0,8}(?:(?:[0-9A-Fa-f]{2}[ :-]){6}|(?:[0-9A-Fa-f]{4} ){4}|(?:[0-9A-Fa-f]{8} ){2}|[0-9A-Fa-f]{40}|0[xX]|[0-9]{1,3},)/;
const MAX_ROW_BYTES = 48;

function beginsWithTime(bytes: Uint8Array, at: number): boolean {
  const behind = afterTime(bytes, at);
  return behind > at && ROW.test(bufferOf(bytes).toString('latin1', behind, behind + MAX_ROW_BYTES));
}

/** Behind `2m` of `[32m`, the rest of which is before `start`; what precedes the bracket depends on how the escape is printed. */
function afterColour(bytes: Uint8Array, { start, end }: Run, lineStart: number): number {
  let letter = start;
  while (letter < end && PARAMETERS[bytes[letter]!] === 1) letter++;
  if (bytes[letter] !== LETTER_M) return start;
  let bracket = start - 1;
  while (bracket > lineStart && PARAMETERS[bytes[bracket]!] === 1) bracket--;
  return bytes[bracket] === BRACKET ? letter + 1 : start;
}

/** Whether the line after the one at `begin` begins alike, up to `digits`: most lines in source do not. */
function nextIsAlike(bytes: Uint8Array, begin: number, digits: number): boolean {
  const next = bytes.subarray(digits, begin + MAX_LINE_BYTES).indexOf(LF) + digits + 1;
  return next > digits && next - begin <= MAX_LINE_BYTES && isAlike(bytes, begin, next, digits - begin);
}

/** Whether the lines at `first` and `second` begin alike: digits may differ, and a blank may replace a digit. */
function isAlike(bytes: Uint8Array, first: number, second: number, length: number): boolean {
  if (second + length > bytes.length) return false;
  for (let at = 0; at < length; at++) {
    const [one, other] = [bytes[first + at]!, bytes[second + at]!];
    if (one !== other && !(DIGITS[one] === 1 && DIGITS[other] === 1)) return false;
  }
  return true;
}

function afterMembers(
  bytes: Uint8Array,
  start: number,
  { members, most }: { readonly members: Members; readonly most: number },
): number {
  const limit = Math.min(bytes.length, start + most);
  let end = start;
  while (end < limit && members[bytes[end]!] === 1) end++;
  while (end < limit && bytes[end] === EQUALS) end++;
  while (end > start && bytes[end - 1] === SPACE) end--;
  return end;
}

function afterSpaces(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < at + MAX_LINE_BYTES && bytes[end] === SPACE) end++;
  return end;
}

/**
 * Behind the end of the line; -1 when anything precedes it but blanks, or a suffix that begins with `closing`. The end of the bytes
 * counts as a line end.
 */
function afterLineEnd(bytes: Uint8Array, at: number, closing: number | undefined): number {
  let end = afterSpaces(bytes, at);
  if (closing !== undefined && end < bytes.length) {
    if (bytes[end] !== closing) return -1;
    const limit = Math.min(bytes.length, at + MAX_LINE_BYTES);
    while (end < limit && bytes[end] !== LF) end++;
  } else while (end < at + 4 && (bytes[end] === SPACE || bytes[end] === CR)) end++;
  if (end >= bytes.length) return bytes.length;
  return bytes[end] === LF ? end + 1 : -1;
}
