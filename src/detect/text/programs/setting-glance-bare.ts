/**
 * Part of setting-glance.ts: values without quotes after a sign. Most are names and expressions of programs, which
 * assess-setting.ts would refuse.
 */
import { membersOf } from '../../../bytes/members.ts';
import { BYTE, isBlank, isLineEnd, isQuote, skipBlanks } from './setting-bytes.ts';

/** As in WORD of setting-pieces.ts. */
const MAX_WORD_BYTES = 257;
const ENDS_WORD = membersOf(/[\s"'`,;<>(){}[\]\\|&\x00-\x20\x7f]/);
const OPENS_BRACKET = membersOf(/[([{]/);
/** `==`, `::`: after the first of them, the others may be read as part of the value. */
const OF_SIGN = membersOf(/[=:]/);
const OF_NAME = membersOf(/[A-Za-z_./:-]/);
const JOINS_WORDS = membersOf(/[_./:-]/);
const LETTER = membersOf(/[A-Za-z]/);
const CAPITAL = membersOf(/[A-Z]/);

/**
 * Whether there may be a password at `at`. Without a digit or a sign it is one if it is long enough for `isDrawn`, if its name is
 * one of an environment, or if it ends a line, where a user may be before it.
 * @param within the word in its name
 */
export function mayBeBarePassword(window: Uint8Array, at: number, within: number): boolean {
  const end = wordEnd(window, at);
  if (isCode(window, at, end)) return false;
  const start = skipSign(window, at, end);
  let joins = 0;
  for (let next = start; next < end; next++) {
    if (OF_NAME[window[next]!] !== 1) return true;
    joins += JOINS_WORDS[window[next]!]!;
  }
  if (end - start >= MIN_DRAWN_BYTES && joins <= 1) return true;
  return (!isBlank(window[at - 1]) && isInCapitals(window, within)) || endsSetting(window, end);
}
/** As in `isDrawnValue`. */
const MIN_DRAWN_BYTES = 16;

/** Whether the word is in capitals; it may begin with a sign: `_PASS`. */
function isInCapitals(window: Uint8Array, within: number): boolean {
  return CAPITAL[window[within]!] === 1 || CAPITAL[window[within + 1]!] === 1;
}

/** The same for a secret: without a digit or a sign, only if it has letters alone that are not written as in names (`isDrawnLetters`). */
export function mayBeBareSecret(window: Uint8Array, at: number): boolean {
  const end = wordEnd(window, at);
  if (isCode(window, at, end)) return false;
  const start = skipSign(window, at, end);
  for (let next = start; next < end; next++) if (OF_NAME[window[next]!] !== 1) return true;
  let last = end;
  while (last > start && isStop(window[last - 1])) last--;
  if (last - start < MIN_LETTERS) return false;
  let hasCapital = false;
  let isAdjacent = false;
  for (let next = start; next < last; next++) {
    if (LETTER[window[next]!] !== 1) return false;
    const isCapital = CAPITAL[window[next]!] === 1;
    isAdjacent ||= isCapital && next > start && CAPITAL[window[next - 1]!] === 1;
    hasCapital ||= isCapital;
  }
  return isAdjacent || !hasCapital;
}
/** As in `isDrawnLetters`. */
const MIN_LETTERS = 20;

function wordEnd(window: Uint8Array, at: number): number {
  let end = at;
  while (end < at + MAX_WORD_BYTES && ENDS_WORD[window[end] ?? 0] !== 1) end++;
  return end;
}

/** A call, an element, a block: `generate(`. A colon before it would not be part of the value. */
function isCode(window: Uint8Array, at: number, end: number): boolean {
  if (OPENS_BRACKET[window[end] ?? 0] !== 1 || end === at + MAX_WORD_BYTES) return false;
  const last = window[end - 1];
  return last !== BYTE.COLON && last !== BYTE.BANG && last !== BYTE.QUESTION;
}

function skipSign(window: Uint8Array, at: number, end: number): number {
  let start = at;
  while (start < end && OF_SIGN[window[start]!] === 1) start++;
  return start;
}

/** The end of a sentence, which is no part of the value. */
function isStop(byte: number | undefined): boolean {
  return byte === BYTE.DOT || byte === BYTE.COLON;
}

/** Whether a line, an argument in quotes or a parameter of a URL ends with the word before `end`. */
function endsSetting(window: Uint8Array, end: number): boolean {
  const next = skipBlanks(window, end, 16);
  const byte = window[next];
  return byte === undefined || isLineEnd(byte) || byte === BYTE.HASH || isQuote(byte) || byte === BYTE.AMPERSAND;
}
