/** RFC 2045, section 6.7: `=3D` and soft line breaks, as in mail and MHTML. */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { PRINTABLE, PROOF_BYTES } from '../container/plausible.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from './coding.ts';
import { type EscapeGrammar, escaped, hexAt, NO_ESCAPE, NOTHING, undoEscapes } from './escape-grammar.ts';
import { nextLead } from './leads.ts';

const [EQUALS, DASH, LF, CR] = [0x3d, 0x2d, 0x0a, 0x0d];

const GRAMMAR: EscapeGrammar = {
  sign: SIGNS.equals,
  lead: EQUALS,
  read(bytes, at) {
    if (bytes[at + 1] === LF) return escaped(NOTHING, 2);
    if (bytes[at + 1] === CR) return escaped(NOTHING, bytes[at + 2] === LF ? 3 : 2);
    const value = hexAt(bytes, at + 1, at + 3);
    return value < 0 ? NO_ESCAPE : escaped(value, 3, 'byte');
  },
  // Encoded text is seven-bit, without control characters other than line ends and tabs.
  ends: membersOf(/[^\t\n\r\x20-\x7e]/),
  quotes: membersOf(/(?!)/),
  shields: false,
  parts: membersOf(/[^\x00-\xff]/),
};

/** Of tokens, base64 and addresses. */
const WORD = membersOf(/[A-Za-z0-9+/=_.:@-]/);
/** Lines have at most 76 characters (rule 5); encoders break a little earlier, and Python's after 78. */
const [MIN_LINE, MAX_LINE] = [66, 79];
/** A soft break hides the word that it cuts only when at least this many of its characters precede or follow. */
const MIN_PIECE = 8;

export const quotedPrintable: Coding = {
  id: 'quoted-printable',
  title: 'Quoted-printable (RFC 2045)',
  sign: SIGNS.equals,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const limit = Math.min(bytes.length, end + CODING_REACH_BYTES);
    const next = (from: number) => nextLead(bytes, GRAMMAR, from, signs);
    for (let at = next(Math.max(0, start - CODING_REACH_BYTES)); at >= 0 && at < limit; ) {
      const isOne = isSoftBreak(bytes, at) || isEscapedSign(bytes, at) || isAllEscaped(bytes, at);
      const run = isOne ? stretchAround(bytes, at) : undefined;
      at = next(run?.end ?? at + 1);
      if (run !== undefined && run.start >= start && run.start < end) yield run;
    }
  },
  decode: (run) => [undoEscapes(run, GRAMMAR)],
};

/** Whether a line of the right width continues in the middle of a word. */
function isSoftBreak(bytes: Uint8Array, at: number): boolean {
  const lineEnd = bytes[at + 1] === CR ? at + 2 : at + 1;
  if (bytes[lineEnd] !== LF) return false;
  const next = lineEnd + 1;
  const before = wordBefore(bytes, at);
  let behind = next;
  while (behind < bytes.length && behind - next < MIN_PIECE && WORD[bytes[behind]!] === 1) behind++;
  // The last line of a PEM body is followed by its END line.
  if (before === 0 || behind === next || bytes[next] === DASH || (before < MIN_PIECE && behind - next < MIN_PIECE))
    return false;
  let line = at;
  while (line > 0 && at - line <= MAX_LINE && bytes[line - 1] !== LF) line--;
  return at + 1 - line >= MIN_LINE && at + 1 - line <= MAX_LINE;
}

function wordBefore(bytes: Uint8Array, at: number): number {
  let count = 0;
  while (count < MIN_PIECE && at - count > 0 && WORD[bytes[at - count - 1]!] === 1) count++;
  return count;
}

/** `=3D` with a word before and after it. */
function isEscapedSign(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at + 1] === 0x33 &&
    bytes[at + 2] === 0x44 &&
    wordBefore(bytes, at) >= 2 &&
    (WORD[bytes[at + 3] ?? 0] === 1 || isBreak(bytes[at + 3]))
  );
}

/**
 * Text with every character escaped, though none need be: filters do not see it, but mail programs show it. Called where a digit or
 * the like is escaped, which has a sign.
 */
function isAllEscaped(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 1] !== 0x33) return false;
  let count = 0;
  for (let next = at; count < PROOF_BYTES && isPrintableEscape(bytes, next); next += 3) count++;
  for (let next = at - 3; count < PROOF_BYTES && isPrintableEscape(bytes, next); next -= 3) count++;
  return count === PROOF_BYTES;
}

function isPrintableEscape(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === EQUALS && PRINTABLE[hexAt(bytes, at + 1, at + 3)] === 1;
}

function isBreak(byte: number | undefined): boolean {
  return byte === LF || byte === CR || byte === undefined;
}

/** The seven-bit text around `at`. Every equals sign in it is escaped; nearby text with one that is not is something else. */
function stretchAround(bytes: Uint8Array, at: number): Run | undefined {
  let start = at;
  const lowest = Math.max(0, at - CODING_REACH_BYTES);
  for (; start > lowest && GRAMMAR.ends[bytes[start - 1]!] === 0; start--)
    if (bytes[start - 1] === EQUALS && !isEscape(bytes, start - 1)) break;
  let end = at;
  let count = 0;
  for (; end < bytes.length && GRAMMAR.ends[bytes[end]!] === 0; end++)
    if (bytes[end] === EQUALS) {
      if (!isEscape(bytes, end)) break;
      count++;
    }
  return count > 0 ? { start, end } : undefined;
}

function isEscape(bytes: Uint8Array, at: number): boolean {
  return at + 3 > bytes.length || GRAMMAR.read(bytes, at) !== NO_ESCAPE;
}
