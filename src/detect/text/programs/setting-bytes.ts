/** Bytes between the name of a setting and its value, and functions that skip them: the parts of the glance. */
import { membersOf } from '../../../bytes/members.ts';
import { MAX_WORD_BYTES } from './secret-words.ts';
import { MAX_NAME_BYTES } from './setting-name.ts';

export const BYTE = {
  NUL: 0x00,
  TAB: 0x09,
  LINE_FEED: 0x0a,
  CARRIAGE_RETURN: 0x0d,
  ESCAPE: 0x1b,
  SPACE: 0x20,
  BANG: 0x21,
  DOUBLE_QUOTE: 0x22,
  HASH: 0x23,
  DOLLAR: 0x24,
  PERCENT: 0x25,
  AMPERSAND: 0x26,
  SINGLE_QUOTE: 0x27,
  OPEN_PARENTHESIS: 0x28,
  CLOSE_PARENTHESIS: 0x29,
  STAR: 0x2a,
  PLUS: 0x2b,
  TILDE: 0x7e,
  COMMA: 0x2c,
  DASH: 0x2d,
  DOT: 0x2e,
  SLASH: 0x2f,
  ZERO: 0x30,
  COLON: 0x3a,
  SEMICOLON: 0x3b,
  LESS: 0x3c,
  EQUALS: 0x3d,
  GREATER: 0x3e,
  QUESTION: 0x3f,
  AT: 0x40,
  CAPITAL_A: 0x41,
  CAPITAL_D: 0x44,
  CAPITAL_E: 0x45,
  CAPITAL_O: 0x4f,
  CAPITAL_P: 0x50,
  CAPITAL_Q: 0x51,
  CAPITAL_R: 0x52,
  CAPITAL_S: 0x53,
  CAPITAL_T: 0x54,
  OPEN_BRACKET: 0x5b,
  BACKSLASH: 0x5c,
  CLOSE_BRACKET: 0x5d,
  UNDERSCORE: 0x5f,
  BACKTICK: 0x60,
  A: 0x61,
  B: 0x62,
  C: 0x63,
  D: 0x64,
  E: 0x65,
  F: 0x66,
  G: 0x67,
  H: 0x68,
  I: 0x69,
  K: 0x6b,
  L: 0x6c,
  M: 0x6d,
  N: 0x6e,
  O: 0x6f,
  P: 0x70,
  Q: 0x71,
  R: 0x72,
  S: 0x73,
  T: 0x74,
  U: 0x75,
  V: 0x76,
  W: 0x77,
  X: 0x78,
  Y: 0x79,
  OPEN_BRACE: 0x7b,
  BAR: 0x7c,
  CLOSE_BRACE: 0x7d,
} as const;

/** The bit that makes a capital letter lower-case. It changes other bytes too. */
const SMALL = 0x20;

