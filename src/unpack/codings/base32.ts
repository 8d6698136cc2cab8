/**
 * Base32 of RFC 4648, section 6, in upper case: in lines, or as one word of at least 240 digits. Its sign is that of base64, which
 * leaves out shorter words that mean nothing as base64 (kernel/assembly/words.ts), and names in upper case are such words. Only what
 * decodes to text or to a file of a known format is reported.
 */

import { membersOf } from '../../bytes/members.ts';
import { CELL_BYTES, SIGNS, type Signs } from '../../model/sign.ts';
import { beginsFormat, HEAD_BYTES, isText, PROOF_BYTES } from '../container/plausible.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from './coding.ts';
import { afterLineGlue, endOfLines } from './line-glue.ts';
import { nextRow, nextSignedStretch } from './stretches.ts';

/** Digits of one line. */
const MIN_WIDTH = 48;
/** Digits of all lines, and of a single line on its own. */
const [MIN_DIGITS, MIN_ALONE] = [64, 240];
/** In base64 every cell has the sign: searching that directly is faster than asking about each cell. */
const PART_BYTES = 4096;
const PADDING = 0x3d;
const FOREIGN = 32;
const MEMBERS = membersOf(/[A-Z2-7\r\n]/);
/** Characters that glue the digits to something before them. */
const GLUED = membersOf(/[A-Za-z0-9+/_-]/);

/** Indexed by byte: the value of a digit; 32 for any other byte. */
const VALUES = new Uint8Array(256).fill(FOREIGN);
for (const [value, digit] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'].entries()) VALUES[digit.charCodeAt(0)] = value;

export const base32: Coding = {
  id: 'base32',
  title: 'Base32 in upper case: over several lines, or at least 240 digits in one',
  sign: SIGNS.tokens,
  *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
    let from = Math.max(0, start - CODING_REACH_BYTES);
    while (from < end) {
      const cell = signs === undefined ? from : nextRow(signs, SIGNS.tokens, MIN_WIDTH, from + CELL_BYTES);
      if (cell < 0) return;
      from = Math.max(from, cell - 2 * CELL_BYTES + 1);
      const part = { from, end: Math.min(end, from + PART_BYTES) };
      const stretch = nextSignedStretch(bytes, MEMBERS, MIN_WIDTH, { ...part, signs: undefined, sign: SIGNS.tokens });
      if (stretch < 0) {
        from = part.end;
        continue;
      }
      const run = readRun(bytes, stretch);
      from = Math.max(run.end, stretch + 1);
      if (run.start >= start && run.start < end && isLong(run) && makesSense(bytes, run))
        yield { start: run.start, end: endOfLines(bytes, run.end) };
    }
  },
  decode: (run) => [undo(run, run.length)],
};

interface Base32Run extends Run {
  readonly digits: number;
  readonly lines: number;
}

/** Lines of one width, except for the last. */
function readRun(bytes: Uint8Array, at: number): Base32Run {
  let start = at;
  while (start < bytes.length && VALUES[bytes[start]!] === FOREIGN && MEMBERS[bytes[start]!] === 1) start++;
  let [digits, lines, width, end] = [0, 0, 0, start];
  for (let line = start; line >= 0; ) {
    let position = line;
    while (position < bytes.length && VALUES[bytes[position]!] !== FOREIGN) position++;
    const own = position - line;
    if (own === 0 || (lines > 0 && own > width)) break;
    digits += own;
    lines++;
    end = position;
    while (bytes[end] === PADDING && end - position < 6) end++;
    if (end > position || (lines > 1 && own < width)) break;
    width = own;
    line = afterLineGlue(bytes, end);
  }
  return { start, end, digits, lines };
}

function isLong({ digits, lines }: Base32Run): boolean {
  return digits >= (lines > 1 ? MIN_DIGITS : MIN_ALONE);
}

/** Digits that are judged: 640 bytes. */
const MAX_KEPT = 1024;

function makesSense(bytes: Uint8Array, { start, end }: Base32Run): boolean {
  if (start > 0 && GLUED[bytes[start - 1]!] === 1) return false;
  const data = undo(bytes.subarray(start, end), MAX_KEPT);
  if (beginsFormat(data.subarray(0, HEAD_BYTES))) return true;
  for (let at = 0; at + PROOF_BYTES <= data.length; at += PROOF_BYTES) if (isText(data, at)) return true;
  return false;
}

/** Eight digits encode five bytes. @param most digits to decode */
function undo(run: Uint8Array, most: number): Uint8Array {
  const output = new Uint8Array(Math.ceil((Math.min(run.length, most) * 5) / 8));
  let [length, bits, group] = [0, 0, 0];
  for (let at = 0, digits = 0; at < run.length && digits < most; at++) {
    const value = VALUES[run[at]!]!;
    if (value === FOREIGN) continue;
    digits++;
    group = ((group << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    output[length++] = group >> bits;
  }
  return output.subarray(0, length);
}
