/**
 * Whether a value may follow the name of a setting: a look at the bytes, since 99 of 100 words such as `password` in source code
 * are refused here. It must say yes wherever a form of setting-forms.ts fits whose value may be reported, and may say yes
 * elsewhere: test/detect/text/programs/setting-glance.test.ts compares the two. Called up to a thousand times per MiB, so it
 * allocates nothing.
 */
import { membersOf } from '../../../bytes/members.ts';
import { cborPair } from '../cbor-pair.ts';
import { adjoiningPair, countedPair, isTagNear } from '../counted.ts';
import {
  BYTE,
  behindBlanks,
  behindName,
  behindOpening,
  behindQuotes,
  isBlank,
  isQuote,
  isWideSign,
  nameStart,
  WIDE_SIGN_BYTES,
} from './setting-bytes.ts';
import { computedFollows, farFollows, getterFollows, visibilityFollows } from './setting-far-glance.ts';
import { elementFollows, isLongOption, leadsOn, shownFollows, typeFollows } from './setting-leads.ts';
import { cellFollows, isBehindValue, isOfAttribute, isOfTag, typeEnds, wrapFollows } from './setting-wrap-glance.ts';

export const MAX_VALUE_BYTES = 256;

/** Blanks before a sign if signs are aligned in a column: `terraform fmt`, `gofmt`. */
const MOST_PADDING = 40;

/** In place of a position: there is no value. */
const NO_VALUE = -1;
/** In place of a position: there may be a value, and only the patterns of setting-forms.ts can tell. */
const LOOK_CLOSER = -2;

/** For `name = value` and the like, with the word of the anchor somewhere in the name. */
export function valueFollows(window: Uint8Array, at: number): boolean {
  const start = valueStart(window, at);
  // With a user before it, two words are a password: `my house`.
  return start === LOOK_CLOSER || (start !== NO_VALUE && isWord(window, start, 4, 1));
}

/** The same for values of eight bytes and more that have a digit or a sign, or 16 letters in quotes. */
export function drawnValueFollows(window: Uint8Array, at: number): boolean {
  const start = valueStart(window, at);
  return start === LOOK_CLOSER || (start !== NO_VALUE && isWord(window, start, 8, 0) && isMixture(window, start));
}

/** Where the value begins, after its opening quote; or NO_VALUE, or LOOK_CLOSER. */
function valueStart(window: Uint8Array, within: number): number {
  const nameEnd = behindName(window, within);
  if (countedBehind(window, within, nameEnd) !== undefined) return LOOK_CLOSER;
  const closed = behindQuotes(window, nameEnd);
  if ((closed > nameEnd || endsMember(window[closed])) && isBehindValue(window, within)) return LOOK_CLOSER;
  const at = behindBlanks(window, closed, MOST_PADDING);
  if (isWideSign(window, at)) return behindOpening(window, behindBlanks(window, at + WIDE_SIGN_BYTES));
  switch (window[at]) {
    case BYTE.EQUALS:
    case BYTE.COLON:
    case BYTE.BANG:
      return behindSign(window, at);
    case BYTE.QUESTION: // name ?= value of Makefiles, name ?? "value", name ?: "value", name?: string =
      return window[at + 1] === BYTE.EQUALS || window[at + 1] === BYTE.COLON
        ? behindSign(window, at + 1)
        : behindDefault(window, at);
    case BYTE.PLUS: // name += "value"
    case BYTE.DOT: // $name .= "value" of PHP
      return window[at + 1] === BYTE.EQUALS ? behindSign(window, at + 1) : NO_VALUE;
    case BYTE.BAR: // name || "value", name | value, name | default("value")
      if (cellFollows(window, within, at) || window[behindBlanks(window, at + 1)] === BYTE.D) return LOOK_CLOSER;
      return behindDefault(window, at);
    case BYTE.SLASH: // $ENV{name} // "value"
      return behindDefault(window, at);
    case BYTE.ESCAPE: // name in a colour
      return LOOK_CLOSER;
    case BYTE.GREATER: // <name>value</name>
      if (closed > nameEnd && window[at + 1] === BYTE.GREATER) return LOOK_CLOSER; // <<"name">> => <<"value">>
      return at === closed && (elementFollows(window, at + 1) || isWrapped(window, at + 1)) ? LOOK_CLOSER : NO_VALUE;
    case BYTE.OPEN_PARENTHESIS: // name("value"), name() { return "value"
      if (getterFollows(window, at)) return LOOK_CLOSER;
      return at === nameEnd && isQuote(window[at + 1]) ? behindOpening(window, at + 1) : NO_VALUE;
  }
  if (leadsOn(window, within, nameEnd, closed, at)) return LOOK_CLOSER;
  if (at > closed && (closed === nameEnd ? isOfTag(window, within) : isOfAttribute(window, within))) return LOOK_CLOSER;
  return closed === nameEnd && at > closed ? besideStart(window, within, nameEnd, at) : NO_VALUE;
}

