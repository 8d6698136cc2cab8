/** Whether a value may follow in one of the ways of setting-wraps.ts: its patterns restated in bytes, and less exactly. */
import { membersOf } from '../../../bytes/members.ts';
import { BYTE, behindBlanks, behindSpace, isBlank, isOfName, isQuote, nameStart, SMALL } from './setting-bytes.ts';

/** Characters of calls and the like: `String::from`, `[]byte`, `std::string`. */
const OF_CALL = membersOf(/[A-Za-z0-9_.:[\] ]/);
/** First and last characters of their names. */
const CALL_BEGINS = membersOf(/[[sSnBZFb_THgmpJQOaft]/);
const CALL_ENDS = membersOf(/[egrmwdsyFThtlbo8]/);
const MAX_CALL_BYTES = 24;
/** Characters of types in declarations. */
const OF_TYPE = membersOf(/[\w.<>[\]|;&'* ?]/);
const MAX_TYPE_BYTES = 52;
const MARKS = membersOf(/[$@#]/);
const LETTERS = membersOf(/[A-Za-z]/);

/** After a sign and blanks. */
export function wrapFollows(window: Uint8Array, at: number): boolean {
  const first = window[at] ?? 0;
  if (isQuote(first)) return window[at + 1] === first && window[at + 2] === first;
  switch (first) {
    case BYTE.OPEN_PARENTHESIS:
      return callFollows(window, at);
    case BYTE.OPEN_BRACE:
    case BYTE.LINE_FEED:
    case BYTE.CARRIAGE_RETURN:
      return beginsBelow(window, at + 1);
    case BYTE.OPEN_BRACKET: // ["value"], []byte("value")
      return literalFollows(window, at + 1) || callFollows(window, at);
    case BYTE.BAR:
    case BYTE.GREATER:
      return window[at + 1] === BYTE.DASH || isBlank(window[at + 1]) || window[at + 1] === BYTE.PLUS;
    case BYTE.AMPERSAND:
      return true;
    case BYTE.BANG:
      return window[at + 1] === BYTE.BANG;
    case BYTE.DASH: // <-
      return true;
  }
  if (LETTERS[first] !== 1 && MARKS[first] !== 1 && first !== BYTE.UNDERSCORE) return false;
  return environmentFollows(window, at) || markFollows(window, at) || callFollows(window, at);
}

/** `process.env`, `import.meta.env`, `Deno.env`, `os.environ`, `ENV[`, `env(`, `$_ENV`: reads of environment variables. */
function environmentFollows(window: Uint8Array, at: number): boolean {
  const second = window[at + 1]!;
  switch (window[at]!) {
    case BYTE.P:
      return second === BYTE.R && window[at + 7] === BYTE.DOT && window[at + 8] === BYTE.E;
    case BYTE.I:
      return window[at + 6] === BYTE.DOT && window[at + 7] === BYTE.M;
    case BYTE.CAPITAL_D:
      return window[at + 4] === BYTE.DOT;
    case BYTE.O:
      return second === BYTE.S && window[at + 2] === BYTE.DOT;
    case BYTE.E:
      return second === BYTE.N && window[at + 2] === BYTE.V;
    case BYTE.CAPITAL_E:
      return (second | SMALL) === BYTE.N && (window[at + 2]! | SMALL) === BYTE.V;
    case BYTE.DOLLAR:
      return second === BYTE.UNDERSCORE;
  }
  return false;
}

/** After blanks and line ends: the quote of a value, its mark, the dash of a list, or the first of the names before it. */
function beginsBelow(window: Uint8Array, at: number): boolean {
  const next = behindSpace(window, at, 80);
  const first = window[next] ?? 0;
  return isQuote(first) || LETTERS[first] === 1 || MARKS[first] === 1 || first === BYTE.DASH;
}

/** After blanks and line ends: a quote, also with its mark, or `default=`. */
function literalFollows(window: Uint8Array, at: number): boolean {
  const next = behindSpace(window, at, 40);
  return markFollows(window, next) || (window[next] === BYTE.D && window[next + 1] === BYTE.E);
}

/** `b"`, `rb'`, `$@"`, `r#"`. */
function markFollows(window: Uint8Array, at: number): boolean {
  for (let next = at; next < at + 6; next++) {
    if (isQuote(window[next])) return true;
    if (LETTERS[window[next] ?? 0] !== 1 && MARKS[window[next] ?? 0] !== 1) return false;
  }
  return false;
}

function callFollows(window: Uint8Array, at: number): boolean {
  if (window[at] === BYTE.OPEN_PARENTHESIS) return literalFollows(window, at + 1);
  if (CALL_BEGINS[window[at] ?? 0] !== 1) return false;
  let next = at;
  while (OF_CALL[window[next] ?? 0] === 1 && next < at + MAX_CALL_BYTES) next++;
  return (
    window[next] === BYTE.OPEN_PARENTHESIS && CALL_ENDS[window[next - 1] ?? 0] === 1 && literalFollows(window, next + 1)
  );
}

/** After a colon: a type, its `=`, and the quote. */
export function typeEnds(window: Uint8Array, at: number): boolean {
  let next = at;
  while (OF_TYPE[window[next] ?? 0] === 1 && next < at + MAX_TYPE_BYTES) next++;
  if (window[next] === BYTE.COLON) next++;
  return window[next] === BYTE.EQUALS && valueBegins(window, next + 1);
}

function valueBegins(window: Uint8Array, at: number): boolean {
  const next = behindBlanks(window, at);
  return isQuote(window[next]) || markFollows(window, next) || callFollows(window, next);
}

/** `[] =`, `[65] PROGMEM =`. */
export function arrayFollows(window: Uint8Array, at: number): boolean {
  let next = at + 1;
  while (window[next] !== BYTE.CLOSE_BRACKET && next < at + 34) next++;
  if (window[next] !== BYTE.CLOSE_BRACKET) return false;
  const behind = behindBlanks(window, next + 1);
  return window[behind] === BYTE.EQUALS || window[behind] === BYTE.CAPITAL_P;
}

/** `default="value"` or `defaultValue: "value"` somewhere after a comma. */
export function keywordFollows(window: Uint8Array, at: number): boolean {
  const start = behindSpace(window, at, 40);
  let next = start;
  while (isOfName(window[next]) && next < start + 16) next++;
  const sign = window[behindBlanks(window, next)];
  return next > start && (sign === BYTE.EQUALS || sign === BYTE.COLON);
}

/** Whether the name is that of a tag, which attributes may follow. */
export function isOfTag(window: Uint8Array, within: number): boolean {
  const before = window[nameStart(window, within) - 1];
  return before === BYTE.LESS || before === BYTE.COLON;
}

/** Whether the name is the value of an attribute: `name="name"`, `env:"NAME"` of Go. */
export function isOfAttribute(window: Uint8Array, within: number): boolean {
  const start = nameStart(window, within);
  return isQuote(window[start - 1]) && (window[start - 2] === BYTE.EQUALS || window[start - 2] === BYTE.COLON);
}

/** Whether it is the value of `name` or `key`, with its own value before or after it: `"value": "…", "name": "name"`. */
export function isBehindValue(window: Uint8Array, within: number): boolean {
  let at = nameStart(window, within) - 1;
  at = beforeBlanks(window, isQuote(window[at]) ? at - 1 : at);
  if (window[at] !== BYTE.COLON && window[at] !== BYTE.EQUALS) return false;
  at = beforeBlanks(window, at - 1);
  if (isQuote(window[at])) at--;
  const [middle, last] = [window[at - 1], window[at]];
  return (middle === BYTE.M && last === BYTE.E) || (middle === BYTE.E && last === BYTE.Y);
}

function beforeBlanks(window: Uint8Array, at: number): number {
  let next = at;
  while (next > at - 4 && (window[next] === BYTE.SPACE || window[next] === BYTE.TAB)) next--;
  return next;
}

/** The first cell of a row with bars between its cells, followed by another one. */
export function cellFollows(window: Uint8Array, within: number, at: number): boolean {
  const before = window[nameStart(window, within) - 1];
  if (!isBlank(window[at + 1])) return false;
  return before === undefined || before === 0 || before === BYTE.STAR || before === BYTE.BACKTICK || isBlank(before);
}

/** `:name` of Ruby. */
export function isSymbol(window: Uint8Array, within: number): boolean {
  return window[nameStart(window, within) - 1] === BYTE.COLON;
}

/** ` As String`, ` or "value"`, ` to "value"`. */
export function wordFollows(window: Uint8Array, at: number): boolean {
  const [first, second] = [(window[at] ?? 0) | SMALL, window[at + 1]];
  if (first === BYTE.A) return second === BYTE.S && isBlank(window[at + 2]);
  if (first === BYTE.O) return second === BYTE.R && valueBegins(window, at + 2);
  return first === BYTE.T && second === BYTE.O && valueBegins(window, at + 2);
}
