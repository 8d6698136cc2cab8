/**
 * Bytes in hex that `hex` cannot read. Programs write them where nobody thought of the width: without leading zeros (`{:x?}` of Rust,
 * `toString(16)` of JavaScript), or with a sign extended (`%02x` of a `char` in C, `Integer.toHexString` of a byte in Java: `ffffff82`). Logs
 * of Zephyr have no offsets, but the characters behind a bar: `30 81 87 02  01 00 30 13 |0... ..0.`.
 */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { beginsFormat, HEAD_BYTES, isText, PROOF_BYTES } from '../container/plausible.ts';
import type { Coding, Run } from './coding.ts';
import { afterHex, hexAt } from './escape-grammar.ts';
import { longRunAt, runsInStretches } from './stretches.ts';

const MIN_NUMBERS = 24;
/** Numbers of one digit with a blank each; a row of Zephyr is as long. */
const MIN_BYTES = 46;
const MEMBERS = membersOf(/[0-9A-Fa-f:, \-\r\n]/);
const DIGITS = membersOf(/[0-9A-Fa-f]/);
const WORD = membersOf(/[0-9A-Za-z_]/);
const SEPARATORS = membersOf(/[:,-]/);
const BLANKS = membersOf(/[ \t\r\n]/);
const [LF, BAR] = [0x0a, 0x7c];
/** The three bytes before a negative one. */
const SIGN = 0xffffff;
const SIGN_DIGITS = 6;
/** The widest indentation of a row. */
const MAX_BLANKS = 64;
/** From the bar to the end of the line. */
const MAX_CHARACTERS = 40;
/** A separator between two rows is no longer. */
const MAX_GAP = MAX_BLANKS + MAX_CHARACTERS;

/** Numbers that are judged. */
const MAX_KEPT = 512;
const kept = new Uint8Array(MAX_KEPT);

export const hexBytes: Coding = {
  id: 'hex-bytes',
  title: 'Bytes in hex without leading zeros, with the sign extended (`ffffff82`), or in rows of Zephyr',
  sign: SIGNS.separated,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const search = { start, end, signs, sign: SIGNS.separated };
    const long = { readAt: (from: number) => readRun(bytes, firstNumber(bytes, from), kept), isLong };
    const readAt = (from: number) => longRunAt(bytes, MEMBERS, from, long);
    for (const run of runsInStretches(bytes, MEMBERS, MIN_BYTES, search, readAt))
      if (run.start >= start && run.start < end && isWorthALook(run)) yield { start: run.start, end: run.end };
  },
  decode(run) {
    const bytes = new Uint8Array((run.length >> 1) + 1);
    return [bytes.subarray(0, readRun(run, 0, bytes).count)];
  },
};

const isLong = ({ count }: HexBytes): boolean => count >= MIN_NUMBERS;

/** Where the next number begins, at a digit that no word precedes. */
function firstNumber(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && MEMBERS[bytes[at]!] === 1 && (DIGITS[bytes[at]!] === 0 || WORD[bytes[at - 1] ?? 0] === 1))
    at++;
  return at;
}

interface HexBytes extends Run {
  readonly count: number;
  /** Something that `hex` does not read. */
  readonly isIrregular: boolean;
}

/** @param into receives as many bytes as it holds */
function readRun(bytes: Uint8Array, start: number, into: Uint8Array): HexBytes {
  let [at, end, count, isIrregular] = [start, start, 0, false];
  while (at >= 0) {
    const numberEnd = afterHex(bytes, at, SIGN_DIGITS + 3);
    const digits = numberEnd - at;
    if (digits > 2 ? !(digits === SIGN_DIGITS + 2 && hexAt(bytes, at, at + SIGN_DIGITS) === SIGN) : digits === 0) break;
    if (count < into.length) into[count] = hexAt(bytes, digits > 2 ? numberEnd - 2 : at, numberEnd);
    count++;
    end = numberEnd;
    at = afterGap(bytes, end);
    isIrregular ||= digits !== 2 || hadBar;
  }
  if (count >= MIN_NUMBERS && bytes.length - end < MAX_GAP && !bytes.subarray(end).some(endsRun)) end = bytes.length;
  return { start, end, count, isIrregular };
}

let hadBar = false;

/** Where the next number begins: behind a separator, blanks, or the end of a row; -1 where none does. */
function afterGap(bytes: Uint8Array, end: number): number {
  let at = afterBlanks(bytes, SEPARATORS[bytes[end] ?? 0] === 1 ? end + 1 : end);
  hadBar = bytes[at] === BAR;
  if (hadBar) {
    const limit = Math.min(bytes.length, at + MAX_CHARACTERS);
    while (at < limit && bytes[at] !== LF) at++;
    at = afterBlanks(bytes, at);
  }
  return at > end && DIGITS[bytes[at] ?? 0] === 1 ? at : -1;
}

function afterBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < from + MAX_BLANKS && BLANKS[bytes[at] ?? 0] === 1) at++;
  return at;
}

/** Whether the run cannot continue behind this byte, at the end of a window. */
function endsRun(byte: number): boolean {
  return byte !== BAR && MEMBERS[byte] === 0;
}

function isWorthALook({ count, isIrregular }: { readonly count: number; readonly isIrregular: boolean }): boolean {
  if (count < MIN_NUMBERS || !isIrregular) return false;
  const held = kept.subarray(0, Math.min(count, MAX_KEPT));
  if (beginsFormat(held.subarray(0, HEAD_BYTES))) return true;
  // Numbers without a digit above 9 are decimal.
  if (!held.some((byte) => (byte & 15) > 9 || byte >> 4 > 9)) return false;
  for (let at = 0; at + PROOF_BYTES <= held.length; at += PROOF_BYTES) if (isText(held, at)) return true;
  return false;
}
