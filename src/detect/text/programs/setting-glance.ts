/**
 * Whether a value may follow the name of a setting: a look at the bytes, since 99 of 100 words such as `password` in source code
 * are refused here. It must say yes wherever a form of setting-forms.ts fits whose value may be reported, and may say yes
 * elsewhere: test/detect/text/programs/setting-glance.test.ts compares the two. Called up to a thousand times per MiB, so it
 * allocates nothing.
 *
 * It reads from left to right. A new form is recognised in the first of these places where it is not like the others; put it there,
 * and its parts into test/support/random-settings.ts.
 *
 *   name="name", <name, --name, | name    setting-glance-before-name.ts
 *   name = value, name || "value"         `valueStart`, in this file
 *   name is "value", name</td>            setting-glance-unsigned.ts
 *   name = b"value", name: <b>value       setting-glance-after-sign.ts
 *   name = other || "value"               setting-glance-code.ts: expressions, calls, marks of literals
 *   name: string = "value"                setting-glance-types.ts: declarations
 *   value, "value"                        `hasValueBytes` and `mayBeDrawn`, in this file
 *   name, a length, value                 `countedAfter`, in this file
 */
import { membersOf } from '../../../bytes/members.ts';
import { cborPair } from '../cbor-pair.ts';
import { adjoiningPair, countedPair, isTagNear } from '../counted.ts';
import {
  BYTE,
  isBlank,
  isLineEnd,
  isQuote,
  isWideSign,
  nameStart,
  skipBlanks,
  skipClosing,
  skipName,
  skipOpening,
  WIDE_SIGN_BYTES,
} from './setting-bytes.ts';
import { colonWrapFollows, wrapFollows } from './setting-glance-after-sign.ts';
import {
  beginsLine,
  isLongOption,
  isOfAttribute,
  isOfTag,
  isValueOfName,
  mayBeFirstCell,
} from './setting-glance-before-name.ts';
import { getterFollows } from './setting-glance-types.ts';
import { elementFollows, unsignedFollows } from './setting-glance-unsigned.ts';

export const MAX_VALUE_BYTES = 256;

/** Blanks before a sign if signs are aligned in a column: `terraform fmt`, `gofmt`. */
const MAX_PADDING_BYTES = 40;

/** In place of a position: there is no value. */
const NO_VALUE = -1;
/** In place of a position: there may be a value, and only the patterns of setting-forms.ts can tell. */
const ASK_PATTERNS = -2;

/** For `name = value` and the like, with the word of the anchor somewhere in the name. */
export function valueFollows(window: Uint8Array, at: number): boolean {
  const start = valueStart(window, at);
  // With a user before it, two words are a password: `my house`.
  return start === ASK_PATTERNS || (start !== NO_VALUE && hasValueBytes(window, start, 4, 1));
}

/** The same for values of eight bytes and more that have a digit or a sign, or 16 letters in quotes. */
export function drawnValueFollows(window: Uint8Array, at: number): boolean {
  const start = valueStart(window, at);
  return (
    start === ASK_PATTERNS || (start !== NO_VALUE && hasValueBytes(window, start, 8, 0) && mayBeDrawn(window, start))
  );
}

