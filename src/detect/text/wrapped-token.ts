/**
 * Tokens that a program broke at the width of its window, as PowerShell does with lists and tables, and what copies text from a terminal or a
 * page. A line end counts as such a break only after a long line, and between two words.
 */
import { membersOf } from '../../bytes/members.ts';
import type { Match } from '../../model/match.ts';
import { latin1 } from '../latin1.ts';

/** The narrowest window that programs assume has 80 columns; the line holds a token and the indentation of the next. */
export const MIN_LINE_BYTES = 60;
/** A line end, and the indentation up to the column in which PowerShell goes on. */
export const MAX_BREAK_BYTES = 42;
const [LF, CR, SPACE] = [0x0a, 0x0d, 0x20];
const WORD = membersOf(/[A-Za-z0-9_+/=.-]/);

/** Where the word goes on that the line end at `at` breaks; -1 where it breaks none. */
export function behindBreak(window: Uint8Array, at: number): number {
  const isBreak = window[at] === LF || (window[at] === CR && window[at + 1] === LF);
  if (!isBreak || at < MIN_LINE_BYTES || WORD[window[at - 1]!] === 0) return -1;
  for (let before = at - 1; before >= at - MIN_LINE_BYTES; before--) if (window[before] === LF) return -1;
  let next = window[at] === CR ? at + 2 : at + 1;
  while (next < at + MAX_BREAK_BYTES && window[next] === SPACE) next++;
  return WORD[window[next] ?? 0] === 1 ? next : -1;
}

export interface Unwrapped {
  readonly text: string;
  /** The same match, where it is in the window; undefined if the break is not within it: what begins after the break is another word. */
  inWindow(match: Match): Match | undefined;
}

/** The text of [from, end) without the break in the word at `at`; undefined if something else ends that word. */
export function unwrapped(
  window: Uint8Array,
  at: number,
  { from, end }: { readonly from: number; readonly end: number },
): Unwrapped | undefined {
  let cut = at;
  while (cut < end && window[cut]! > SPACE) cut++;
  const next = cut < end ? behindBreak(window, cut) : -1;
  if (next < 0) return undefined;
  const gap = next - cut;
  const moved = ({ also, ...match }: Match): Match => {
    const [first, last] = [match.offset, match.offset + match.length];
    const offset = first < cut ? first : first + gap;
    const length = (last <= cut ? last : last + gap) - offset;
    return { ...match, offset, length, ...(also && { also: also.map(moved) }) };
  };
  const inWindow = (match: Match): Match | undefined =>
    match.offset < cut && match.offset + match.length > cut ? moved(match) : undefined;
  return { text: latin1(window, from, cut) + latin1(window, next, end + gap), inWindow };
}
