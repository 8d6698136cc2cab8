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
 *   name | value, name,value              setting-glance-cells.ts
 *   name = b"value", name: <b>value       setting-glance-after-sign.ts
 *   name = value                          setting-glance-bare.ts: whether it is an expression
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
  skipSpace,
  WIDE_SIGN_BYTES,
} from './setting-bytes.ts';
import { colonWrapFollows, wrapFollows } from './setting-glance-after-sign.ts';
import { mayBeBarePassword, mayBeBareSecret } from './setting-glance-bare.ts';
import {
  beginsLine,
  isLongOption,
  isOfAttribute,
  isOfTag,
  isValueOfName,
  mayBeCell,
} from './setting-glance-before-name.ts';
import { cellFollows, columnFollows, separatedCellFollows } from './setting-glance-cells.ts';
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
  const start = valueStart(window, at, mayBeBarePassword);
  // With a user before it, two words are a password: `my house`.
  return start === ASK_PATTERNS || (start !== NO_VALUE && hasValueBytes(window, start, 4, 1));
}

/** The same for values of eight bytes and more that have a digit or a sign, or 16 letters in quotes. */
export function drawnValueFollows(window: Uint8Array, at: number): boolean {
  const start = valueStart(window, at, mayBeBareSecret);
  return (
    start === ASK_PATTERNS || (start !== NO_VALUE && hasValueBytes(window, start, 8, 0) && mayBeDrawn(window, start))
  );
}

/** Whether a value without quotes may be at `at`, for the name with the word at `within`. */
type BareLook = (window: Uint8Array, at: number, within: number) => boolean;

