/** Part of setting-glance.ts: what connects a name with its value in place of a sign. */
import { membersOf } from '../../../bytes/members.ts';
import {
  BYTE,
  hasDigit,
  isBlank,
  isDigit,
  isLetter,
  isLineEnd,
  isOfName,
  isQuote,
  skipBlanks,
  skipSpace,
} from './setting-bytes.ts';
import { isInTuple, isLongOption, isOfAttribute, isSymbol } from './setting-glance-before-name.ts';
import { BOX, boxedCellFollows, separatedCellFollows } from './setting-glance-cells.ts';
import { literalFollows, resultAndCallFollow } from './setting-glance-code.ts';
import { storedFollows } from './setting-glance-stores.ts';
import { accessorFollows, arrayFollows, sqlTypeFollows, stringTypeFollows } from './setting-glance-types.ts';
import { MAX_LONG_BYTES } from './setting-pieces.ts';

/** First bytes of these: for speed, since hardly any other byte begins one. */
const BEGINS = membersOf(/[;{[<,)&"'`aAbcCfghinNoPrRsStTvVw*\-\0\s\xe2]/);

/**
 * Whether the bytes at `at` may lead to a value.
 * @param within the word in the name, which ends at `nameEnd`
 * @param closed after the quotes of the name; blanks may separate it from `at`
 */
export function unsignedFollows(
  window: Uint8Array,
  within: number,
  nameEnd: number,
  closed: number,
  at: number,
): boolean {
  const first = window[at] ?? 0;
  if (BEGINS[first] !== 1) return false;
  const second = window[at + 1];
  const isQuoted = closed > nameEnd;
  switch (first) {
    case BYTE.SEMICOLON: // s:4:"name";s:5:"value" of PHP, name;value
      return isQuoted ? second === BYTE.S && window[at + 2] === BYTE.COLON : separatedCellFollows(window, at);
    case BYTE.OPEN_BRACE: // variable "name" {, name{"value"}, name { get; set; } =
      return isQuoted || isQuote(second) || window[skipBlanks(window, at + 1)] === BYTE.G;
    case BYTE.OPEN_BRACKET: // name[] = "value"
      return arrayFollows(window, at);
    case BYTE.CLOSE_PARENTHESIS: // getenv("name") || "value", get("name").type("value")
      return isQuoted && AFTER_CALL[window[skipSpace(window, second === first ? at + 2 : at + 1, 40)] ?? 0] === 1;
    case BYTE.DASH: // "name" -> "value", name -> value, -Name name -Value "value" of PowerShell
      if (second === BYTE.GREATER) return isQuoted || (isBlank(window[at + 2]) && hasDigit(window, at + 3));
      return isLetter(second, BYTE.V) && window[at + 2] === BYTE.A;
    case BYTE.LESS: // name <- "value", name</key>, "name"</span>, name<span>
      return second === BYTE.DASH || second === BYTE.LESS || second === BYTE.SLASH || tagOfTextOpens(window, at);
    case BYTE.STAR: // **name**: value
      return second === BYTE.STAR;
    case BYTE.AMPERSAND: // &lt;name&gt;value, name&quot;</span>
      if ((second === BYTE.G && window[at + 2] === BYTE.T) || referenceAndTagFollow(window, at)) return true;
      break;
    case BYTE.COMMA: // "name", "value"; name,value
      return commaFollows(window, within, isQuoted, at) || (!isQuoted && separatedCellFollows(window, at));
    case BOX: // name │ value
      return boxedCellFollows(window, at);
    case BYTE.NUL: // --name\0value
      return isOption(window, within, at);
    case BYTE.CARRIAGE_RETURN:
    case BYTE.LINE_FEED: // name="name"\r\n\r\nvalue of a form, - --name\n- value
      if ((isQuoted && isOfAttribute(window, within)) || isOption(window, within, at)) return true;
      break;
    case BYTE.A: // a1="--name" a2="value"
      if (isQuoted && isOption(window, within, at)) return true;
      break;
  }
  return storedFollows(window, within, nameEnd, closed, at) || wordFollows(window, isQuoted, at > closed, at);
}

/**
 * The same for words, and for what may stand before them.
 * @param isApart blanks separate it from the name
 */
function wordFollows(window: Uint8Array, isQuoted: boolean, isApart: boolean, at: number): boolean {
  const second = window[at + 1];
  switch (window[at]) {
    case BYTE.F: // name for user "joe" is "value", name for the account
      return !isQuoted && second === BYTE.O && userFollows(window, at + 'for '.length);
    case BYTE.I: // name is "value", name is set to value
      return isApart && (isFollows(window, at) || setToFollows(window, at));
    case BYTE.C: // name changed to value
    case BYTE.H:
    case BYTE.R:
    case BYTE.W:
      if (second === BYTE.I && isApart && hasDigit(window, at + 'with value '.length)) return true;
      return isApart && setToFollows(window, at);
    case BYTE.O: // getenv(name) or "value"
      return isApart && second === BYTE.R && literalFollows(window, at + 2);
    case BYTE.T: // "name" to "value", Setting name to value
      return isApart && second === BYTE.O && (literalFollows(window, at + 2) || hasDigit(window, at + 'to '.length));
    case BYTE.CAPITAL_A: // name As String =
      return isApart && second === BYTE.S && isBlank(window[at + 2]);
    case BYTE.B: // name by lazy { "value" }
    case BYTE.G: // name get() = "value"
      return isApart && accessorFollows(window, at);
  }
  if (isApart && isLetter(window[at], BYTE.S) && setToFollows(window, at)) return true;
  return wordOfValueFollows(window, at) || stringTypeFollows(window, at) || (isApart && sqlTypeFollows(window, at));
}

/** `<span`, `<tspan`, `<font`, and tags of one letter: no type in a program (`Token<string>`). */
function tagOfTextOpens(window: Uint8Array, at: number): boolean {
  const [second, third] = [window[at + 1], window[at + 2]];
  if (second === BYTE.T) return third === BYTE.S;
  if (second === BYTE.S) return third === BYTE.P || third === BYTE.T;
  return TAG_BEGINS[second ?? 0] === 1;
}
/** Of tags in setting-highlighted.ts. */
const TAG_BEGINS = membersOf(/[abcefi]/);

/** The reference to a quote or a blank, and a tag or a sign. */
function referenceAndTagFollow(window: Uint8Array, at: number): boolean {
  let next = at + 1;
  while (next < at + MAX_REFERENCE_BYTES && window[next] !== BYTE.SEMICOLON) next++;
  if (window[next + 1] === BYTE.CLOSE_BRACKET) next++;
  return REFERENCE_LEADS[window[skipBlanks(window, next + 1)] ?? 0] === 1;
}
const MAX_REFERENCE_BYTES = 6;
const REFERENCE_LEADS = membersOf(/[<&:=]/);

/** First bytes of what may follow a call. */
const AFTER_CALL = membersOf(/[.{|?o=]/);

/** `user`, `account` or `login`, also after `the`. */
function userFollows(window: Uint8Array, at: number): boolean {
  const first = window[window[at] === BYTE.T ? at + 'the '.length : at];
  return first === BYTE.U || first === BYTE.A || first === BYTE.L;
}

/** `"name", "value"`, `"name", default="value"`, `name, value: value`, `"--name", "value"`, `name, err := call("value")`. */
function commaFollows(window: Uint8Array, within: number, isQuoted: boolean, at: number): boolean {
  if ((isQuoted || isInTuple(window, within) || isSymbol(window, within)) && stringFollows(window, at + 1)) return true;
  if (isQuoted && (keywordFollows(window, at + 1) || isOption(window, within, at))) return true;
  return wordOfValueFollows(window, at + 1) || resultAndCallFollow(window, at + 1);
}

/** `"value"`, of four characters or more, `<<"value">>`. */
function stringFollows(window: Uint8Array, at: number): boolean {
  const next = skipBlanks(window, at);
  const first = window[next];
  if (first === BYTE.LESS) return window[next + 1] === BYTE.LESS;
  if (first !== BYTE.DOUBLE_QUOTE && first !== BYTE.SINGLE_QUOTE) return false;
  if (window[next + 1] === BYTE.BACKSLASH) return true;
  for (let inside = next + 1; inside <= next + 4; inside++) if (window[inside] === first) return false;
  return true;
}

/** `default="value"`, `defaultValue: "value"`, or an argument before it. */
function keywordFollows(window: Uint8Array, at: number): boolean {
  const start = skipSpace(window, at, 40);
  let next = start;
  while (isOfName(window[next]) && next < start + 16) next++;
  const sign = window[skipBlanks(window, next)];
  return next > start && (sign === BYTE.EQUALS || sign === BYTE.COLON);
}

/** `--name`, after which the next argument may be at `at`. */
function isOption(window: Uint8Array, within: number, at: number): boolean {
  return nextArgumentFollows(window, at) && isLongOption(window, within);
}

/** In a list: `\0value`, ` a2="value"`, `\n- value`, `,\n "value"`. */
function nextArgumentFollows(window: Uint8Array, at: number): boolean {
  const first = window[at];
  if (first === BYTE.NUL) return true;
  if (first === BYTE.A) return isDigit(window[at + 1]);
  const next = skipSpace(window, at + 1, 79);
  return isLineEnd(first) ? window[next] === BYTE.DASH && window[next + 1] === BYTE.SPACE : isQuote(window[next]);
}

/** Whether `value`, or a word that may precede it, may follow after blanks and line ends. */
function wordOfValueFollows(window: Uint8Array, at: number): boolean {
  let next = skipSpace(window, at, 48);
  // + value of a plan of Terraform
  if ((window[next] === BYTE.PLUS || window[next] === BYTE.TILDE) && window[next + 1] === BYTE.SPACE) next += 2;
  // <span>value, on the line below a name in highlighted YAML
  if (isLineEnd(window[at]) && window[next] === BYTE.LESS) return tagOfTextOpens(window, next);
  if (isLineEnd(window[at]) && window[next] === BYTE.ESCAPE) return true;
  if (isQuote(window[next])) next++;
  if (window[next] === BYTE.A && window[next + 7] === BYTE.COLON) next += ANDROID.length;
  const first = window[next];
  // ParameterValue and "Type": "SecureString" of Amazon's programs
  if (first === BYTE.CAPITAL_P || first === BYTE.CAPITAL_T)
    return window[next + 1] === BYTE.A || window[next + 1] === BYTE.Y;
  return isLetter(first, BYTE.V) && window[next + 1] === BYTE.A;
}
const ANDROID = 'android:';

/** `is "`, and `is ` or `is: ` before a word with a digit. */
function isFollows(window: Uint8Array, at: number): boolean {
  if (window[at + 1] !== BYTE.S) return false;
  const next = window[at + 2] === BYTE.COLON ? at + 3 : at + 2;
  if (window[next] !== BYTE.SPACE) return false;
  return isQuote(window[next + 1]) || hasDigit(window, next + 1);
}

/** `set to value`, `was changed to value`, `has been reset to value`. */
function setToFollows(window: Uint8Array, at: number): boolean {
  for (let next = at + 4; next < at + MAX_SET_TO_BYTES; next++)
    if (window[next] === BYTE.SPACE && window[next - 1] === BYTE.O && window[next - 2] === BYTE.T)
      return hasDigit(window, next + 1);
  return false;
}
/** `has been changed to `. */
const MAX_SET_TO_BYTES = 20;

/** `value</`, also with blanks before that; not beginning with the `\n` of an element inside a string of a program. */
export function elementFollows(window: Uint8Array, at: number): boolean {
  if (window[at] === BYTE.BACKSLASH) return false;
  if (window[at] === BYTE.LESS) return window[at + 1] === BYTE.BANG;
  let next = at;
  const limit = at + MAX_ELEMENT_BYTES;
  while (next < limit && ELEMENT_ENDS[window[next] ?? 0] !== 1) next++;
  if (next < at + 4) return false;
  next = skipSpace(window, next, 40);
  return window[next] === BYTE.LESS && window[next + 1] === BYTE.SLASH;
}
/** As in its pattern. */
const MAX_ELEMENT_BYTES = MAX_LONG_BYTES + 1;
const ELEMENT_ENDS = membersOf(/[<>\s\x00-\x20]/);
