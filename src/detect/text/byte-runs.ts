/**
 * First looks at the bytes around an anchor, before text is made of them: most anchors in source code and in logs lead nowhere,
 * and a few bytes show it. Each costs tens of nanoseconds.
 */

import { membersOf } from '../../bytes/members.ts';

export const DECIMAL_DIGITS = membersOf(/[0-9]/);
export const HEX_DIGITS = membersOf(/[0-9A-Fa-f]/);
export const BASE32_DIGITS = membersOf(/[A-Z2-7]/);
export const BASE58_DIGITS = membersOf(/[1-9A-HJ-NP-Za-km-z]/);
export const BASE64_DIGITS = membersOf(/[A-Za-z0-9+/]/);
export const BASE64URL_DIGITS = membersOf(/[A-Za-z0-9_-]/);

/** Whether the byte at `at` is in a run of at least `least` members. */
export function isInRun(window: Uint8Array, at: number, members: Uint8Array, least: number): boolean {
  if (members[window[at] ?? 0] !== 1) return false;
  let start = at;
  while (start > 0 && at - start < least && members[window[start - 1]!] === 1) start--;
  let end = at + 1;
  while (end < window.length && end - start < least && members[window[end]!] === 1) end++;
  return end - start >= least;
}

/** End of the run of members that begins at `start`: between 0 and `most` of them. */
export function endOfRun(window: Uint8Array, start: number, most: number, members: Uint8Array): number {
  const limit = Math.min(window.length, start + most);
  let end = start;
  while (end < limit && members[window[end]!] === 1) end++;
  return end;
}

/** How far to look for the anchor again. */
const ROW_BYTES = 64;

/**
 * Whether the four bytes at `at` occur twice more soon after: a row of token beginnings where random characters should be. Random
 * ones repeat like this with a chance below 10^-11 (64/64^4, squared, with 64 possible characters).
 */
export function standsInRow(window: Uint8Array, at: number): boolean {
  const [first, second, third, fourth] = [window[at], window[at + 1], window[at + 2], window[at + 3]];
  const end = Math.min(at + 4 + ROW_BYTES, window.length - 3);
  let count = 0;
  for (let next = at + 4; next < end; next++) {
    if (window[next] !== first || window[next + 1] !== second) continue;
    if (window[next + 2] === third && window[next + 3] === fourth && ++count === 2) return true;
  }
  return false;
}
