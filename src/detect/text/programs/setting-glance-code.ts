/** Part of setting-glance.ts: expressions of programming languages in which a value may stand. */
import { membersOf } from '../../../bytes/members.ts';
import { BYTE, isBlank, isLetter, isQuote, skipBlanks, skipSpace } from './setting-bytes.ts';

const LETTERS = membersOf(/[A-Za-z]/);
/** Before a quote, beside letters: `$@"` of C#, `r#"` of Rust. */
const MARKS = membersOf(/[$@#]/);

/** After blanks: `"value"`, `b"value"`, `String::from("value")`. */
export function literalFollows(window: Uint8Array, at: number): boolean {
  const next = skipBlanks(window, at);
  return isQuote(window[next]) || markFollows(window, next) || callFollows(window, next);
}

/** `"`, `b"`, `rb'`, `$@"`, `r#"`. */
export function markFollows(window: Uint8Array, at: number): boolean {
  for (let next = at; next < at + 6; next++) {
    if (isQuote(window[next])) return true;
    if (LETTERS[window[next] ?? 0] !== 1 && MARKS[window[next] ?? 0] !== 1) return false;
  }
  return false;
}

/** `String::from("`, `[]byte("`, `std::string("`, `("`. */
export function callFollows(window: Uint8Array, at: number): boolean {
  if (window[at] === BYTE.OPEN_PARENTHESIS) return argumentFollows(window, at + 1);
  if (CALL_BEGINS[window[at] ?? 0] !== 1) return false;
  let next = at;
  while (OF_CALL[window[next] ?? 0] === 1 && next < at + MAX_CALL_BYTES) next++;
  if (window[next] !== BYTE.OPEN_PARENTHESIS || CALL_ENDS[window[next - 1] ?? 0] !== 1) return false;
  return argumentFollows(window, next + 1);
}
const OF_CALL = membersOf(/[A-Za-z0-9_.:[\] ]/);
/** First and last characters of the calls in setting-wraps.ts. */
const CALL_BEGINS = membersOf(/[[sSnBZFb_THgmpJQOaftuhCE]/);
const CALL_ENDS = membersOf(/[egrmwdsyFThtlbox48]/);
const MAX_CALL_BYTES = 36;

/** `_ := hex.DecodeString("`, `err := hex.DecodeString("` of Go, after the name and a comma. */
export function resultAndCallFollow(window: Uint8Array, at: number): boolean {
  const second = skipBlanks(window, at);
  if (window[second] !== BYTE.UNDERSCORE && window[second] !== BYTE.E) return false;
  const sign = skipBlanks(window, window[second] === BYTE.E ? second + 3 : second + 1);
  if (window[sign] !== BYTE.COLON && window[sign] !== BYTE.EQUALS) return false;
  return callFollows(window, skipBlanks(window, window[sign] === BYTE.COLON ? sign + 2 : sign + 1));
}

/** After blanks and line ends: a quote, also with its mark, or `default=`. */
export function argumentFollows(window: Uint8Array, at: number): boolean {
  const next = skipSpace(window, at, 40);
  return markFollows(window, next) || (window[next] === BYTE.D && window[next + 1] === BYTE.E);
}

/** `process.env`, `import.meta.env`, `Deno.env`, `os.environ`, `ENV[`, `env(`, `$_ENV`: reads of environment variables. */
export function environmentFollows(window: Uint8Array, at: number): boolean {
  const second = window[at + 1];
  switch (window[at]) {
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
      return isLetter(second, BYTE.N) && isLetter(window[at + 2], BYTE.V);
    case BYTE.DOLLAR:
      return second === BYTE.UNDERSCORE;
  }
  return false;
}

/**
 * ` || "`, ` or "`, ` ? "`, ` ? other : "`, `.orElse(`, `.unwrap_or(`, after the expressions that they replace: up to three in
 * succession.
 */
export function fallbackFollows(window: Uint8Array, at: number, most = MAX_FALLBACKS): boolean {
  if (EXPRESSION_BEGINS[window[at] ?? 0] !== 1) return false;
  let next = at;
  for (; next < at + MAX_EXPRESSION_BYTES && OF_EXPRESSION[window[next] ?? 0] === 1; next++)
    if (window[next] === BYTE.DOT && isElse(window, next + 1)) return true;
  if (!isBlank(window[next])) return false;
  const operator = skipBlanks(window, next);
  if (OPERATOR_BEGINS[window[operator] ?? 0] !== 1) return false;
  const other = skipBlanks(window, isBlank(window[operator + 1]) ? operator + 1 : operator + 2);
  return isQuote(window[other]) || (most > 1 && fallbackFollows(window, other, most - 1));
}
const MAX_FALLBACKS = 3;
/** Characters of an expression: a variable, a call, an element. */
const OF_EXPRESSION = membersOf(/[\w$.?:()[\]{}"']/);
const EXPRESSION_BEGINS = membersOf(/[\w$]/);
const MAX_EXPRESSION_BYTES = 82;
/** `||`, `??`, `?:`, `?`, `:`, `or`, `//`. */
const OPERATOR_BEGINS = membersOf(/[|?:o/]/);

/** `unwrap_or`, `orElse`, `getOrElse`. */
function isElse(window: Uint8Array, at: number): boolean {
  const [first, second, third, fourth] = [window[at], window[at + 1], window[at + 2], window[at + 3]];
  if (first === BYTE.U) return second === BYTE.N && third === BYTE.W;
  if (first === BYTE.G) return third === BYTE.T && fourth === BYTE.CAPITAL_O;
  return first === BYTE.O && second === BYTE.R && third === BYTE.CAPITAL_E;
}

/** `"other" if isOther else "value"`, `"other" -> "value"`: another string stands before the value. */
export function otherStringFollows(window: Uint8Array, at: number): boolean {
  const limit = at + MAX_OTHER_BYTES;
  let next = at + 1;
  while (next < limit && window[next] !== window[at] && window[next] !== BYTE.LINE_FEED) next++;
  if (window[next] !== window[at] || !isBlank(window[next + 1])) return false;
  const operator = skipBlanks(window, next + 1);
  if (window[operator] === BYTE.DASH) return window[operator + 1] === BYTE.GREATER;
  return window[operator] === BYTE.I && window[operator + 1] === BYTE.F && isBlank(window[operator + 2]);
}
/** As in its pattern. */
const MAX_OTHER_BYTES = 82;
