/** What leads from the name of a setting to its value apart from a single sign: the patterns of setting-forms.ts, restated in bytes. */
import { membersOf } from '../../../bytes/members.ts';
import {
  BYTE,
  behindBlanks,
  behindSpace,
  isBlank,
  isDigit,
  isOfName,
  isQuote,
  nameStart,
  SMALL,
} from './setting-bytes.ts';
import { charactersFollow, lazyFollows } from './setting-far-glance.ts';
import { MAX_LONG_BYTES } from './setting-pieces.ts';
import { arrayFollows, isOfAttribute, isSymbol, keywordFollows, wordFollows } from './setting-wrap-glance.ts';

/** First bytes of these: for speed, since hardly any other byte begins one. */
const LEADS = membersOf(/[;{[<,)&"'`aAbcCfginNoPsStTvV*\-\0\s]/);

/**
 * Whether the bytes at `at` may lead to a value that does not follow directly.
 * @param within the word in the name, which ends at `nameEnd`
 * @param closed after the quotes of the name; blanks may separate it from `at`
 */
export function leadsOn(window: Uint8Array, within: number, nameEnd: number, closed: number, at: number): boolean {
  const first = window[at] ?? 0;
  if (LEADS[first] !== 1) return false;
  const isQuoted = closed > nameEnd;
  switch (first) {
    case BYTE.SEMICOLON: // s:4:"name";s:5:"value" of PHP
      return isQuoted && window[at + 1] === BYTE.S && window[at + 2] === BYTE.COLON;
    case BYTE.OPEN_BRACE: // variable "name" {, name{"value"}, name { get; set; } =
      return isQuoted || isQuote(window[at + 1]) || window[behindBlanks(window, at + 1)] === BYTE.G;
    case BYTE.OPEN_BRACKET: // name[] = "value"
      return arrayFollows(window, at);
    case BYTE.CLOSE_PARENTHESIS: // getenv("name") || "value"
      return isQuoted;
    case BYTE.DASH: // "name" -> "value"
      return isQuoted && window[at + 1] === BYTE.GREATER;
    case BYTE.LESS: // name</key>, name</td>, name <- "value"
      if (window[at + 1] === BYTE.DASH || window[at + 1] === BYTE.LESS) return true;
      return window[at + 1] === BYTE.SLASH && (at === nameEnd || window[at + 2] === BYTE.T);
    case BYTE.STAR: // **name**: value
      return window[at + 1] === BYTE.STAR;
    case BYTE.AMPERSAND: // &lt;name&gt;value
      if (window[at + 1] === BYTE.G && window[at + 2] === BYTE.T) return true;
      return valueWordFollows(window, at) || typeFollows(window, at);
    case BYTE.COMMA: // "name", "value"; {name, "value"} of Erlang; "name", value="value"
      if ((isQuoted || isInTuple(window, within) || isSymbol(window, within)) && stringFollows(window, at + 1))
        return true;
      if (isQuoted && keywordFollows(window, at + 1)) return true;
      return valueWordFollows(window, at + 1) || (isQuoted && isOption(window, within, at));
    case BYTE.NUL:
      return isOption(window, within, at);
    case BYTE.CARRIAGE_RETURN:
    case BYTE.LINE_FEED:
      if (isQuoted && isOfAttribute(window, within)) return true;
      return valueWordFollows(window, at) || isOption(window, within, at);
    case BYTE.I: // name is "value"
      return at > closed && isFollows(window, at);
    case BYTE.O: // getenv(name) or "value"
    case BYTE.T: // "name" to "value"
    case BYTE.CAPITAL_A: // name As String =
      return at > closed && wordFollows(window, at);
    case BYTE.B: // name by lazy { "value" }
    case BYTE.G: // name get() = "value"
      return at > closed && lazyFollows(window, at);
    case BYTE.F: // name for user "value" is "value"
      return !isQuoted && window[at + 1] === BYTE.O;
    case BYTE.A: // a1="--name" a2="value"
      return valueWordFollows(window, at) || (isQuoted && isOption(window, within, at));
    default:
      return valueWordFollows(window, at) || typeFollows(window, at) || (at > closed && charactersFollow(window, at));
  }
}

/** `{name,`, of Erlang; `strcpy(name,` and `strcpy(config->name,`. */
function isInTuple(window: Uint8Array, within: number): boolean {
  const before = window[nameStart(window, within) - 1];
  return before === BYTE.OPEN_BRACE || before === BYTE.OPEN_PARENTHESIS || before === BYTE.GREATER;
}

/** `"value"`, `<<"value">>`. */
function stringFollows(window: Uint8Array, at: number): boolean {
  const next = behindBlanks(window, at);
  const first = window[next];
  if (first === BYTE.LESS) return window[next + 1] === BYTE.LESS;
  return first === BYTE.DOUBLE_QUOTE || first === BYTE.SINGLE_QUOTE;
}

/** `--name`, after which the next argument may be at `at`. */
function isOption(window: Uint8Array, within: number, at: number): boolean {
  return argumentBehind(window, at) && isLongOption(window, within);
}

/** `--name`, whose word begins at `within`. */
export function isLongOption(window: Uint8Array, within: number): boolean {
  const start = nameStart(window, within);
  for (let next = start; next < within; next++)
    if (window[next] === BYTE.DASH && window[next + 1] === BYTE.DASH) return true;
  return false;
}

/** Whether the next argument of a list may follow: `\0value`, ` a2="value"`, `\n- value`, `,\n "value"`. */
function argumentBehind(window: Uint8Array, at: number): boolean {
  const first = window[at];
  if (first === BYTE.NUL) return true;
  if (first === BYTE.A) return isDigit(window[at + 1]);
  const next = behindSpace(window, at + 1, 79);
  return first === BYTE.LINE_FEED || first === BYTE.CARRIAGE_RETURN
    ? window[next] === BYTE.DASH && window[next + 1] === BYTE.SPACE
    : isQuote(window[next]);
}

/** Whether `value`, or a word that may precede it, may follow after blanks and line ends. */
function valueWordFollows(window: Uint8Array, at: number): boolean {
  let next = behindSpace(window, at, 48);
  if (isQuote(window[next])) next++;
  if (window[next] === BYTE.A && window[next + 7] === BYTE.COLON) next += ANDROID.length;
  const letter = window[next];
  // ParameterValue and "Type": "SecureString" of Amazon's programs
  if (letter === BYTE.CAPITAL_P || letter === BYTE.CAPITAL_T)
    return window[next + 1] === BYTE.A || window[next + 1] === BYTE.Y;
  return (letter! | SMALL) === BYTE.V && window[next + 1] === BYTE.A;
}
const ANDROID = 'android:';

/** `is "`, and `is ` or `is: ` before a word with a digit. */
function isFollows(window: Uint8Array, at: number): boolean {
  if (window[at + 1] !== BYTE.S) return false;
  const next = window[at + 2] === BYTE.COLON ? at + 3 : at + 2;
  if (window[next] !== BYTE.SPACE) return false;
  return isQuote(window[next + 1]) || hasDigit(window, next + 1);
}

/** Whether the next twelve characters or more include a digit: a value without one was not drawn, or has letters alone, as words do. */
function hasDigit(window: Uint8Array, at: number): boolean {
  for (let next = at; next < window.length && !isBlank(window[next]); next++) if (isDigit(window[next])) return true;
  return false;
}

/** `string =`, `String? =`, `&str =`, `&'static str =`: the type in a declaration. */
export function typeFollows(window: Uint8Array, at: number): boolean {
  if (TYPES[window[at] ?? 0] !== 1) return false;
  let next = window[at] === BYTE.AMPERSAND ? at + 1 : at;
  if (window[next] === BYTE.SINGLE_QUOTE) next += STATIC.length;
  if (((window[next] ?? 0) | SMALL) !== BYTE.S || window[next + 1] !== BYTE.T || window[next + 2] !== BYTE.R)
    return false;
  while (isOfName(window[next]) && next < at + 16) next++;
  if (window[next] === BYTE.QUESTION) next++;
  return window[behindBlanks(window, next)] === BYTE.EQUALS;
}
/** First bytes of these types. */
const TYPES = membersOf(/[&'sS]/);
const STATIC = "'static ";

/** First bytes of `shownFollows`. */
const SHOWN = membersOf(/[0<bBuUsS\s]/);

/** Whether a value may follow with a prefix that a debugger or a program prints before its quote. */
export function shownFollows(window: Uint8Array, at: number): boolean {
  const first = window[at] ?? 0;
  if (SHOWN[first] !== 1) return false;
  const second = window[at + 1];
  switch (first) {
    case BYTE.ZERO: // 0x55d0e8 "value"
      return second === BYTE.X;
    case BYTE.LESS: // <<"value">>
      return second === BYTE.LESS;
  }
  if (isBlank(first)) return true; // A line end, followed by: string(5) "value"
  const letter = first | SMALL;
  if (letter === BYTE.B || letter === BYTE.U) return isQuote(second) || second === BYTE.BACKSLASH; // b"value", u"value"
  if (letter !== BYTE.S) return false;
  return window[at + 4] === BYTE.OPEN_PARENTHESIS || window[at + 6] === BYTE.OPEN_PARENTHESIS; // Some("value"), string(5) "value"
}

/** `value</`; not beginning with the `\n` of an element inside a string of a program. */
export function elementFollows(window: Uint8Array, at: number): boolean {
  if (window[at] === BYTE.BACKSLASH) return false;
  let next = at;
  const limit = at + MAX_ELEMENT_BYTES;
  while (next < limit && ELEMENT_ENDS[window[next] ?? 0] !== 1) next++;
  return next >= at + 4 && window[next] === BYTE.LESS && window[next + 1] === BYTE.SLASH;
}
/** As in its pattern. */
const MAX_ELEMENT_BYTES = MAX_LONG_BYTES + 1;
const ELEMENT_ENDS = membersOf(/[<>\s\x00-\x20]/);
