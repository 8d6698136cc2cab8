/** Part of setting-glance.ts: what may follow a sign in place of the value or its quote. */
import { membersOf } from '../../../bytes/members.ts';
import { BYTE, isBlank, isDigit, isLetter, isLineEnd, isQuote, skipBlanks, skipSpace } from './setting-bytes.ts';
import {
  argumentFollows,
  callFollows,
  environmentFollows,
  fallbackFollows,
  markFollows,
  otherStringFollows,
} from './setting-glance-code.ts';
import {
  computedStringFollows,
  stringTypeFollows,
  typeAndLiteralFollow,
  visibilityFollows,
} from './setting-glance-types.ts';
import { MAX_LONG_BYTES } from './setting-pieces.ts';

/** Whether the bytes at `at`, after a sign and blanks, may lead to a value. */
export function wrapFollows(window: Uint8Array, at: number): boolean {
  const first = window[at] ?? 0;
  const second = window[at + 1];
  if (isQuote(first)) return quotesFollow(window, at);
  switch (first) {
    case BYTE.ESCAPE: // a colour
    case BYTE.AMPERSAND: // &anchor value of YAML, &str = "value"
    case BYTE.DASH: // ${NAME:-value}
      return true;
    case BYTE.OPEN_PARENTHESIS: // ("value"), () => "value", (string) (len=5) "value"
      if (second === BYTE.CLOSE_PARENTHESIS) return arrowFollows(window, at + 2);
      if (second === BYTE.S && window[at + 2] === BYTE.T) return true;
      return argumentFollows(window, at + 1);
    case BYTE.OPEN_BRACE: // {"value"}, { "value": "value" }, {+value+} of a diff
      return second === BYTE.PLUS || memberFollows(window, at + 1);
    case BYTE.OPEN_BRACKET: // ["value"], []byte("value"), [[value]], [value], [-other-]{+value+}
      if (second === BYTE.OPEN_BRACKET || second === BYTE.DASH || argumentFollows(window, at + 1)) return true;
      return callFollows(window, at) || bracketCloses(window, at + 1);
    case BYTE.LESS: // <<EOT, <<"value">>, <code>value, </span><span>value
      return second === BYTE.LESS || TAG_BEGINS[second ?? 0] === 1;
    case BYTE.BAR: // | of YAML, and the value on the next line
    case BYTE.GREATER:
      return second === BYTE.DASH || second === BYTE.PLUS || isBlank(second);
    case BYTE.BACKSLASH: // \ at the end of a line
      return isLineEnd(window[skipBlanks(window, at + 1)]);
    case BYTE.BANG: // !!str value of YAML, !isOther ? "other" : "value"
      return second === BYTE.BANG || fallbackFollows(window, at + 1);
    case BYTE.PERCENT: // %q(value)
      return isLetter(second, BYTE.Q);
    case BYTE.DOLLAR: // ${1:-value}, $_ENV["NAME"] ?? "value", $"value", $other ?: "value"
      if (second === BYTE.OPEN_BRACE) return standInFollows(window, at + 2);
      if (environmentFollows(window, at) || markFollows(window, at)) return true;
      return fallbackFollows(window, at);
    case BYTE.AT: // @"value", @' of PowerShell
    case BYTE.HASH: // #"value"#
      return markFollows(window, at);
  }
  return isBlank(first) ? nextLineFollows(window, at) : wordFollows(window, at, first);
}

/** Not the keyword of a statement on the next line: `return`, `break;`. */
function nextLineFollows(window: Uint8Array, at: number): boolean {
  const start = skipSpace(window, at, 82);
  let next = start;
  while (SMALL_LETTER[window[next] ?? 0] === 1) next++;
  return next === start || (window[next] !== BYTE.SPACE && window[next] !== BYTE.SEMICOLON);
}
const SMALL_LETTER = membersOf(/[a-z]/);

/** The same for a colon alone. */
export function colonWrapFollows(window: Uint8Array, at: number): boolean {
  return (
    markupFollows(window, at) ||
    typeAndLiteralFollow(window, at) ||
    visibilityFollows(window, at) ||
    computedStringFollows(window, at)
  );
}

/** The same for letters, digits and underscores. */
function wordFollows(window: Uint8Array, at: number, first: number): boolean {
  const second = window[at + 1];
  // 0x55d0e8 "value"
  if (first === BYTE.ZERO && second === BYTE.X) return true;
  // b\"value\"
  if (second === BYTE.BACKSLASH && (isLetter(first, BYTE.B) || isLetter(first, BYTE.U))) return true;
  // Some("value"), string(5) "value", string = "value"
  if (isLetter(first, BYTE.S) && (bracketIsNear(window, at) || stringTypeFollows(window, at))) return true;
  // q{value}, qQ(value)
  if (isLetter(first, BYTE.Q) && BRACKETS[window[isLetter(second, BYTE.Q) ? at + 2 : at + 1] ?? 0] === 1) return true;
  if (environmentFollows(window, at) || markFollows(window, at) || callFollows(window, at)) return true;
  return fallbackFollows(window, at);
}

