/**
 * The prefix of each line in a patch, a log or a listing, if it looks like base64 digits: `-` and `+`, a line number, a date.
 * Arithmetic shows that digits are wrong; for a key without proof, the only sign is that some are left over after it.
 */
import type { Match } from '../../../model/match.ts';
import { areDigits, isDigitAt } from './base64-digits.ts';
import type { Base64Anchor } from './base64-key-anchors.ts';

/** Job, step and time in a GitHub log. */
const MAX_LEAD = 120;
/** The year of a time. */
const LIKE_CHARACTERS = 4;
const MAX_LINE = 256;
const LF = 0x0a;

/** For base64 that begins with the frame of a key: how many digits precede an anchor, by `digitsBefore`. */
const DIGITS_OF_FRAME: Partial<Record<Base64Anchor['holds'], Readonly<Record<number, number>>>> = {
  // Headers of two, three and four bytes before the version.
  der: { 3: 3, 0: 4, 2: 6 },
  // Two headers before the algorithm, five, six and seven bytes together.
  encrypted: { 3: 7, 0: 8, 2: 10 },
  openssh: { 0: 0 },
};

/**
 * How many characters precede the base64 in the line of an anchor, if the next line has a similar prefix; 0 if there is no prefix,
 * or if it is unknown where the base64 begins.
 */
export function leadBefore(window: Uint8Array, at: number, { holds, digitsBefore }: Base64Anchor): number {
  const digits = DIGITS_OF_FRAME[holds]?.[digitsBefore];
  if (digits === undefined) return 0;
  const start = at - digits;
  let line = start;
  while (line > 0 && start - line <= MAX_LEAD && window[line - 1] !== LF) line--;
  const lead = start - line;
  if (lead <= 0 || lead > MAX_LEAD) return 0;
  const next = window.subarray(at, at + MAX_LINE).indexOf(LF) + at + 1;
  for (let index = 0; index < Math.min(lead, LIKE_CHARACTERS); index++)
    if (next === at || window[next + index] !== window[line + index]) return 0;
  return lead;
}

/**
 * Whether a key without proof was read across line ends and digits are left over after it: then some of those read were not part
 * of it.
 */
export function hasDigitsLeft(window: Uint8Array, { offset, length, confidence, facts }: Match): boolean {
  if (confidence === 'proven' || facts.recoverable === false) return false;
  return isDigitAt(window, offset + length) && !areDigits(window, offset, offset + length);
}
