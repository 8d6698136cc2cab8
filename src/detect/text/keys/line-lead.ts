/**
 * What a patch, a log or a listing puts in front of each line, where it looks like digits of base64: `-` and `+`, the number of
 * a line, a date. Arithmetic tells that digits are wrong; of a key that nothing proves, only that some are left over behind it.
 */
import type { Match } from '../../../model/match.ts';
import { areDigits, isDigitAt } from './base64-digits.ts';
import type { Base64Anchor } from './base64-key-anchors.ts';

/** Job, step and time in a log of GitHub. */
const MOST_LEAD = 120;
/** Of a time: the year. */
const LIKE_CHARACTERS = 4;
const MOST_LINE = 256;
const LF = 0x0a;

/** Where the base64 begins with the frame of a key: how many digits stand before an anchor, by `digitsBefore`. */
const DIGITS_OF_FRAME: Partial<Record<Base64Anchor['holds'], Readonly<Record<number, number>>>> = {
  // Headers of two, three and four bytes before the version.
  der: { 3: 3, 0: 4, 2: 6 },
  // Two headers before the algorithm, five, six and seven bytes together.
  encrypted: { 3: 7, 0: 8, 2: 10 },
  openssh: { 0: 0 },
};

/**
 * How many characters stand in front of the base64 in the line of an anchor, when the next line begins alike; 0 when none do, or
 * when it is not known where the base64 begins.
 */
export function leadBefore(window: Uint8Array, at: number, { holds, digitsBefore }: Base64Anchor): number {
  const digits = DIGITS_OF_FRAME[holds]?.[digitsBefore];
  if (digits === undefined) return 0;
  const start = at - digits;
  let line = start;
  while (line > 0 && start - line <= MOST_LEAD && window[line - 1] !== LF) line--;
  const lead = start - line;
  if (lead <= 0 || lead > MOST_LEAD) return 0;
  const next = window.subarray(at, at + MOST_LINE).indexOf(LF) + at + 1;
  for (let index = 0; index < Math.min(lead, LIKE_CHARACTERS); index++)
    if (next === at || window[next + index] !== window[line + index]) return 0;
  return lead;
}

/** Whether a key that nothing proves was read over ends of lines, and digits are left over behind it: then some were none of it. */
export function hasDigitsLeft(window: Uint8Array, { offset, length, confidence, facts }: Match): boolean {
  if (confidence === 'proven' || facts.recoverable === false) return false;
  return isDigitAt(window, offset + length) && !areDigits(window, offset, offset + length);
}
