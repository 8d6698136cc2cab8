/**
 * Hex digits in pairs: plain, in lines as `xxd -p` prints them, or in groups of one width separated by `:`, `-`, a comma or a blank. Groups
 * of two, four or eight bytes (`od -An -tx4`) are numbers, so little-endian order is tried too. Numbers with `0x` are read by `byte-array`,
 * and `\x` escapes by `escapes`.
 */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { HEX_DIGITS, NO_HEX_DIGIT } from '../container/hex-digits.ts';
import { beginsFormat, HEAD_BYTES, isText, PROOF_BYTES } from '../container/plausible.ts';
import type { Coding, Run } from './coding.ts';
import { inPieces, type Piece, swappedWords } from './in-pieces.ts';
import { afterLineGlue, endOfLines, MAX_GLUE_BYTES } from './line-glue.ts';
import { longRunAt, runsInStretches } from './stretches.ts';
import { makesSenseSwapped, swapped } from './swapped-words.ts';

/** 24 bytes. A digest is not much longer, but does not decode to text. */
const MIN_DIGITS = 48;
const MEMBERS = membersOf(/[0-9A-Fa-f:, \-\r\n]/);
const SPACE = 0x20;
const SEPARATORS = membersOf(/[:, -]/);

/** Digits that are judged: 512 bytes. */
const MAX_KEPT = 1024;
const kept = new Uint8Array(2 * MAX_KEPT);
const head = new Uint8Array(HEAD_BYTES);
const proof = new Uint8Array(PROOF_BYTES);

export const hex: Coding = {
  id: 'hex',
  title: 'Hex digits: plain, `xxd -p`, with `:`, `-`, commas or blanks between groups; also little-endian numbers',
  sign: SIGNS.numbers,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    const search = { start, end, signs, sign: SIGNS.numbers };
    const long = { readAt: (from: number) => readHexRun(bytes, from), isLong };
    const readAt = (from: number) => longRunAt(bytes, MEMBERS, from, long);
    for (const run of runsInStretches(bytes, MEMBERS, MIN_DIGITS, search, readAt)) {
      const first = isLong(run) ? firstDigit(run) : -1;
      const begin = run.start + first;
      if (first >= 0 && begin >= start && begin < end) yield { start: begin, end: endOfLines(bytes, run.end) };
    }
  },
  decode(run) {
    const plain = new DigitPairs().undo(run, true).decoded;
    const wordBytes = numberBytes(run, plain);
    return wordBytes > 1 ? [plain, swapped(plain, wordBytes)] : [plain];
  },
  decodeLong(head, read) {
    const pairs = () => {
      const digits = new DigitPairs();
      return inPieces(read(), (bytes, isLast) => digits.undo(bytes, isLast));
    };
    const wordBytes = numberBytes(head, new DigitPairs().undo(head, true).decoded);
    return wordBytes > 1 ? [pairs(), swappedWords(pairs(), wordBytes)] : [pairs()];
  },
};

/** Digits that become bytes, one piece of a run after the other. */
class DigitPairs {
  #high = -1;

