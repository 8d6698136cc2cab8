/**
 * Backslash escapes of JSON (RFC 8259, section 7), JavaScript, C, Java, Python, Go, shells, Markdown and LaTeX. Text that a detector can read as it
 * is, such as the escaped line ends of PEM, is not reported on that account alone; text escaped twice is.
 */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS } from '../../model/sign.ts';
import {
  beginsFormat,
  FORMAT_BEGINS,
  FORMAT_FIRSTS,
  HEAD_BYTES,
  isText,
  PROOF_BYTES,
  TEXT_FIRSTS,
} from '../container/plausible.ts';
import type { Coding } from './coding.ts';
import {
  afterHex,
  type EscapeGrammar,
  escaped,
  hexAt,
  hexByteAt,
  lengthIn,
  NO_ESCAPE,
  NOTHING,
  undoEscapes,
  valueIn,
} from './escape-grammar.ts';
import { escapedRuns } from './escaped-runs.ts';

const BACKSLASH = 0x5c;

/** Indexed by the byte after the backslash: what the pair encodes; 0 for anything that needs a closer look, or is no escape. */
const SINGLE = new Uint8Array(256);
for (const [letter, value] of Object.entries({ n: 10, r: 13, t: 9, b: 8, f: 12, v: 11, a: 7, e: 27 }))
  SINGLE[letter.charCodeAt(0)] = value;
// `\@` of Perl; `\_` of Markdown and LaTeX, `\-` of messages of Telegram: in tokens, `ghp\_…`.
for (const mark of '\\"\'`/$@_-') SINGLE[mark.charCodeAt(0)] = mark.charCodeAt(0);