/** After a word of four or six letters. */
function bracketIsNear(window: Uint8Array, at: number): boolean {
  return window[at + 4] === BYTE.OPEN_PARENTHESIS || window[at + 6] === BYTE.OPEN_PARENTHESIS;
}
/** Around strings of Perl and Ruby. */
const BRACKETS = membersOf(/[{([|]/);

/** A quote that does not open the value: `"""value"""`, `''value''` of Nix, `"{{`, `"${`, `"other" if isOther else "value"`. */
function quotesFollow(window: Uint8Array, at: number): boolean {
  const [first, second] = [window[at], window[at + 1]];
  if (second === first) {
    if (window[at + 2] === first || OF_WORD[window[skipSpace(window, at + 2, 40)] ?? 0] === 1) return true;
  } else if (isOfDiff(second, window[at + 2])) return true;
  else if (window[at + 2] === BYTE.OPEN_BRACE && (second === BYTE.OPEN_BRACE || second === BYTE.DOLLAR)) return true;
  return otherStringFollows(window, at) || stringTypeFollows(window, at);
}

/** `{+`, `[-`. */
function isOfDiff(first: number | undefined, second: number | undefined): boolean {
  return (first === BYTE.OPEN_BRACE && second === BYTE.PLUS) || (first === BYTE.OPEN_BRACKET && second === BYTE.DASH);
}

/** `1:-value`, `OTHER:=value`, after `${`. */
function standInFollows(window: Uint8Array, at: number): boolean {
  let next = at;
  while (next < at + 40 && OF_MEMBER[window[next] ?? 0] === 1) next++;
  if (window[next] === BYTE.COLON) next++;
  return next > at && (window[next] === BYTE.DASH || window[next] === BYTE.EQUALS);
}

/** ` => "value"`, after `()`. */
function arrowFollows(window: Uint8Array, at: number): boolean {
  const arrow = skipBlanks(window, at);
  if (window[arrow] !== BYTE.EQUALS || window[arrow + 1] !== BYTE.GREATER) return false;
  return isQuote(window[skipBlanks(window, arrow + 2)]);
}

/** After blanks and line ends: the quote of a value or of a name, or a name without quotes that has text as its value, or a word and a comma. */
function memberFollows(window: Uint8Array, at: number): boolean {
  const start = skipSpace(window, at, 40);
  if (isQuote(window[start])) return true;
  const sign = skipBlanks(window, skipMember(window, start));
  if (sign === start || window[sign] !== BYTE.COLON) return false;
  const value = skipBlanks(window, sign + 1);
  return isQuote(window[value]) || window[skipMember(window, value)] === BYTE.COMMA;
}

function skipMember(window: Uint8Array, at: number): number {
  let end = at;
  while (end < at + MAX_MEMBER_BYTES && OF_MEMBER[window[end] ?? 0] === 1) end++;
  return end;
}
/** As in MEMBERS of setting-wraps.ts. */
const MAX_MEMBER_BYTES = 16;
const OF_MEMBER = membersOf(/\w/);

/** `value]`, with a digit. */
function bracketCloses(window: Uint8Array, at: number): boolean {
  let hasDigit = false;
  let next = at;
  for (; next < at + MAX_BRACKET_BYTES && OF_WORD[window[next] ?? 0] === 1; next++) hasDigit ||= isDigit(window[next]);
  return hasDigit && window[next] === BYTE.CLOSE_BRACKET;
}
/** As in its pattern. */
const MAX_BRACKET_BYTES = MAX_LONG_BYTES + 1;
/** Characters of a value without quotes. */
const OF_WORD = membersOf(/[^\s"'`,;<>(){}[\]\\|&\x00-\x20\x7f]/);

/** `**name:** value`, `name:</td><td>value`. */
function markupFollows(window: Uint8Array, at: number): boolean {
  const [first, second] = [window[at], window[at + 1]];
  return (first === BYTE.STAR && second === BYTE.STAR) || (first === BYTE.LESS && second === BYTE.SLASH);
}
/** First letters of tags around a shown value: `<code>`, `<b>`, `</span>`. */
const TAG_BEGINS = membersOf(/[abcefikstBF/]/);