/** Where the value begins, after its opening quote; or NO_VALUE, or ASK_PATTERNS. */
function valueStart(window: Uint8Array, within: number, mayBeBare: BareLook): number {
  const nameEnd = skipName(window, within);
  if (countedAfter(window, within, nameEnd) !== undefined) return ASK_PATTERNS;
  const closed = skipClosing(window, nameEnd);
  if ((closed > nameEnd || endsMember(window[closed])) && isValueOfName(window, within)) return ASK_PATTERNS;
  const at = skipBlanks(window, closed, MAX_PADDING_BYTES);
  if (closed === nameEnd && columnFollows(window, nameEnd, at)) return ASK_PATTERNS;
  if (isWideSign(window, at)) return skipOpening(window, skipBlanks(window, at + WIDE_SIGN_BYTES));
  switch (window[at]) {
    case BYTE.BANG: // name != "value", --name !value
      if (at > closed && window[at + 1] !== BYTE.EQUALS && isLongOption(window, within)) return at;
      return startAfterSign(window, within, at, mayBeBare);
    case BYTE.EQUALS:
    case BYTE.COLON:
      return startAfterSign(window, within, at, mayBeBare);
    case BYTE.QUESTION: // name ?= value of Makefiles, name ?? "value", name ?: "value", name?: string =
      if (window[at + 1] === BYTE.EQUALS) return startAfterSign(window, within, at + 1, mayBeBare);
      return window[at + 1] === BYTE.COLON
        ? startAfterSign(window, within, at + 1, NEVER)
        : startAfterFallback(window, within, at);
    case BYTE.PLUS: // name += "value", --name +value
    case BYTE.DOT: // $name .= "value" of PHP
      if (window[at + 1] === BYTE.EQUALS) return startAfterSign(window, within, at + 1, mayBeBare);
      return window[at] === BYTE.PLUS && isLongOption(window, within) ? at : NO_VALUE;
    case BYTE.BAR: // name || "value", name | value, name|value, name | default("value")
      return barFollows(window, within, at) || (at === nameEnd && separatedCellFollows(window, at))
        ? ASK_PATTERNS
        : startAfterFallback(window, within, at);
    case BYTE.SLASH: // $ENV{name} // "value"
      return startAfterFallback(window, within, at);
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
function startAfterSign(window: Uint8Array, within: number, at: number, mayBeBare: BareLook): number {
  let bare = at + 1;
  let next = at;
  while (isSign(window[next])) if (window[next++] === BYTE.GREATER) bare = next;
  const start = skipBlanks(window, next);
  if (wrapFollows(window, start)) return ASK_PATTERNS;
  if (window[next - 1] === BYTE.COLON && colonWrapFollows(window, start)) return ASK_PATTERNS;
  const opened = skipOpening(window, start);
  if (opened > start) return opened;
  const value = start === next ? bare : start;
  return mayBeBare(window, value, within) ? value : NO_VALUE;
}

/** No form without quotes has this sign. */
const NEVER: BareLook = () => false;

function isSign(byte: number | undefined): boolean {
  return byte === BYTE.EQUALS || byte === BYTE.COLON || byte === BYTE.BANG || byte === BYTE.GREATER;
}

/** `- name: name`, with more of the list in the next line; `{name: name, value: value}`. */
function endsMember(byte: number | undefined): boolean {
  return isLineEnd(byte) || byte === BYTE.COMMA;
}

/** `name | value` in a row of a table, `|  Name  |  name  ||` above its value, `name|s:5:"value"`, `{{ name | default("value") }}`. */
function barFollows(window: Uint8Array, within: number, at: number): boolean {
  if ((window[at + 1] === BYTE.BAR || isLineEnd(window[at + 1])) && isValueOfName(window, within)) return true;
  if (isBlank(window[at + 1]) && mayBeCell(window, within) && cellFollows(window, at + 1)) return true;
  if (window[at + 1] === BYTE.S && window[at + 2] === BYTE.COLON) return true;
  return window[skipBlanks(window, at + 1)] === BYTE.D;
}

/** `<name>value</`, also with the value on the next line or in an inner element; `<<"name">> => <<"value">>`. */
function tagCloses(window: Uint8Array, nameEnd: number, closed: number, at: number): boolean {
  const after = window[at + 1];
  if (closed > nameEnd && after === BYTE.GREATER) return true;
  if (after === BYTE.ESCAPE) return true;
  return at === closed && (after === BYTE.LESS || elementFollows(window, skipSpace(window, at + 1, 80)));
}

/** `ENV["A_PASSWORD"] || "…"`, `a.password ??= "…"`; after `--password`, the value itself may begin with these signs. */
function startAfterFallback(window: Uint8Array, within: number, at: number): number {
  const isOption = isLongOption(window, within);
  if (window[at + 1] !== window[at]) return isOption ? at : NO_VALUE;
  const start = skipBlanks(window, at + (window[at + 2] === BYTE.EQUALS ? 3 : 2));
  const opened = skipOpening(window, start);
  return opened > start || isOption ? opened : NO_VALUE;
}

/**
 * `name "value"`, `--name value`, `name value`, and `NAME       value` in columns: without a quote or dashes it must be long and
 * drawn, since any word of a sentence follows this way.
 */
function startBeside(window: Uint8Array, within: number, nameEnd: number, at: number): number {
  if (isQuote(window[at]) || window[at] === BYTE.AT) {
    const start = skipOpening(window, at);
    return window[start] === BYTE.DOLLAR && window[start + 1] === BYTE.OPEN_BRACE ? NO_VALUE : start;
  }
  if (isLongOption(window, within)) return hasValueBytes(window, at, 8, 0) && mayBeDrawn(window, at) ? at : NO_VALUE;
  const isInColumns = at > nameEnd + 1;
  if (isInColumns ? !beginsLine(window, within) : BEGINS_SPACED[window[at] ?? 0] !== 1) return NO_VALUE;
  return hasValueBytes(window, at, isInColumns ? 12 : 16, 0) && !isName(window, at) ? at : NO_VALUE;
}
/** As in its patterns. */
const BEGINS_SPACED = membersOf(/[A-Za-z0-9+/]/);

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
const BEGINS = membersOf(/[A-Za-z0-9!#%*+/=?@^_~.:-]/);
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

/** Whether the word at `at` has letters alone, and what joins them, and not many: without a sign before it, it is a name (`isBareName`). */
function isName(window: Uint8Array, at: number): boolean {
  let next = at;
  while (LETTERS[window[next] ?? 0] === 1 && next < at + MAX_VALUE_BYTES) next++;
  return ENDS[window[next] ?? 0] === 1 && next - at < MIN_BARE_LETTERS;
}
