/**
 * String literals that a program joins: `"…" + "…"`, with `.`, `&`, `..`, `<>`, `++` or `||` between them, or only blanks and line
 * ends. Worth a look where a word that looks like a token or like base64 crosses the joint, or numeric escapes do:
 * glib-compile-resources, bin2c and msfvenom write a file that way, a dozen bytes a line, and GCC in its assembler output.
 */

import { membersOf } from '../../bytes/members.ts';
import { CELL_BYTES, SIGNS, type Signs } from '../../model/sign.ts';
import { directiveBefore, firstDirective, holdBytes } from './assembler-literals.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from './coding.ts';
import { inPieces } from './in-pieces.ts';
import { BETWEEN, LiteralJoiner, literalEnd, MAX_BETWEEN, nextLiteral, QUOTES } from './joined-literals.ts';
import { CLASSES, DIGIT, isRandom, isRandomInOneCase, MIN_WORD } from './words.ts';

const BACKSLASH = 0x5c;
const PLUS = 0x2b;
const [LF, CR, SPACE] = [0x0a, 0x0d, 0x20];
/** What may follow a literal that is continued in another. */
const AFTER = membersOf(/[ \t\r\n\\+.&<>|~"'`]/);
const MEMBERS = membersOf(/[A-Za-z0-9+/=_-]/);
const HEX = membersOf(/[0-9A-Fa-f]/);
/** Beside a plus sign pieces may be short; beside any other separator, one of the two must be this long. */
const MIN_PIECE = 16;
/** Characters after which a word has been classified. */
const MAX_READ = 48;

export const concatenation: Coding = {
  id: 'concatenation',
  title: 'String literals concatenated in source code, or line by line in assembler',
  sign: SIGNS.quote,
  find(bytes, start, end, signs) {
    const runs: Run[] = [];
    const limit = Math.min(bytes.length, end + CODING_REACH_BYTES);
    for (let at = nextClosing(bytes, Math.max(0, start - CODING_REACH_BYTES), signs); at >= 0 && at < limit; ) {
      const run = runAcross(bytes, at);
      at = nextClosing(bytes, run?.end ?? at + 1, signs);
      if (run !== undefined && run.start >= start && run.start < end) runs.push(run);
    }
    runs.sort((one, other) => one.start - other.start || other.end - one.end);
    return runs.filter((run, index) => index === 0 || run.start >= runs[index - 1]!.end);
  },
  decode: (run) => [new LiteralJoiner().undo(run, true).decoded],
  decodeLong(_, read) {
    const joiner = new LiteralJoiner();
    return [inPieces(read(), (bytes, isLast) => joiner.undo(bytes, isLast))];
  },
};

/** The next quote from `from` on that ends a word and that another literal may follow; -1 when there is none. */
function nextClosing(bytes: Uint8Array, from: number, signs: Signs | undefined): number {
  for (let at = from; at + 1 < bytes.length; ) {
    // The sign of a quote is set in its own cell or in that of the following byte.
    const cell = signs === undefined ? at : signs.next(SIGNS.quote, at);
    if (cell < 0) return -1;
    const stop = Math.min(cell + CELL_BYTES, bytes.length - 1);
    for (at = Math.max(at, cell - 1); at < stop; at++)
      if (QUOTES[bytes[at]!] === 1 && CLASSES[bytes[at - 1] ?? 0] !== 0 && AFTER[bytes[at + 1]!] === 1) return at;
  }
  return -1;
}

/** @param closing the end of the first literal */
function runAcross(bytes: Uint8Array, closing: number): Run | undefined {
  const next = nextLiteral(bytes, closing);
  if (next < 0) return undefined;
  const isAssembler = directiveBefore(bytes, next) !== undefined;
  const isWord = isJoined(bytes, closing, next) && isWordAcross(bytes, closing, next);
  const areBytes = isAssembler ? holdBytes(bytes, closing, next) : areNumbersAcross(bytes, closing, next);
  if (!isWord && !areBytes) return undefined;
  const opening = openingOf(bytes, closing);
  const start = isAssembler ? firstDirective(bytes, opening) : opening;
  if (start < 0) return undefined;
  let end = closing + 1;
  for (let opening = next; opening >= 0; ) {
    const at = literalEnd(bytes, opening);
    end = Math.min(bytes.length, at + 1);
    opening = bytes[at] === bytes[opening] ? nextLiteral(bytes, at) : -1;
  }
  return { start, end: mayGoOn(bytes, end) ? bytes.length : end };
}

/** Where the literal opens that ends at `closing`; -1 when that is not near. */
function openingOf(bytes: Uint8Array, closing: number): number {
  let start = closing - 1;
  while (start >= 0 && closing - start < CODING_REACH_BYTES && bytes[start] !== LF && !opens(bytes, start, closing))
    start--;
  return start >= 0 && opens(bytes, start, closing) ? start : -1;
}

/** Whether two literals are separated by a plus sign, or one of them is long. */
function isJoined(bytes: Uint8Array, closing: number, opening: number): boolean {
  for (let at = closing + 1; at < opening; at++) if (bytes[at] === PLUS && isLast(bytes, at)) return true;
  return isPiece(bytes, closing - MIN_PIECE) || isPiece(bytes, opening + 1);
}

/** Whether a quote (perhaps after a blank) or the end of the line follows. */
function isLast(bytes: Uint8Array, plus: number): boolean {
  const byte = bytes[plus + 1] === SPACE ? bytes[plus + 2] : bytes[plus + 1];
  return QUOTES[byte ?? 0] === 1 || bytes[plus + 1] === LF || bytes[plus + 1] === CR;
}

function isPiece(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < from + MIN_PIECE; at++) if (MEMBERS[bytes[at] ?? 0] === 0) return false;
  return true;
}

function opens(bytes: Uint8Array, at: number, closing: number): boolean {
  return bytes[at] === bytes[closing] && bytes[at - 1] !== BACKSLASH;
}

/** Whether the bytes end within a separator of two literals. */
function mayGoOn(bytes: Uint8Array, end: number): boolean {
  if (bytes.length - end >= MAX_BETWEEN) return false;
  for (let at = end; at < bytes.length; at++) if (BETWEEN[bytes[at]!] === 0) return false;
  return true;
}

/** `\101` or `\x41`: all of the same length. */
const ESCAPE_BYTES = 4;
/** Numeric escapes in a row before the quote: a few occur in text, and make no run that is worth a look. */
const MIN_NUMBERS = 8;

function areNumbersAcross(bytes: Uint8Array, closing: number, opening: number): boolean {
  for (let index = 1; index <= MIN_NUMBERS; index++) if (!isNumber(bytes, closing - index * ESCAPE_BYTES)) return false;
  return isNumber(bytes, opening + 1);
}

function isNumber(bytes: Uint8Array, at: number): boolean {
  if (at < 0 || bytes[at] !== BACKSLASH) return false;
  return bytes[at + 1] === 0x78
    ? HEX[bytes[at + 2] ?? 0] === 1 && HEX[bytes[at + 3] ?? 0] === 1
    : [1, 2, 3].every((digit) => (bytes[at + digit] ?? 0) >> 3 === 6);
}

function isWordAcross(bytes: Uint8Array, closing: number, next: number): boolean {
  let [length, classes, digits] = [0, 0, 0];
  for (let at = closing - 1; at >= 0 && length < MAX_READ; at--, length++) {
    const kind = CLASSES[bytes[at]!]!;
    if (kind === 0) break;
    classes |= kind;
    if (kind === DIGIT) digits++;
  }
  if (length === 0) return false;
  for (let opening = next; opening >= 0 && length < MAX_READ; ) {
    let at = opening + 1;
    for (; at < bytes.length && length < MAX_READ; at++, length++) {
      const kind = CLASSES[bytes[at]!]!;
      if (kind === 0) break;
      classes |= kind;
      if (kind === DIGIT) digits++;
    }
    if (at === opening + 1) return false;
    opening = bytes[at] === bytes[opening] ? nextLiteral(bytes, at) : -1;
  }
  return length >= MIN_WORD && (isRandom(classes) || isRandomInOneCase(classes, digits, length));
}
