/**
 * Whether a value may follow the name of a setting: a look at the bytes, since in source code 99 of 100 words such as `password` end there,
 * at some ten nanoseconds each.
 */
import { membersOf } from '../byte-runs.ts';
import { countedPair, isTagNear } from '../counted.ts';

const NAME = membersOf(/[A-Za-z0-9_.-]/);
const CLOSES = membersOf(/["'`\]\\]/);
/** With what a value begins, behind its quotes. */
const BEGINS = membersOf(/[A-Za-z0-9!#*+/=?@^_~.&:;-]/);
/** What a value of four bytes does not have. */
const BREAKS = membersOf(/[\s"'`<>(){}[\],;\x00-\x1f\x7f]/);
const QUOTE = membersOf(/["'`]/);
const MIXTURE = membersOf(/[0-9#!%^*+?~]/);
const BLANK = membersOf(/\s/);
/** The same of one in quotes. */
const QUOTED_BREAKS = membersOf(/[\s\x00-\x1f\x7f]/);

export const MAX_NAME_BYTES = 48;
export const MAX_VALUE_BYTES = 256;
const [SPACE, TAB, LF, CR, EQUALS, COLON, COMMA, LESS, GREATER, BANG, DOUBLE, SINGLE] = [
  ...[0x20, 0x09, 0x0a, 0x0d, 0x3d, 0x3a, 0x2c, 0x3c, 0x3e, 0x21, 0x22, 0x27],
] as const;
const [AMPERSAND, OPEN, SLASH, SEMICOLON, QUESTION, AT, BRACKET, BRACE, BAR, DASH] = [
  ...[0x26, 0x28, 0x2f, 0x3b, 0x3f, 0x40, 0x5d, 0x7b, 0x7c, 0x2d],
] as const;
const [SMALL_A, SMALL_F, SMALL_I, SMALL_N, SMALL_O, SMALL_S, SMALL_V] = [
  ...[0x61, 0x66, 0x69, 0x6e, 0x6f, 0x73, 0x76],
] as const;

/** Of `name = value` and its like, with the word of the anchor somewhere in the name. */
export function valueFollows(window: Uint8Array, at: number): boolean {
  const start = valueStart(window, at);
  return start !== undefined && (start < 0 || isWord(window, start, 4));
}

/** The same, of values of eight bytes and more that have a digit or a sign. */
export function drawnValueFollows(window: Uint8Array, at: number): boolean {
  const start = valueStart(window, at);
  return start !== undefined && (start < 0 || (isWord(window, start, 8) && hasMixture(window, start)));
}

/** Where the value begins, behind what quotes it; -1 where it takes more than a look; undefined where none can. */
function valueStart(window: Uint8Array, start: number): number | undefined {
  let at = start + 1;
  const limit = Math.min(window.length, at + MAX_NAME_BYTES);
  while (at < limit && NAME[window[at]!] === 1) at++;
  const nameEnd = at;
  if (countedBehind(window, start, nameEnd) !== undefined) return -1;
  at = behindQuotes(window, at);
  const closed = at;
  at = behindBlanks(window, at);
  switch (window[at]) {
    case EQUALS:
    case COLON:
    case BANG:
      while (window[at] === EQUALS || window[at] === COLON || window[at] === BANG || window[at] === GREATER) at++;
      at = behindBlanks(window, at);
      return typeFollows(window, at) || shownBehind(window, at) ? -1 : quotedStart(window, at);
    case QUESTION:
      // `NAME ?= value` of Makefiles.
      if (window[at + 1] === EQUALS) return quotedStart(window, behindBlanks(window, at + 2));
      return defaultStart(window, at, closed > nameEnd && window[closed - 1] !== BRACKET);
    case BAR:
      return defaultStart(window, at, closed > nameEnd && window[closed - 1] !== BRACKET);
    case OPEN:
      return at === nameEnd && QUOTE[window[at + 1] ?? 0] === 1 ? behindQuotes(window, at + 1) : undefined;
    case SEMICOLON:
      return closed > nameEnd && window[at + 1] === SMALL_S && window[at + 2] === COLON ? -1 : undefined;
    case BRACE:
      return closed > nameEnd ? -1 : undefined;
    case LESS:
      return window[at + 1] === SLASH && (at === nameEnd || window[at + 2] === 0x74) ? -1 : undefined;
    case GREATER:
      return at === closed ? at + 1 : undefined;
    case COMMA:
      if (closed === nameEnd) return isInTuple(window, start) && stringFollows(window, at + 1) ? -1 : undefined;
      return argumentFollows(window, at + 1) || isOption(window, start, at) ? -1 : undefined;
    case 0:
      return isOption(window, start, at) ? -1 : undefined;
    case CR:
    case LF:
      return wordValueFollows(window, at) || isOption(window, start, at) ? -1 : undefined;
    case SMALL_I:
      return at > closed && isTold(window, at) ? -1 : undefined;
    case SMALL_F:
      return closed === nameEnd && window[at + 1] === SMALL_O ? -1 : undefined;
    case DOUBLE:
    case SINGLE:
      return closed === nameEnd && at > closed ? behindQuotes(window, at) : undefined;
    case AT:
      return closed === nameEnd && at > closed ? quotedStart(window, at) : undefined;
    case SMALL_V:
      if (at > closed && window[at + 1] === SMALL_A) return -1;
      break;
    case SMALL_A:
      // android:value, a2="…"
      if (closed > nameEnd && at > closed && (window[at + 1] === SMALL_N || isOption(window, start, at))) return -1;
      break;
  }
  if (at !== nameEnd + 1) return undefined;
  if (typeFollows(window, at)) return -1;
  return isWord(window, at, 16) && hasMixture(window, at) ? at : undefined;
}

/** @param within the name that ends at `end` */
export function countedBehind(window: Uint8Array, within: number, end: number): ReturnType<typeof countedPair> {
  if (!isTagNear(window, end)) return undefined;
  return countedPair(window, nameStart(window, within), end);
}

/** Behind `||` or `??`: `"A_PASSWORD" || "…"` is one of two strings, `ENV["A_PASSWORD"] || "…"` has a default. */
function defaultStart(window: Uint8Array, at: number, isString: boolean): number | undefined {
  if (window[at + 1] !== window[at] || isString) return undefined;
  return quotedStart(window, behindBlanks(window, at + (window[at + 2] === EQUALS ? 3 : 2)));
}

/** Behind what quotes a value, of Objective-C and C# too: `@"`. */
function quotedStart(window: Uint8Array, at: number): number {
  const next = window[at] === AT && QUOTE[window[at + 1] ?? 0] === 1 ? at + 1 : at;
  return behindQuotes(window, next);
}

/** `{name,`, of Erlang. */
function isInTuple(window: Uint8Array, within: number): boolean {
  return window[nameStart(window, within) - 1] === BRACE;
}

function stringFollows(window: Uint8Array, at: number): boolean {
  const next = behindBlanks(window, at);
  return window[next] === DOUBLE || shownBehind(window, next);
}

/** `--name`, behind which the next argument may stand at `at`. */
function isOption(window: Uint8Array, within: number, at: number): boolean {
  const start = nameStart(window, within);
  return window[start] === DASH && window[start + 1] === DASH && argumentBehind(window, at);
}

function nameStart(window: Uint8Array, within: number): number {
  let start = within;
  while (start > 0 && within - start < MAX_NAME_BYTES && NAME[window[start - 1]!] === 1) start--;
  return start;
}

/** `string =`, `String? =`, `&str =`, `&'static str =`: the type of what is declared. */
function typeFollows(window: Uint8Array, at: number): boolean {
  let next = window[at] === AMPERSAND ? at + 1 : at;
  if (window[next] === SINGLE) next += 8;
  if (((window[next] ?? 0) | 0x20) !== SMALL_S || window[next + 1] !== 0x74 || window[next + 2] !== 0x72) return false;
  while (NAME[window[next] ?? 0] === 1 && next < at + 16) next++;
  if (window[next] === QUESTION) next++;
  return window[behindBlanks(window, next)] === EQUALS;
}

/** Behind the comma: the next string, or the word `value` and what it leads to. */
function argumentFollows(window: Uint8Array, at: number): boolean {
  const next = behindBlanks(window, at);
  return window[next] === DOUBLE || window[next] === SINGLE || wordValueFollows(window, at);
}

/** Whether `value`, or what may stand before it, may stand behind blanks and line ends. */
function wordValueFollows(window: Uint8Array, at: number): boolean {
  let next = at;
  while (BLANK[window[next] ?? 0] === 1 && next < at + 40) next++;
  if (window[next] === SMALL_A && window[next + 7] === COLON) next += 8; // android:
  if (QUOTE[window[next] ?? 0] === 1) next++;
  // ParameterValue and "Type": "SecureString" of Amazon's programs
  const letter = window[next];
  if (letter === 0x50 || letter === 0x54) return window[next + 1] === SMALL_A || window[next + 1] === 0x79;
  return (letter! | 0x20) === SMALL_V && window[next + 1] === SMALL_A;
}

/** `is "`. */
function isTold(window: Uint8Array, at: number): boolean {
  return window[at + 1] === SMALL_S && window[at + 2] === SPACE && QUOTE[window[at + 3] ?? 0] === 1;
}

function behindBlanks(window: Uint8Array, at: number): number {
  let next = at;
  while ((window[next] === SPACE || window[next] === TAB) && next < at + 8) next++;
  return next;
}

function behindQuotes(window: Uint8Array, at: number): number {
  let next = at;
  while (CLOSES[window[next] ?? 0] === 1 && next < at + 5) next++;
  return next;
}

/** `least` bytes that a value may have. */
function isWord(window: Uint8Array, at: number, least: number): boolean {
  const quote = window[at - 1]!;
  const isQuoted = QUOTE[quote] === 1;
  if (!isQuoted && BEGINS[window[at] ?? 0] !== 1) return false;
  const breaks = isQuoted ? QUOTED_BREAKS : BREAKS;
  for (let next = at; next < at + least; next++) {
    const byte = window[next] ?? 0;
    if (breaks[byte] === 1 || (isQuoted && byte === quote)) return false;
  }
  return true;
}

function hasMixture(window: Uint8Array, at: number): boolean {
  for (let next = at; next < at + MAX_VALUE_BYTES; next++) {
    const byte = window[next] ?? 0;
    if (MIXTURE[byte] === 1) return true;
    if (BREAKS[byte] === 1) return false;
  }
  return false;
}

/** Whether a value may follow with what a debugger or a program prints before its quote. */
function shownBehind(window: Uint8Array, at: number): boolean {
  const first = window[at] ?? 0;
  const second = window[at + 1] ?? 0;
  switch (first | 0x20) {
    case 0x62: // b"…", u"…"
    case 0x75:
      return QUOTE[second] === 1;
    case SMALL_S: // Some(
      return second === 0x6f && window[at + 4] === 0x28;
    case 0x30: // 0x…
      return second === 0x78;
    case LESS | 0x20: // <<
      return second === LESS;
    case LF | 0x20: // A line end, and behind it: string(5)
    case CR | 0x20:
      return first === LF || first === CR;
    default:
      return false;
  }
}

/** Whether the next argument of a list may follow. */
function argumentBehind(window: Uint8Array, at: number): boolean {
  const first = window[at];
  if (first === 0) return true;
  if (first === SMALL_A) return isDigit(window[at + 1]);
  let next = at + 1;
  while (isBlank(window[next]) && next < at + 80) next++;
  return first === LF || first === CR
    ? window[next] === DASH && window[next + 1] === SPACE
    : QUOTE[window[next] ?? 0] === 1;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === LF || byte === CR;
}