const GRAMMAR: EscapeGrammar = {
  sign: SIGNS.backslash,
  lead: BACKSLASH,
  read: readEscape,
  ends: membersOf(/["'`\x00-\x08\x0a-\x1f]/),
  quotes: membersOf(/["'`]/),
  shields: true,
  parts: membersOf(/[".:]/),
  weigh(bytes, at) {
    let end = at + 1;
    while (bytes[end] === BACKSLASH && end - at <= MAX_BACKSLASHES) end++;
    if (end === at + 1) return readEscape(bytes, at);
    // Escaped more than once: take the innermost value, and let a line end separate words as a quote does.
    const length = Math.min(end - at, MAX_BACKSLASHES);
    const inner = end - at > MAX_BACKSLASHES ? NO_ESCAPE : readEscape(bytes, end - 1);
    if (inner === NO_ESCAPE) return escaped(BACKSLASH, length);
    const value = valueIn(inner);
    return escaped(value === 0x0a || value === 0x0d ? 0x22 : value, length - 1 + (inner & 63));
  },
  packs: isPacked,
};
const MAX_BACKSLASHES = 32;

function readEscape(bytes: Uint8Array, at: number): number {
  const letter = bytes[at + 1];
  if (letter === undefined) return NO_ESCAPE;
  const value = SINGLE[letter]!;
  if (value !== 0) return escaped(value, 2);
  switch (letter) {
    case 0x75: // u
      return readUnicode(bytes, at);
    case 0x55: // U, of Python and C
      return character(hexAt(bytes, at + 2, at + 10), 10);
    case 0x78: {
      const byte = hexByteAt(bytes, at + 2);
      return byte > 255 ? NO_ESCAPE : escaped(byte, 4, 'byte');
    }
    case 0x0a:
      return continued(bytes, at, 2);
    case 0x0d:
      return continued(bytes, at, bytes[at + 2] === 0x0a ? 3 : 2);
    default:
      return readOctal(bytes, at);
  }
}

const DASH = 0x2d;
/** More indentation than any program writes, and less than `escaped` can tell. */
const MAX_INDENTATION = 48;

/**
 * A line end that is no part of what is written, and the indentation behind it, which YAML and properties of Java drop. Elsewhere it
 * separates words, and no secret has blanks; before an option of a command it stays, so that no secret gets that option as its end.
 */
function continued(bytes: Uint8Array, at: number, length: number): number {
  let end = at + length;
  while (end < at + MAX_INDENTATION && (bytes[end] === 0x20 || bytes[end] === 0x09)) end++;
  return escaped(NOTHING, bytes[end] === DASH ? length : end - at);
}

function character(value: number, length: number): number {
  return value < 0 || value > 0x10ffff ? NO_ESCAPE : escaped(value, length);
}

function readUnicode(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] === 0x7b) {
    const end = afterHex(bytes, at + 3, 6);
    return bytes[end] === 0x7d ? character(hexAt(bytes, at + 3, end), end + 1 - at) : NO_ESCAPE;
  }
  const value = hexAt(bytes, at + 2, at + 6);
  if (value >> 10 !== 0x36 || bytes[at + 6] !== BACKSLASH || bytes[at + 7] !== 0x75) return character(value, 6);
  const second = hexAt(bytes, at + 8, at + 12);
  return second >> 10 === 0x37
    ? escaped(0x10000 + ((value & 0x3ff) << 10) + (second & 0x3ff), 12)
    : character(value, 6);
}

/** One to three digits, up to 0377. */
function readOctal(bytes: Uint8Array, at: number): number {
  let [value, end] = [0, at + 1];
  while (end < at + 4 && end < bytes.length && bytes[end]! >> 3 === 6 && value < 32)
    value = value * 8 + (bytes[end++]! & 7);
  return end === at + 1 ? NO_ESCAPE : escaped(value, end - at, 'byte');
}

/** The farthest that a literal opens before the first escape in a format's head, `PK\x03\x04` among them. */
const MAX_BEFORE = 8;
/** Packed data has an escape every second or third byte. */
const SURVEYED_BYTES = 512;
const MIN_ESCAPES = 64;
/** `\U0001F600`. */
const LONGEST_ESCAPE = 10;

/**
 * Whether the escapes are bytes of a file in a literal, as Python's repr() and C write them, or a character each, as JSON does
 * (`container/latin1-heads.ts`).
 */
function isPacked(bytes: Uint8Array, at: number): boolean {
  const letter = bytes[at + 1];
  // `\u0082` of JSON, `\u{82}` of Rust and Swift.
  const isCharacter = letter === 0x75 && ((bytes[at + 2] === 0x30 && bytes[at + 3] === 0x30) || bytes[at + 2] === 0x7b);
  if (letter !== 0x78 && !isCharacter && (letter === undefined || letter >> 3 !== 6)) return false;
  // A literal of one character: there are many.
  if (GRAMMAR.quotes[bytes[at + 4] ?? 0] === 1) return false;
  for (let first = at; first >= 0 && first >= at - MAX_BEFORE; first--)
    if (first === 0 || GRAMMAR.quotes[bytes[first - 1]!] === 1)
      return (
        !isEscaped(bytes, first - 1) &&
        !isShort(bytes, first) &&
        (beginsPacked(bytes, first) || (!isCharacter && isFull(bytes, at, first - 1)))
      );
  return false;
}

/** An escaped quote opens no literal, and packed data has thousands of them. */
function isEscaped(bytes: Uint8Array, quote: number): boolean {
  return bytes[quote - 1] === BACKSLASH && bytes[quote - 2] !== BACKSLASH;
}

/** No packed file is this short, while literals of a few characters are many. */
const MIN_LITERAL = 24;

function isShort(bytes: Uint8Array, first: number): boolean {
  const end = Math.min(first + MIN_LITERAL, bytes.length);
  for (let at = first; at < end; at++) if (GRAMMAR.quotes[bytes[at]!] === 1 && bytes[at - 1] !== BACKSLASH) return true;
  return false;
}

function beginsPacked(bytes: Uint8Array, first: number): boolean {
  const found = escapeOrByte(bytes, first);
  const value = valueIn(found);
  if (FORMAT_FIRSTS[value] !== 1) return false;
  const second = valueIn(escapeOrByte(bytes, first + lengthIn(found)));
  if (second <= 0xff && FORMAT_BEGINS[(value << 4) | (second >> 4)] === 0) return false;
  return beginsFormat(undoEscapes(bytes.subarray(first, first + 4 * HEAD_BYTES), GRAMMAR).subarray(0, HEAD_BYTES));
}

function escapeOrByte(bytes: Uint8Array, at: number): number {
  const found = bytes[at] === BACKSLASH ? readEscape(bytes, at) : NO_ESCAPE;
  return found === NO_ESCAPE ? escaped(bytes[at] ?? 0, 1, 'byte') : found;
}

/** @param opening the quote that opens the literal: asked only at its beginning, so that no byte is surveyed often */
function isFull(bytes: Uint8Array, at: number, opening: number): boolean {
  const quote = bytes[opening] ?? 0;
  if (GRAMMAR.quotes[quote] === 0) return false;
  const limit = Math.min(bytes.length, at + SURVEYED_BYTES) - 3;
  let count = 0;
  let end = at;
  for (; end < limit && bytes[end]! >= 0x20 && bytes[end] !== quote; end++)
    if (bytes[end] === BACKSLASH && bytes[++end] === 0x78) count++;
  if (count >= MIN_ESCAPES) return true;
  if (TEXT_FIRSTS[valueIn(readEscape(bytes, at))] !== 1) return false;
  const proof = bytes.subarray(at, Math.min(end, at + LONGEST_ESCAPE * PROOF_BYTES));
  return count >= PROOF_BYTES && isText(undoEscapes(proof, GRAMMAR).subarray(0, PROOF_BYTES));
}

export const escapes: Coding = {
  id: 'escapes',
  title: 'Backslash escapes of JSON, source code, Markdown and LaTeX, one or more levels; also of line ends',
  sign: SIGNS.backslash,
  find: (bytes, start, end, signs) => escapedRuns(bytes, { start, end, signs }, GRAMMAR),
  decode: (run) => [undoEscapes(run, GRAMMAR)],
};
