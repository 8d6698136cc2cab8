/** Part of setting-glance.ts: the value after a name in the output of a program that stores settings (setting-stores.ts). */
import { BYTE, hasDigit, isDigit, isLineEnd, nameStart, skipSpace } from './setting-bytes.ts';

/** `at` is after the name, its quotes, which end at `closed`, and blanks. */
export function storedFollows(
  window: Uint8Array,
  within: number,
  nameEnd: number,
  closed: number,
  at: number,
): boolean {
  const [first, second] = [window[at], window[at + 1]];
  const isQuoted = closed > nameEnd;
  if (isLineEnd(first)) {
    const next = skipSpace(window, at, 20);
    if (isQuoted) return isDigit(window[next]); // 3) "name"\n4) "value"
    return window[nameStart(window, within) - 1] === BYTE.SLASH && hasDigit(window, next); // /app/name\nvalue
  }
  // "name" "value"
  if (isQuoted) return first === BYTE.DOUBLE_QUOTE && at === closed + 1 && window[closed - 1] === BYTE.DOUBLE_QUOTE;
  // name    REG_SZ    value
  if (first === BYTE.CAPITAL_R) return at > nameEnd && second === BYTE.CAPITAL_E && window[at + 3] === BYTE.UNDERSCORE;
  // name\tSecureString\tvalue
  return first === BYTE.CAPITAL_S && window[nameEnd] === BYTE.TAB && (second === BYTE.T || second === BYTE.E);
}
