/** Text right before a token whose last character could belong to the token, yet does not: `\n`, `\u003d`, `%3D`, a colour code. */
const ENDS_BEFORE =
  /(?:\\[abefnrtv0]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|(?:\x1b|\\u001[Bb]|\\x1[Bb]|\\033|\\e)\[[0-9;]{0,9}m)$/;

/** Whether `text` ends in one of these; its last 16 characters suffice. */
export function endsBefore(text: string): boolean {
  return ENDS_BEFORE.test(text);
}

const [SMALL_M, PERCENT, BACKSLASH] = [0x6d, 0x25, 0x5c];

/** Whether one of these may end at `at`, judging by the first or last byte of each. */
export function mayEndBefore(window: Uint8Array, at: number): boolean {
  if (window[at - 1] === SMALL_M || window[at - 3] === PERCENT) return true;
  return window[at - 2] === BACKSLASH || window[at - 4] === BACKSLASH || window[at - 6] === BACKSLASH;
}