/** Where the value begins, after its opening quote; or NO_VALUE, or ASK_PATTERNS. */
function valueStart(window: Uint8Array, within: number): number {
  const nameEnd = skipName(window, within);
  if (countedAfter(window, within, nameEnd) !== undefined) return ASK_PATTERNS;
  const closed = skipClosing(window, nameEnd);
  if ((closed > nameEnd || endsMember(window[closed])) && isValueOfName(window, within)) return ASK_PATTERNS;
  const at = skipBlanks(window, closed, MAX_PADDING_BYTES);
  if (isWideSign(window, at)) return skipOpening(window, skipBlanks(window, at + WIDE_SIGN_BYTES));
  switch (window[at]) {
    case BYTE.EQUALS:
    case BYTE.COLON:
    case BYTE.BANG:
      return startAfterSign(window, at);
    case BYTE.QUESTION: // name ?= value of Makefiles, name ?? "value", name ?: "value", name?: string =
      return window[at + 1] === BYTE.EQUALS || window[at + 1] === BYTE.COLON
        ? startAfterSign(window, at + 1)
        : startAfterFallback(window, at);
    case BYTE.PLUS: // name += "value"
    case BYTE.DOT: // $name .= "value" of PHP
      return window[at + 1] === BYTE.EQUALS ? startAfterSign(window, at + 1) : NO_VALUE;
    case BYTE.BAR: // name || "value", name | value, name | default("value")
      return barFollows(window, within, at) ? ASK_PATTERNS : startAfterFallback(window, at);
    case BYTE.SLASH: // $ENV{name} // "value"
      return startAfterFallback(window, at);
    case BYTE.ESCAPE: // name in a colour
      return ASK_PATTERNS;
    case BYTE.GREATER: // <name>value</name>
      return tagCloses(window, nameEnd, closed, at) ? ASK_PATTERNS : NO_VALUE;
    case BYTE.OPEN_PARENTHESIS: // name("value"), name() { return "value"
      if (getterFollows(window, at)) return ASK_PATTERNS;
      return at === nameEnd && isQuote(window[at + 1]) ? skipOpening(window, at + 1) : NO_VALUE;
  }
  if (unsignedFollows(window, within, nameEnd, closed, at)) return ASK_PATTERNS;
  if (at === closed) return NO_VALUE;
  if (closed > nameEnd) return isOfAttribute(window, within) ? ASK_PATTERNS : NO_VALUE;
  return isOfTag(window, within) ? ASK_PATTERNS : startBeside(window, within, nameEnd, at);
}

/**
 * `=`, `:`, `==`, `:=`, `=>`, `!=`, and what may come between that and the quote. Without a quote, all signs but the first may
 * belong to the value, as in the patterns for a short one.
 */
function startAfterSign(window: Uint8Array, at: number): number {
  let bare = at + 1;
  let next = at;
  while (isSign(window[next])) if (window[next++] === BYTE.GREATER) bare = next;
  const start = skipBlanks(window, next);
  if (wrapFollows(window, start)) return ASK_PATTERNS;
  if (window[next - 1] === BYTE.COLON && colonWrapFollows(window, start)) return ASK_PATTERNS;
  const opened = skipOpening(window, start);
  return opened === start && start === next ? bare : opened;
}

function isSign(byte: number | undefined): boolean {
  return byte === BYTE.EQUALS || byte === BYTE.COLON || byte === BYTE.BANG || byte === BYTE.GREATER;
}

/** `- name: name`, with more of the list in the next line; `{name: name, value: value}`. */
function endsMember(byte: number | undefined): boolean {
  return isLineEnd(byte) || byte === BYTE.COMMA;
}

/** `name | value` in a row of a table, `{{ name | default("value") }}`. */
function barFollows(window: Uint8Array, within: number, at: number): boolean {
  if (isBlank(window[at + 1]) && mayBeFirstCell(window, within)) return true;
  return window[skipBlanks(window, at + 1)] === BYTE.D;
}

/** `<name>value</`, also with the value on the next line or in an inner element; `<<"name">> => <<"value">>`. */
function tagCloses(window: Uint8Array, nameEnd: number, closed: number, at: number): boolean {
  const after = window[at + 1];
  if (closed > nameEnd && after === BYTE.GREATER) return true;
  return at === closed && (after === BYTE.LESS || isBlank(after) || elementFollows(window, at + 1));
}

/** `ENV["A_PASSWORD"] || "…"`, `a.password ??= "…"`. */
function startAfterFallback(window: Uint8Array, at: number): number {
  if (window[at + 1] !== window[at]) return NO_VALUE;
  return skipOpening(window, skipBlanks(window, at + (window[at + 2] === BYTE.EQUALS ? 3 : 2)));
}