  undo(run: Uint8Array, isLast: boolean): Piece {
    const bytes = new Uint8Array((run.length >> 1) + 1);
    let [high, length, at, isOver] = [this.#high, 0, 0, false];
    for (; at < run.length; at++) {
      const value = HEX_DIGITS[run[at]!]!;
      if (value === NO_HEX_DIGIT) {
        // A separator may go on beyond these bytes.
        if (!isLast && at + MAX_GLUE_BYTES > run.length) break;
        const line = afterLineGlue(run, at);
        isOver = line < 0 && SEPARATORS[run[at]!] === 0;
        if (isOver) break;
        at = Math.max(at, line - 1);
      } else if (high < 0) high = value;
      else {
        bytes[length++] = (high << 4) | value;
        high = -1;
      }
    }
    this.#high = high;
    return { decoded: bytes.subarray(0, length), used: at, isOver };
  }
}

/** Numbers of so many bytes in all may be a dump that begins with anything. */
const MIN_DUMP_BYTES = 512;

/** Bytes of a number, where the groups may be little-endian ones; 1 where they are none. */
function numberBytes(run: Uint8Array, plain: Uint8Array): number {
  const wordBytes = wordBytesOf(firstGroup(run));
  if (wordBytes === 1 || plain.length >= MIN_DUMP_BYTES) return wordBytes;
  return makesSenseSwapped(plain.subarray(0, WORDS_HEAD_BYTES), wordBytes) ? wordBytes : 1;
}

/** A multiple of every word width, to decide the byte order. */
const WORDS_HEAD_BYTES = 24;
const words = new Uint8Array(WORDS_HEAD_BYTES);

/** Bytes of a number with this many digits; 1 where groups are no numbers. */
function wordBytesOf(digits: number): number {
  return digits === 4 || digits === 8 || digits === 16 ? digits / 2 : 1;
}

function firstGroup(run: Uint8Array): number {
  const digits = run.subarray(0, 2 * WORDS_HEAD_BYTES).findIndex((byte) => HEX_DIGITS[byte] === NO_HEX_DIGIT);
  return Math.max(digits, 0);
}

interface HexRun extends Run {
  readonly digits: number;
  /** Which digits stand in it: bit 15 for `f`. */
  readonly seen: number;
  /** Digits of a group. */
  readonly width: number;
  /** Nothing separates its groups but line ends. */
  readonly isBare: boolean;
}

const isLong = ({ digits }: HexRun): boolean => digits >= MIN_DIGITS;

/** Reads groups of digits of one width, except for the last. */
function readHexRun(bytes: Uint8Array, at: number): HexRun {
  let group = at;
  while (group < bytes.length && HEX_DIGITS[bytes[group]!] === NO_HEX_DIGIT && MEMBERS[bytes[group]!] === 1) group++;
  const start = group;
  let [digits, width, end] = [0, 0, group];
  separator = -1;
  seen = 0;
  while (group >= 0 && group < bytes.length) {
    const position = keepGroup(bytes, group, digits);
    const length = position - group;
    // A run cut off by the end of the bytes may continue.
    const isOdd = length % 2 === 1 && position < bytes.length;
    if (length === 0 || (digits > 0 && (length > width || isOdd))) break;
    digits += length;
    end = position;
    if (width > 0 && length < width) break;
    width = length;
    group = afterSeparator(bytes, position);
  }
  // A stretch of nothing but separators is skipped as a whole.
  return { start, digits, seen, end, width, isBare: separator < 0 };
}

/** Stores the values of a group's digits from index `from` on, as far as there is room. @returns where the group ends */
function keepGroup(bytes: Uint8Array, group: number, from: number): number {
  let position = group;
  for (let into = from; position < bytes.length; position++) {
    const value = HEX_DIGITS[bytes[position]!]!;
    if (value === NO_HEX_DIGIT) break;
    seen |= 1 << value;
    if (into < kept.length) kept[into++] = value;
  }
  return position;
}

/** Digits of the groups read last. */
let seen = 0;
/** The one between the groups read last, -1 when there was none so far: within a line all are the same. */
let separator = -1;

/** @returns where the next group begins; -1 when the run ends here */
function afterSeparator(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) return -1;
  const lineEnd = afterLineGlue(bytes, byte === 0x2c || byte === 0x3a ? at + 1 : at);
  if (lineEnd >= 0) return lineEnd;
  if (SEPARATORS[byte] === 0 || (separator >= 0 && separator !== byte)) return -1;
  const next = bytes[at + 1] === SPACE ? at + 2 : at + 1;
  if (HEX_DIGITS[bytes[next] ?? 0] === NO_HEX_DIGIT) return -1;
  separator = byte;
  return next;
}

/** 512 bytes: longer than the numbers in cryptographic source code. */
const MIN_LONG = 1024;
const MIN_DISTINCT = 12;
/** Reported without a closer look. */
const MIN_PLENTY = 2048;
/** Share of one digit, or of two, at the beginning of an image of a disk, or of memory that is filled with one byte: `ff`, `cc`, `a5`. */
const MIN_BLANK = 0.95;

/** 0 or 1: the digit from which the pairs make sense; -1 when they make none. */
function firstDigit(run: HexRun): number {
  const { digits, width } = run;
  const count = Math.min(digits, MAX_KEPT);
  if (digits >= MIN_PLENTY && isPlenty(run, count)) return 0;
  // What decodes to text but has no digit above 9 is a list of numbers.
  if (!kept.subarray(0, count).some((digit) => digit > 9)) return -1;
  for (let shift = 0; shift < 2; shift++) {
    if (beginsFormat(bytesFrom(shift, head))) return shift;
    for (let index = shift; index + 2 * PROOF_BYTES <= count; index += 2 * PROOF_BYTES)
      if (isText(bytesFrom(index, proof))) return shift;
  }
  const wordBytes = wordBytesOf(width);
  if (wordBytes > 1 && makesSenseSwapped(bytesFrom(0, words), wordBytes)) return 0;
  return digits >= MIN_LONG && new Set(kept.subarray(0, count)).size >= MIN_DISTINCT ? 0 : -1;
}

/**
 * One row that has more than two digits, of which larger ones may follow further on; or nearly all zeros or ones, or what is filled with another
 * byte before something else follows.
 */
function isPlenty({ seen, isBare }: HexRun, count: number): boolean {
  const times = new Uint16Array(16);
  for (let index = 0; index < count; index++) times[kept[index]!]!++;
  if (Math.max(times[0]!, times[15]!) >= MIN_BLANK * count) return true;
  if (!hasMoreThanTwo(seen)) return false;
  times.sort();
  return isBare || times[14]! + times[15]! >= MIN_BLANK * count;
}

function hasMoreThanTwo(bits: number): boolean {
  const others = bits & (bits - 1);
  return (others & (others - 1)) !== 0;
}

function bytesFrom(index: number, into: Uint8Array): Uint8Array {
  for (let length = 0; length < into.length; length++)
    into[length] = (kept[index + 2 * length]! << 4) | kept[index + 2 * length + 1]!;
  return into;
}
