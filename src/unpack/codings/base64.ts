/**
 * Base64 of RFC 4648, sections 4 and 5, in the middle of anything: as a value, in lines, glued to other letters. Reported
 * if it decodes to text, to a file of a known format, or to a lot of data that looks random. Pieces that are string
 * literals of a program are joined by `concatenation` first.
 */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import {
  beginsFormat,
  FORMAT_BEGINS,
  HEAD_BYTES,
  isText,
  PRINTABLE,
  PROOF_BYTES,
  TEXT_PAIRS,
} from '../container/plausible.ts';
import { decodeBase64, decodeLongBase64 } from './base64-decode.ts';
import { type Base64Run, MIN_DIGITS, placeOf, readBase64Run } from './base64-run.ts';
import type { Coding, Run } from './coding.ts';
import { endOfLines } from './line-glue.ts';
import { runsInStretches } from './stretches.ts';

/** Includes line ends, so that lines shorter than `MIN_DIGITS` are found as well. */
const MEMBERS = membersOf(/[A-Za-z0-9+/_\-\r\n]/);
/** Digits glued in front of the payload, such as a name: a format's head is searched for behind up to this many. */
const MAX_GLUED = 64;

export const base64: Coding = {
  id: 'base64',
  title: 'Base64, base64url; wrapped, bare, at any alignment',
  sign: SIGNS.tokens,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const search = { start, end, signs, sign: SIGNS.tokens };
    for (const run of runsInStretches(bytes, MEMBERS, MIN_DIGITS, search, (from) => readBase64Run(bytes, from))) {
      const first = run.digits < MIN_DIGITS ? -1 : firstDigit(bytes, run);
      if (first < 0) continue;
      const begin = placeOf(run, first);
      if (begin >= start && begin < end) yield { start: begin, end: endOfLines(bytes, run.end) };
    }
  },
  decode: decodeBase64,
  decodeLong: decodeLongBase64,
};

const head = new Uint8Array(HEAD_BYTES);
const proof = new Uint8Array(PROOF_BYTES);

/** Decodes from the digit with index `from` on, as many bytes as fit `into`. */
function bytesFrom(values: Uint8Array, from: number, into: Uint8Array): Uint8Array {
  for (let at = from, length = 0; length < into.length; at += 4, length += 3) {
    const second = values[at + 1]!;
    const third = values[at + 2]!;
    into[length] = (values[at]! << 2) | (second >> 4);
    into[length + 1] = (second << 4) | (third >> 2);
    into[length + 2] = (third << 6) | values[at + 3]!;
  }
  return into;
}

/** The index of the digit from which the run makes sense; -1 when it makes none. */
function firstDigit(bytes: Uint8Array, run: Base64Run): number {
  const { values, count } = run;
  const glued = count < MAX_GLUED ? 4 : MAX_GLUED;
  // Text never occurs by chance; the two-byte head of a format does now and then, a few digits on.
  if (count >= MIN_DIGITS && TEXT_PAIRS[firstPair(values, 0)] === 1 && isText(bytesFrom(values, 0, proof))) return 0;
  for (let index = 0; index < glued && index + 16 <= count; index++)
    if (FORMAT_BEGINS[(values[index]! << 6) | values[index + 1]!] === 1 && beginsFormat(bytesFrom(values, index, head)))
      return index;
  for (let index = 0; index < 4 && index + MIN_DIGITS <= count; index++)
    if (TEXT_PAIRS[firstPair(values, index)] === 1 && isText(bytesFrom(values, index, proof))) return index;
  for (let index = 0; index < 4; index++) if (holdsText(values, index, count)) return index;
  return isLong(run) || isDataUri(bytes, placeOf(run, 0)) ? 0 : -1;
}

function firstPair(values: Uint8Array, at: number): number {
  return (values[at]! << 10) | (values[at + 1]! << 4) | (values[at + 2]! >> 2);
}

/** Whether `PROOF_BYTES` of printable ASCII occur anywhere in what decodes from `from` on. */
function holdsText(values: Uint8Array, from: number, count: number): boolean {
  for (let first = from; first + MIN_DIGITS <= count; ) {
    let group = first + MIN_DIGITS - 4;
    while (group >= first && isPrintable(values, group)) group -= 4;
    if (group < first) return isText(bytesFrom(values, first, proof));
    first = group + 4;
  }
  return false;
}

/** Indexed by two digits: 1 when the first byte is printable and the second may be. */
const PRINTED = Uint8Array.from({ length: 4096 }, (_, digits) =>
  digits >> 4 >= 0x20 && digits >> 4 < 0x80 && (digits & 15) < 8 ? 1 : 0,
);

/** Whether four digits decode to three characters of printable ASCII, including blank. */
function isPrintable(values: Uint8Array, at: number): boolean {
  const second = values[at + 1]!;
  if (PRINTED[(values[at]! << 6) | second] === 0) return false;
  const third = values[at + 2]!;
  return PRINTABLE[((second & 15) << 4) | (third >> 2)] === 1 && PRINTABLE[((third & 3) << 6) | values[at + 3]!] === 1;
}

/** 192 bytes: enough to hold something, and for statistics to mean something. */
const MIN_LONG = 256;
/** Two digits are equal with probability 1/64 in random data, and more than twice that in words and names. */
const MAX_COINCIDENCE = 0.024;
/** Lines of one width do not occur by accident. */
const MIN_LINES = 4;
const MIN_WIDTH = 48;

/** Reported without a closer look: no word, name or key is this long. */
const MIN_PLENTY = 2048;
/** Share of zeros, or of ones, in the image of a disk or of flash memory. */
const MIN_BLANK = 0.5;
const MIN_OF_A_KIND = 0.01;

function isLong({ values, count, lines, width, digits }: Base64Run): boolean {
  if (digits < MIN_LONG) return false;
  const times = new Uint16Array(64);
  for (let index = 0; index < count; index++) times[values[index]!]!++;
  const part = (from: number, to: number) => times.subarray(from, to).reduce((total, time) => total + time, 0) / count;
  const [upper, lower, numerals, others] = [part(0, 26), part(26, 52), part(52, 62), part(62, 64)];
  // Tables and code are neither random nor text, and a disk image may begin with blank bytes.
  if (
    digits >= MIN_PLENTY &&
    (times[0]! + times[63]! >= MIN_BLANK * count || Math.min(upper, lower, numerals) >= MIN_OF_A_KIND)
  )
    return true;
  if (lines >= MIN_LINES && width >= MIN_WIDTH && width % 4 === 0) return lower > 0.02 && upper > 0.02 && upper < 0.9;
  if (upper < 0.2 || lower < 0.2 || numerals < 0.05 || others > 0.15) return false;
  const coincidence = times.reduce((total, time) => total + time * (time - 1), 0) / (count * (count - 1));
  return coincidence < MAX_COINCIDENCE;
}

const COMMA = 0x2c;
const MARK = Buffer.from(';base64,');

/** RFC 2397: it is declared as base64, whatever it looks like. */
function isDataUri(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at - 1] === COMMA &&
    at >= MARK.length &&
    MARK.every((byte, index) => bytes[at - MARK.length + index] === byte)
  );
}
