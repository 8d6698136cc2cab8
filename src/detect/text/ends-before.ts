import { membersOf } from '../../bytes/members.ts';

/** Text right before a token whose last character could belong to the token, yet does not: `\n`, `\u003d`, `%3D`, a control sequence of a terminal. */
const ENDS_BEFORE =
  /(?:\\[abefnrtv0]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|(?:\x1b|\\u001[Bb]|\\x1[Bb]|\\033|\\e)\[[0-9;:?]{0,24}[A-HJKhlm])$/;

/** Whether `text` ends in one of these; its last 32 characters suffice. */
export function endsBefore(text: string): boolean {
  return ENDS_BEFORE.test(text);
}

const [PERCENT, BACKSLASH] = [0x25, 0x5c];
const FINAL = membersOf(/[A-HJKhlm]/);
const BEFORE_FINAL = membersOf(/[[0-9;:?]/);

/** Whether one of these may end at `at`, judging by the first or last byte of each. */
export function mayEndBefore(window: Uint8Array, at: number): boolean {
  const before = window[at - 2] ?? 0;
  if (FINAL[window[at - 1] ?? 0] === 1 && BEFORE_FINAL[before] === 1) return true;
  if (window[at - 3] === PERCENT) return true;
  return before === BACKSLASH || window[at - 4] === BACKSLASH || window[at - 6] === BACKSLASH;
}