/**
 * `=`, `:`, `==`, `:=`, `=>`, `!=`, and what may come between that and the quote. Without a quote, all signs but the first may
 * belong to the value, as in the patterns for a short one.
 */
function behindSign(window: Uint8Array, at: number): number {
  let bare = at + 1;
  let next = at;
  while (isSign(window[next])) if (window[next++] === BYTE.GREATER) bare = next;
  const start = behindBlanks(window, next);
  if (typeFollows(window, start) || shownFollows(window, start) || wrapFollows(window, start)) return LOOK_CLOSER;
  if (farFollows(window, start)) return LOOK_CLOSER;
  if (window[next - 1] === BYTE.COLON && isOfColon(window, start)) return LOOK_CLOSER;
  const opened = behindOpening(window, start);
  return opened === start && start === next ? bare : opened;
}

/** What follows a lone colon. */
function isOfColon(window: Uint8Array, at: number): boolean {
  return (
    typeEnds(window, at) || markupFollows(window, at) || visibilityFollows(window, at) || computedFollows(window, at)
  );
}

/** `- name: name`, with more of the list in the next line; `{name: name, value: value}`. */
function endsMember(byte: number | undefined): boolean {
  return byte === BYTE.LINE_FEED || byte === BYTE.CARRIAGE_RETURN || byte === BYTE.COMMA;
}

/** `**name:** value`, `name:</td><td>value` */
function markupFollows(window: Uint8Array, at: number): boolean {
  const [first, second] = [window[at], window[at + 1]];
  return (first === BYTE.STAR && second === BYTE.STAR) || (first === BYTE.LESS && second === BYTE.SLASH);
}

/** On the next line, or in an inner element: `<![CDATA[value]]>`, `<value>value</value>`. */
function isWrapped(window: Uint8Array, at: number): boolean {
  return window[at] === BYTE.LESS || isBlank(window[at]);
}

function isSign(byte: number | undefined): boolean {
  return byte === BYTE.EQUALS || byte === BYTE.COLON || byte === BYTE.BANG || byte === BYTE.GREATER;
}

/** `ENV["A_PASSWORD"] || "…"`, `a.password ??= "…"` */
function behindDefault(window: Uint8Array, at: number): number {
  if (window[at + 1] !== window[at]) return NO_VALUE;
  return behindOpening(window, behindBlanks(window, at + (window[at + 2] === BYTE.EQUALS ? 3 : 2)));
}

/**
 * `name "value"`, `--name value`, `name value`: without a quote or dashes it must be long and drawn, since any word of a sentence
 * follows this way.
 */
function besideStart(window: Uint8Array, within: number, nameEnd: number, at: number): number {
  if (isQuote(window[at]) || window[at] === BYTE.AT) return behindOpening(window, at);
  if (at > nameEnd + 1) return isInColumns(window, within, at) ? at : NO_VALUE;
  if (at !== nameEnd + 1 || !isWord(window, at, 8, 0) || !isMixture(window, at)) return NO_VALUE;
  return isWord(window, at, 16, 0) || isLongOption(window, within) ? at : NO_VALUE;
}

/** `NAME       value`, with the name at the beginning of its line. */
function isInColumns(window: Uint8Array, within: number, at: number): boolean {
  const before = window[nameStart(window, within) - 1];
  const begins = before === undefined || before === BYTE.LINE_FEED || before === BYTE.CARRIAGE_RETURN;
  return begins && isWord(window, at, 12, 0) && isMixture(window, at);
}

/**
 * The value after a name if only lengths separate them.
 * @param within the word in the name that ends at `end`; or, if its length is a letter, before that
 */
export function countedBehind(window: Uint8Array, within: number, end: number): CountedPair | undefined {
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
/** Characters that end it, and those that end a quoted one besides its own quote. */
const ENDS = membersOf(/[\s"'`<>(){}[\]\\|&,;\x00-\x1f\x7f]/);
const QUOTED_ENDS = membersOf(/[\s\x00-\x1f\x7f]/);
/** Characters of names, without digits: as in `isBareName`. */
const LETTERS = membersOf(/[A-Za-z_./:=-]/);
/** Without a digit or a sign, `isDrawn` recognises no shorter ones. */
const MIN_LETTERS = 16;

/** Whether the `least` bytes at `at` may belong to a value. In quotes, up to `blanks` of them may be blanks, but not the first. */
function isWord(window: Uint8Array, at: number, least: number, blanks: number): boolean {
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
function isMixture(window: Uint8Array, at: number): boolean {
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
