/**
 * Strings that a program puts together: `"…" + "…"`, with `.`, `&`, `..`, `<>`, `++` or `||` between them, or with nothing
 * but blanks and line ends. Worth a look where a word that looks like a token or like base64 goes across.
 */
import { CODING_REACH_BYTES, type Coding, type Run } from '../coding.ts';
import { Needles } from './needles.ts';
import { membersOf, nextStretch } from './stretches.ts';
import { CLASSES, isRandom, MIN_WORD } from './words.ts';

const BACKSLASH = 0x5c;
const LF = 0x0a;
const QUOTES = membersOf(/["'`]/);
const BLANKS = membersOf(/[ \t\r\n\\]/);
const OPERATORS = membersOf(/[+.&<>|~]/);
/** Before a literal: kinds of strings of Python, C, C#. */
const PREFIXES = membersOf(/[bBrRuUfFL@$]/);
const MEMBERS = membersOf(/[A-Za-z0-9+/=_-]/);
/** Only a plus sign is looked for by itself; beside what else stands between, one of the pieces is so long. */
const MIN_PIECE = 16;
const PLUSES = ['+"', '+ "', "+'", "+ '", '+\n', '+\r'].map((text) => Buffer.from(text));
/** Bytes between two literals: indentation, for the most part. */
const MOST_BETWEEN = 256;
/** By then it is known what a word is. */
const MOST_READ = 48;

export const concatenation: Coding = {
  id: 'concatenation',
  title: 'String literals put together in source',
  find(bytes, start, end) {
    const runs: Run[] = [];
    const reach = {
      from: Math.max(0, start - CODING_REACH_BYTES),
      end: Math.min(bytes.length, end + CODING_REACH_BYTES),
    };
    for (const run of [...besidePluses(bytes, reach), ...besidePieces(bytes, reach)])
      if (run.start >= start && run.start < end) runs.push(run);
    runs.sort((one, other) => one.start - other.start || other.end - one.end);
    return runs.filter((run, index) => index === 0 || run.start >= runs[index - 1]!.end);
  },
  decode(run) {
    const bytes = new Uint8Array(run.length);
    let length = 0;
    for (let opening = 0; opening >= 0; ) {
      const closing = literalEnd(run, opening);
      bytes.set(run.subarray(opening + 1, closing), length);
      length += closing - opening - 1;
      opening = closing < run.length ? nextLiteral(run, closing) : -1;
    }
    return [bytes.subarray(0, length)];
  },
};

interface Reach {
  readonly from: number;
  readonly end: number;
}

function* besidePluses(bytes: Uint8Array, { from, end }: Reach): Generator<Run> {
  const pluses = new Needles(bytes, PLUSES, from);
  for (let at = pluses.next(); at >= 0 && at < end; at = pluses.next()) {
    const run = runAcross(bytes, literalBefore(bytes, at));
    if (run === undefined) continue;
    yield run;
    pluses.passed = Math.max(pluses.passed, run.end);
  }
}

function* besidePieces(bytes: Uint8Array, { from, end }: Reach): Generator<Run> {
  for (let at = from; at < end; ) {
    const piece = nextStretch(bytes, MEMBERS, MIN_PIECE, { from: at, end });
    if (piece < 0) return;
    at = piece + MIN_PIECE;
    while (at < bytes.length && MEMBERS[bytes[at]!] === 1) at++;
    const isOpened = piece > 0 && QUOTES[bytes[piece - 1]!] === 1;
    const run = (isOpened && runAcross(bytes, literalBefore(bytes, piece - 1))) || runAcross(bytes, at);
    if (run === undefined) continue;
    yield run;
    at = Math.max(at, run.end);
  }
}

/** The quote with which a literal ends, before what may stand between two; -1 when there is none. */
function literalBefore(bytes: Uint8Array, at: number): number {
  let position = at - 1;
  if (PREFIXES[bytes[position] ?? 0] === 1) position--;
  while (position >= 0 && at - position < MOST_BETWEEN && isBetween(bytes[position]!)) position--;
  return position >= 0 && QUOTES[bytes[position]!] === 1 ? position : -1;
}

function isBetween(byte: number): boolean {
  return BLANKS[byte] === 1 || OPERATORS[byte] === 1;
}

/** Where the literal opens that goes on with the one that ends at `closing`; -1 when none does. */
function nextLiteral(bytes: Uint8Array, closing: number): number {
  let position = closing + 1;
  let operators = 0;
  for (; position < bytes.length && position - closing < MOST_BETWEEN && isBetween(bytes[position]!); position++)
    operators += OPERATORS[bytes[position]!]!;
  if (operators > 2) return -1;
  const isDirect = position === closing + 1;
  for (let letters = 0; letters < 2 && PREFIXES[bytes[position] ?? 0] === 1; letters++) position++;
  if (position >= bytes.length || QUOTES[bytes[position]!] === 0) return -1;
  // A quote twice is how SQL and CSV write one; shells put 'a'"b" together.
  return isDirect && (bytes[position] === bytes[closing] || position > closing + 1) ? -1 : position;
}

/** The quote that ends the literal which opens at `opening`; the end of the bytes when it is not there. */
function literalEnd(bytes: Uint8Array, opening: number): number {
  const quote = bytes[opening];
  let at = opening + 1;
  while (at < bytes.length && bytes[at] !== quote && bytes[at] !== LF) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, bytes.length);
}

/** @param closing where the literal ends behind which the next may open */
function runAcross(bytes: Uint8Array, closing: number): Run | undefined {
  if (closing < 0 || closing >= bytes.length || QUOTES[bytes[closing]!] === 0) return undefined;
  const next = nextLiteral(bytes, closing);
  if (next < 0 || !isWordAcross(bytes, closing, next)) return undefined;
  let start = closing - 1;
  while (start >= 0 && closing - start < CODING_REACH_BYTES && bytes[start] !== LF && !opens(bytes, start, closing))
    start--;
  if (start < 0 || !opens(bytes, start, closing)) return undefined;
  let end = closing + 1;
  for (let opening = next; opening >= 0; ) {
    const at = literalEnd(bytes, opening);
    end = Math.min(bytes.length, at + 1);
    opening = bytes[at] === bytes[opening] ? nextLiteral(bytes, at) : -1;
  }
  return { start, end: mayGoOn(bytes, end) ? bytes.length : end };
}

function opens(bytes: Uint8Array, at: number, closing: number): boolean {
  return bytes[at] === bytes[closing] && bytes[at - 1] !== BACKSLASH;
}

/** Whether nothing but the beginning of what stands between two literals follows. */
function mayGoOn(bytes: Uint8Array, end: number): boolean {
  if (bytes.length - end >= MOST_BETWEEN) return false;
  for (let at = end; at < bytes.length; at++) if (!isBetween(bytes[at]!)) return false;
  return true;
}

function isWordAcross(bytes: Uint8Array, closing: number, next: number): boolean {
  let [length, classes] = [0, 0];
  const isRead = (at: number) => {
    const kind = CLASSES[bytes[at] ?? 0]!;
    classes |= kind;
    if (kind !== 0) length++;
    return kind !== 0 && length < MOST_READ;
  };
  let before = closing - 1;
  while (before >= 0 && isRead(before)) before--;
  if (before === closing - 1) return false;
  for (let opening = next; opening >= 0 && length < MOST_READ; ) {
    let at = opening + 1;
    while (at < bytes.length && isRead(at)) at++;
    if (at === opening + 1) return false;
    opening = bytes[at] === bytes[opening] ? nextLiteral(bytes, at) : -1;
  }
  return length >= MIN_WORD && isRandom(classes);
}
