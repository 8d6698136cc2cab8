/** What ends right before a token though its last character could belong to one: `\n`, `\u003d`, `%3D`, a colour code. */
const ENDS_BEFORE =
  /(?:\\[abefnrtv0]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|(?:\x1b|\\u001[Bb]|\\x1[Bb]|\\033|\\e)\[[0-9;]{0,9}m)$/;

/** Whether `text`, of which the last 16 characters are enough, ends in one of these. */
export function endsBefore(text: string): boolean {
  return ENDS_BEFORE.test(text);
}

const [SMALL_M, PERCENT, BACKSLASH] = [0x6d, 0x25, 0x5c];

/** Whether one of them may end at `at`: the byte with which each begins, or ends, tells. */
export function mayEndBefore(window: Uint8Array, at: number): boolean {
  if (window[at - 1] === SMALL_M || window[at - 3] === PERCENT) return true;
  return window[at - 2] === BACKSLASH || window[at - 4] === BACKSLASH || window[at - 6] === BACKSLASH;
}