const NAME = membersOf(/[A-Za-z0-9_.-]/);
const QUOTE = membersOf(/["'`]/);
/** Characters that close a name. */
const CLOSES = membersOf(/["'`\]}\\]/);
/** Characters that open a value. */
const OPENS = membersOf(/["'`\\@]/);
const BLANK = membersOf(/\s/);
const DIGIT = membersOf(/[0-9]/);

export const isOfName = (byte: number | undefined): boolean => byte !== undefined && NAME[byte] === 1;
export const isQuote = (byte: number | undefined): boolean => byte !== undefined && QUOTE[byte] === 1;
export const isDigit = (byte: number | undefined): boolean => byte !== undefined && DIGIT[byte] === 1;
/** Line ends are blanks too. */
export const isBlank = (byte: number | undefined): boolean => byte !== undefined && BLANK[byte] === 1;

export const isLineEnd = (byte: number | undefined): boolean =>
  byte === BYTE.LINE_FEED || byte === BYTE.CARRIAGE_RETURN;

/** @param letter a lower-case one; the byte may also be its capital */
export const isLetter = (byte: number | undefined, letter: number): boolean => ((byte ?? 0) | SMALL) === letter;

/** Where the name begins that contains `within`. */
export function nameStart(window: Uint8Array, within: number): number {
  let start = within;
  while (start > 0 && within - start < MAX_BYTES_BEFORE && NAME[window[start - 1]!] === 1) start--;
  return start;
}
/** As far as forms look back from the end of a name (`{1,80}` in setting-forms.ts). */
const MAX_BYTES_BEFORE = 80;

/** Whether the word at `at` has a digit: one without was not drawn, or has letters alone, as words do. */
export function hasDigit(window: Uint8Array, at: number): boolean {
  for (let next = at; next < window.length && !isBlank(window[next]); next++) if (isDigit(window[next])) return true;
  return false;
}

/** Skips the name whose word begins at `within`. */
export function skipName(window: Uint8Array, within: number): number {
  let at = within + 1;
  const limit = Math.min(window.length, within + MAX_WORD_BYTES + MAX_NAME_BYTES);
  // A word of another alphabet, or with a letter of one: пароль, contraseña.
  if (window[within]! >= NOT_ASCII) while (at < limit && window[at]! >= NOT_ASCII && !isWideSign(window, at)) at++;
  while (at < limit && NAME[window[at]!] === 1) at++;
  if (isLetterOfTwo(window, at)) for (at += 2; at < limit && NAME[window[at]!] === 1; ) at++;
  if (!isApiKey(window, within, at)) return at;
  at += ' key'.length;
  while (at < limit && NAME[window[at]!] === 1) at++;
  return at;
}

const NOT_ASCII = 0x80;
/** Length of the signs of `isWideSign`. */
export const WIDE_SIGN_BYTES = 3;

/** `：` and `＝` in UTF-8, which Chinese and Japanese texts have after names. */
export function isWideSign(window: Uint8Array, at: number): boolean {
  return window[at] === 0xef && window[at + 1] === 0xbc && (window[at + 2] === 0x9a || window[at + 2] === 0x9d);
}

/** `ñ` and `ł` in UTF-8, and their capitals. */
function isLetterOfTwo(window: Uint8Array, at: number): boolean {
  const next = window[at + 1];
  if (window[at] === 0xc3) return next === 0xb1 || next === 0x91;
  return window[at] === 0xc5 && (next === 0x82 || next === 0x81);
}

/** `API key`, the only word with a blank in it. */
function isApiKey(window: Uint8Array, within: number, at: number): boolean {
  return (
    at === within + 3 &&
    window[at] === BYTE.SPACE &&
    isLetter(window[at + 1], BYTE.K) &&
    isLetter(window[at + 2], BYTE.E) &&
    isLetter(window[at + 3], BYTE.Y)
  );
}

/**
 * Skips blanks in a line.
 * @param most larger if names and values are aligned in columns
 */
export function skipBlanks(window: Uint8Array, at: number, most = 8): number {
  let next = at;
  while ((window[next] === BYTE.SPACE || window[next] === BYTE.TAB) && next < at + most) next++;
  return next;
}

/** Skips blanks and line ends. */
export function skipSpace(window: Uint8Array, at: number, most: number): number {
  let next = at;
  while (isBlank(window[next]) && next < at + most) next++;
  return next;
}

/** Skips what CLOSE of setting-pieces.ts matches: the quote of a name, with its escape, and the bracket of `["name"]`, the brace of `$ENV{name}`. */
export function skipClosing(window: Uint8Array, at: number): number {
  if (CLOSES[window[at] ?? 0] !== 1) return at;
  let next = at;
  while (window[next] === BYTE.BACKSLASH && next < at + 3) next++;
  if (isQuote(window[next])) next++;
  return window[next] === BYTE.CLOSE_BRACKET || window[next] === BYTE.CLOSE_BRACE ? next + 1 : next;
}

/** Skips the opening of a value: a quote, `@"` of Objective-C and C#, `\"`, or `"\"`. Returns `at` if there is no quote. */
export function skipOpening(window: Uint8Array, at: number): number {
  if (OPENS[window[at] ?? 0] !== 1) return at;
  const first = skipQuote(window, window[at] === BYTE.AT ? at + 1 : at);
  if (first === undefined) return at;
  return (window[first] === BYTE.BACKSLASH ? skipQuote(window, first) : undefined) ?? first;
}

function skipQuote(window: Uint8Array, at: number): number | undefined {
  let next = at;
  while (window[next] === BYTE.BACKSLASH && next < at + 3) next++;
  return isQuote(window[next]) ? next + 1 : undefined;
}