/**
 * `name "value"`, `--name value`, `name value`, and `NAME       value` in columns: without a quote or dashes it must be long and
 * drawn, since any word of a sentence follows this way.
 */
function startBeside(window: Uint8Array, within: number, nameEnd: number, at: number): number {
  if (isQuote(window[at]) || window[at] === BYTE.AT) return skipOpening(window, at);
  const isInColumns = at > nameEnd + 1;
  if (isInColumns && !beginsLine(window, within)) return NO_VALUE;
  if (!hasValueBytes(window, at, isInColumns ? 12 : 8, 0) || !mayBeDrawn(window, at)) return NO_VALUE;
  return isInColumns || hasValueBytes(window, at, 16, 0) || isLongOption(window, within) ? at : NO_VALUE;
}

/**
 * The value after a name if only lengths separate them.
 * @param within the word in the name that ends at `end`; or, if its length is a letter, before that
 */
export function countedAfter(window: Uint8Array, within: number, end: number): CountedPair | undefined {
  const start = nameStart(window, within);
  const pair = isTagNear(window, end) ? countedPair(window, start, end) : undefined;
  return pair ?? adjoiningPair(window, start, within) ?? cborPair(window, within, end);
}

interface CountedPair {
  /** Set if the name does not begin where its run of characters begins. */
  readonly nameStart?: number;
  readonly nameEnd: number;
  /** Of the value. */
  readonly start: number;
  readonly end: number;
}

/** First characters of an unquoted value. */
const BEGINS = membersOf(/[A-Za-z0-9!#*+/=?@^_~.:-]/);
/** Characters that end such a value, and those that end one in quotes besides its own quote. */
const ENDS = membersOf(/[\s"'`<>(){}[\]\\|&,;\x00-\x1f\x7f]/);
const QUOTED_ENDS = membersOf(/[\s\x00-\x1f\x7f]/);
/** Characters of names, without digits: as in `isBareName`. */
const LETTERS = membersOf(/[A-Za-z_./:=-]/);
/** Without a digit or a sign, `isDrawn` recognises no shorter ones. */
const MIN_LETTERS = 16;

/** Whether the `least` bytes at `at` may belong to a value. In quotes, up to `blanks` of them may be blanks, but not the first. */
function hasValueBytes(window: Uint8Array, at: number, least: number, blanks: number): boolean {
  const quote = window[at - 1];
  const isQuoted = isQuote(quote);
  if (!isQuoted && BEGINS[window[at] ?? 0] !== 1) return false;
  const ends = isQuoted ? QUOTED_ENDS : ENDS;
  let left = isQuoted ? blanks : 0;
  for (let next = at; next < at + least; next++) {
    const byte = window[next] ?? 0;
    if (ends[byte] === 1) {
      if (byte !== BYTE.SPACE || next === at || left === 0) return false;
      left--;
    } else if (isQuoted && byte === quote) return false;
  }
  return true;
}

/** Whether the value at `at` has a digit or a sign, or many letters: fewer without quotes are a name (`isBareName`). */
function mayBeDrawn(window: Uint8Array, at: number): boolean {
  const quote = window[at - 1];
  const isQuoted = isQuote(quote);
  const ends = isQuoted ? QUOTED_ENDS : ENDS;
  const limit = at + (isQuoted ? MIN_LETTERS : MAX_VALUE_BYTES);
  for (let next = at; next < limit; next++) {
    const byte = window[next] ?? 0;
    if (ends[byte] === 1) return !isQuoted && next - at >= MIN_BARE_LETTERS;
    if (isQuoted && byte === quote) return false;
    if (LETTERS[byte] !== 1) return true;
  }
  return isQuoted;
}
/** As in `isDrawnLetters`. */
const MIN_BARE_LETTERS = 20;
