/** Part of setting-glance.ts: types and accessors in declarations. */
import { membersOf } from '../../../bytes/members.ts';
import { BYTE, isBlank, isLetter, isOfName, isQuote, skipBlanks, skipSpace } from './setting-bytes.ts';
import { literalFollows } from './setting-glance-code.ts';

/** `string =`, `String? =`, `&str =`, `&'static str =`. */
export function stringTypeFollows(window: Uint8Array, at: number): boolean {
  if (STRING_TYPE_BEGINS[window[at] ?? 0] !== 1) return false;
  let next = window[at] === BYTE.AMPERSAND ? at + 1 : at;
  if (window[next] === BYTE.SINGLE_QUOTE) next += "'static ".length;
  if (!isLetter(window[next], BYTE.S) || window[next + 1] !== BYTE.T || window[next + 2] !== BYTE.R) return false;
  while (isOfName(window[next]) && next < at + 16) next++;
  if (window[next] === BYTE.QUESTION) next++;
  return window[skipBlanks(window, next)] === BYTE.EQUALS;
}
const STRING_TYPE_BEGINS = membersOf(/[&'sS]/);

/** `NVARCHAR(50)`, `VARCHAR2`, `char`, also after `constant`: types of SQL. */
export function sqlTypeFollows(window: Uint8Array, at: number): boolean {
  const isConstant = isLetter(window[at], BYTE.C) && isLetter(window[at + 1], BYTE.O);
  let next = isConstant ? at + 'constant '.length : at;
  if (isLetter(window[next], BYTE.N)) next++;
  if (isLetter(window[next], BYTE.V)) next += 'var'.length;
  return isLetter(window[next], BYTE.C) && isLetter(window[next + 1], BYTE.H);
}

/** Any type after a colon, its `=`, and a literal. */
export function typeAndLiteralFollow(window: Uint8Array, at: number): boolean {
  let next = at;
  while (OF_TYPE[window[next] ?? 0] === 1 && next < at + MAX_TYPE_BYTES) next++;
  if (window[next] === BYTE.COLON) next++;
  return window[next] === BYTE.EQUALS && literalFollows(window, next + 1);
}
const OF_TYPE = membersOf(/[\w.<>[\]|;&'* ?]/);
const MAX_TYPE_BYTES = 52;

/** `[] =`, `[65] PROGMEM =`. */
export function arrayFollows(window: Uint8Array, at: number): boolean {
  let next = at + 1;
  while (OF_LENGTH[window[next] ?? 0] === 1 && next < at + 34) next++;
  if (window[next] !== BYTE.CLOSE_BRACKET) return false;
  const after = window[skipBlanks(window, next + 1)];
  return after === BYTE.EQUALS || after === BYTE.CAPITAL_P;
}

/** As in TYPED of setting-wraps.ts. */
const OF_LENGTH = membersOf(/[\w +*]/);

/** `() { return "value"`, `() = "value"`, `(self):` and `return "value"` below it; the parenthesis is at `at`. */
export function getterFollows(window: Uint8Array, at: number): boolean {
  const closing = window[at + 1] === BYTE.S ? at + '(self'.length : at + 1;
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

/** `by lazy {`, `get() =` of Kotlin. */
export function accessorFollows(window: Uint8Array, at: number): boolean {
  if (window[at] === BYTE.B) return window[at + 1] === BYTE.Y && isBlank(window[at + 2]);
  return window[at] === BYTE.G && window[at + 1] === BYTE.E && window[at + 3] === BYTE.OPEN_PARENTHESIS;
}

/** `String { "value"`, `String by lazy {`, `String`, and below it `get() = "value"`: after a colon. */
export function computedStringFollows(window: Uint8Array, at: number): boolean {
  if (window[at] !== BYTE.CAPITAL_S || window[at + 1] !== BYTE.T || window[at + 2] !== BYTE.R) return false;
  const end = at + 'String'.length;
  let next = skipSpace(window, end, 41);
  const isOptional = window[next] === BYTE.QUESTION || window[next] === BYTE.BANG;
  if (isOptional && next === end) next = skipSpace(window, next + 1, 40);
  return window[next] === BYTE.OPEN_BRACE || accessorFollows(window, next);
}

/** `protected] =>`, `"Config":private]=>`, of PHP: directly after a colon. */
export function visibilityFollows(window: Uint8Array, at: number): boolean {
  let next = at;
  while (OF_VISIBILITY[window[next] ?? 0] === 1 && next < at + MAX_VISIBILITY_BYTES) next++;
  if (window[next] !== BYTE.CLOSE_BRACKET) return false;
  return window[skipBlanks(window, next + 1)] === BYTE.EQUALS;
}
const OF_VISIBILITY = membersOf(/[\w\\:"']/);
const MAX_VISIBILITY_BYTES = 92;
