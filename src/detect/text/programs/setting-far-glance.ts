/** Whether a value may follow in one of the ways of setting-code.ts and setting-shown.ts: restated in bytes, and less exactly. */
import { membersOf } from '../../../bytes/members.ts';
import { BYTE, behindBlanks, behindSpace, isBlank, isDigit, isQuote, SMALL } from './setting-bytes.ts';
import { MAX_LONG_BYTES } from './setting-pieces.ts';

/** Characters of a value without quotes. */
const OF_WORD = membersOf(/[^\s"'`,;<>(){}[\]\\|&\x00-\x20\x7f]/);
/** First letters of the tags around a shown value: `<code>`, `<b>`. */
const OF_TAG = membersOf(/[bcskt]/);
/** Brackets around strings of Perl and Ruby: `q{`, `%Q(`. */
const BRACKETS = membersOf(/[{([|]/);
/** Characters of an expression before `||`: a variable, a call, an element. */
const OF_EXPRESSION = membersOf(/[\w$.?:()[\]{}"']/);
const EXPRESSION_BEGINS = membersOf(/[\w$]/);
const MAX_EXPRESSION_BYTES = 82;

/** After a sign and blanks. */
export function farFollows(window: Uint8Array, at: number): boolean {
  const first = window[at] ?? 0;
  const second = window[at + 1];
  switch (first) {
    case BYTE.ESCAPE:
      return true;
    case BYTE.OPEN_PARENTHESIS: // (string) (len=5) "value", () => "value"
      return (second === BYTE.S && window[at + 2] === BYTE.T) || second === BYTE.CLOSE_PARENTHESIS;
    case BYTE.OPEN_BRACKET: // [value], [[value]]
      return second === BYTE.OPEN_BRACKET || bracketCloses(window, at + 1);
    case BYTE.LESS: // <<EOT, <code>
      return second === BYTE.LESS || OF_TAG[second ?? 0] === 1;
    case BYTE.AT: // @' of PowerShell
      return isQuote(second) && endsLine(window, at + 2);
    case BYTE.BACKSLASH:
      return endsLine(window, at + 1);
    case BYTE.DOLLAR: // ${1:-value}
      return second === BYTE.OPEN_BRACE;
    case BYTE.PERCENT: // %q(value)
      return isQ(second);
  }
  if (isQuote(first))
    return isTemplate(window, at) || (second === first && beginsWord(window, at + 2)) || otherFollows(window, at);
  if (isQ(first) && BRACKETS[window[isQ(second) ? at + 2 : at + 1] ?? 0] === 1) return true;
  const begin = first === BYTE.BANG ? at + 1 : at;
  return EXPRESSION_BEGINS[window[begin] ?? 0] === 1 && fallbackFollows(window, begin);
}

function isQ(byte: number | undefined): boolean {
  return byte === BYTE.Q || byte === BYTE.CAPITAL_Q;
}

function endsLine(window: Uint8Array, at: number): boolean {
  const next = window[behindBlanks(window, at)];
  return next === BYTE.LINE_FEED || next === BYTE.CARRIAGE_RETURN;
}

/** `"{{`, `"${`. */
function isTemplate(window: Uint8Array, at: number): boolean {
  if (window[at + 2] !== BYTE.OPEN_BRACE) return false;
  return window[at + 1] === BYTE.OPEN_BRACE || window[at + 1] === BYTE.DOLLAR;
}

/** `"other" if isOther else "value"`, `"other" -> "value"`. */
function otherFollows(window: Uint8Array, at: number): boolean {
  const limit = at + MAX_OTHER_BYTES;
  let next = at + 1;
  while (next < limit && window[next] !== window[at] && window[next] !== BYTE.LINE_FEED) next++;
  if (window[next] !== window[at] || !isBlank(window[next + 1])) return false;
  const sign = behindBlanks(window, next + 1);
  if (window[sign] === BYTE.DASH) return window[sign + 1] === BYTE.GREATER;
  return window[sign] === BYTE.I && window[sign + 1] === BYTE.F && isBlank(window[sign + 2]);
}
/** As in its pattern. */
const MAX_OTHER_BYTES = 82;

/** `''value''` of Nix; if the line continues otherwise, nothing is quoted. */
function beginsWord(window: Uint8Array, at: number): boolean {
  return OF_WORD[window[behindSpace(window, at, 40)] ?? 0] === 1;
}

/** `value]`, with a digit. */
function bracketCloses(window: Uint8Array, at: number): boolean {
  let hasDigit = false;
  let next = at;
  for (; next < at + MAX_BRACKET_BYTES && OF_WORD[window[next] ?? 0] === 1; next++) hasDigit ||= isDigit(window[next]);
  return hasDigit && window[next] === BYTE.CLOSE_BRACKET;
}
/** As in its pattern. */
const MAX_BRACKET_BYTES = MAX_LONG_BYTES + 1;

/**
 * ` || "`, ` or "`, ` ? "`, ` ? other : "`, `.orElse(`, `.unwrap_or(`, after the expressions that they replace: up to three in
 * succession.
 */
function fallbackFollows(window: Uint8Array, at: number, most = MOST_FALLBACKS): boolean {
  let next = at;
  for (; next < at + MAX_EXPRESSION_BYTES && OF_EXPRESSION[window[next] ?? 0] === 1; next++)
    if (window[next] === BYTE.DOT && isElse(window, next + 1)) return true;
  if (!isBlank(window[next])) return false;
  const sign = behindBlanks(window, next);
  if (OR[window[sign] ?? 0] !== 1) return false;
  const behind = behindBlanks(window, isBlank(window[sign + 1]) ? sign + 1 : sign + 2);
  if (isQuote(window[behind])) return true;
  return most > 1 && EXPRESSION_BEGINS[window[behind] ?? 0] === 1 && fallbackFollows(window, behind, most - 1);
}
const MOST_FALLBACKS = 3;
/** `||`, `??`, `?:`, `?`, `:`, `or`, `//`. */
const OR = membersOf(/[|?:o/]/);

const W = 'w'.charCodeAt(0);
/** `unwrap_or`, `orElse`, `getOrElse`. */
function isElse(window: Uint8Array, at: number): boolean {
  const [first, second, third, fourth] = [window[at], window[at + 1], window[at + 2], window[at + 3]];
  if (first === BYTE.U) return second === BYTE.N && third === W;
  if (first === BYTE.G) return third === BYTE.T && fourth === BYTE.CAPITAL_O;
  return first === BYTE.O && second === BYTE.R && third === BYTE.CAPITAL_E;
}

/** `() { return "value"`, `() = "value"`, `(self):` and `return "value"` below it; the parenthesis is at `at`. */
export function getterFollows(window: Uint8Array, at: number): boolean {
  const closing = window[at + 1] === BYTE.S ? at + 'self'.length + 1 : at + 1;
  if (window[closing] !== BYTE.CLOSE_PARENTHESIS) return false;
  let last = 0;
  for (let next = closing + 1; next < closing + MAX_GETTER_BYTES; next++) {
    const byte = window[next] ?? 0;
    if (isQuote(byte)) return last === BYTE.EQUALS || last === BYTE.GREATER || last === BYTE.N;
    if (byte === BYTE.SEMICOLON || byte === BYTE.COMMA || byte === 0) return false;
    if (!isBlank(byte)) last = byte;
  }
  return false;
}
const MAX_GETTER_BYTES = 96;

/** `protected] =>`, `"Config":private]=>`, of PHP: directly after a colon. */
export function visibilityFollows(window: Uint8Array, at: number): boolean {
  let next = at;
  while (OF_VISIBILITY[window[next] ?? 0] === 1 && next < at + MAX_VISIBILITY_BYTES) next++;
  if (window[next] !== BYTE.CLOSE_BRACKET) return false;
  return window[behindBlanks(window, next + 1)] === BYTE.EQUALS;
}
const OF_VISIBILITY = membersOf(/[\w\\:"']/);
const MAX_VISIBILITY_BYTES = 92;

/** `String { "value"`, `String by lazy {`, `String`, and below it `get() = "value"`: after a colon and blanks. */
export function computedFollows(window: Uint8Array, at: number): boolean {
  if (window[at] !== BYTE.CAPITAL_S || window[at + 1] !== BYTE.T || window[at + 2] !== BYTE.R) return false;
  const next = behindSpace(window, at + STRING_BYTES, 41);
  const sign = next < at + STRING_BYTES + 1 && isMark(window[next]) ? behindSpace(window, next + 1, 40) : next;
  return window[sign] === BYTE.OPEN_BRACE || lazyFollows(window, sign);
}
const STRING_BYTES = 'String'.length;

function isMark(byte: number | undefined): boolean {
  return byte === BYTE.QUESTION || byte === BYTE.BANG;
}

/** `by lazy {`, `get() =`. */
export function lazyFollows(window: Uint8Array, at: number): boolean {
  if (window[at] === BYTE.B) return window[at + 1] === BYTE.Y && isBlank(window[at + 2]);
  return window[at] === BYTE.G && window[at + 1] === BYTE.E && window[at + 3] === BYTE.OPEN_PARENTHESIS;
}

/** `NVARCHAR(50)`, `VARCHAR2`, `char`, also after `constant`: types of SQL. */
export function charactersFollow(window: Uint8Array, at: number): boolean {
  const isConstant = (window[at]! | SMALL) === C && (window[at + 1]! | SMALL) === BYTE.O;
  let next = isConstant ? at + 'constant '.length : at;
  if ((window[next]! | SMALL) === BYTE.N) next++;
  if ((window[next]! | SMALL) === BYTE.V) next += 'var'.length;
  return (window[next]! | SMALL) === C && (window[next + 1]! | SMALL) === H;
}
const [C, H] = ['c'.charCodeAt(0), 'h'.charCodeAt(0)];
