/** Part of setting-glance.ts: what stands before a name. `within` is the word in the name. */
import { membersOf } from '../../../bytes/members.ts';
import { BYTE, isLineEnd, isQuote, nameStart } from './setting-bytes.ts';

/** `--name`. */
export function isLongOption(window: Uint8Array, within: number): boolean {
  const start = nameStart(window, within);
  for (let next = start; next < within; next++)
    if (window[next] === BYTE.DASH && window[next + 1] === BYTE.DASH) return true;
  return false;
}

/** `<name`, `<wsse:name`: a tag, whose attributes may follow. */
export function isOfTag(window: Uint8Array, within: number): boolean {
  const before = window[nameStart(window, within) - 1];
  return before === BYTE.LESS || before === BYTE.COLON;
}

/** `name="name"`, `env:"NAME"` of Go: the value of an attribute. */
export function isOfAttribute(window: Uint8Array, within: number): boolean {
  const start = nameStart(window, within);
  return isQuote(window[start - 1]) && (window[start - 2] === BYTE.EQUALS || window[start - 2] === BYTE.COLON);
}

/** `"name": "name"`, `"name": "/app/name"`, `key: name`, `name | name`, whose own value stands before or after it: `"value": "…", "name": "name"`. */
export function isValueOfName(window: Uint8Array, within: number): boolean {
  let at = nameStart(window, within) - 1;
  // Names of folders: `/app/name`
  for (let left = MAX_FOLDERS; left > 0 && window[at] === BYTE.SLASH; left--) at = nameStart(window, at) - 1;
  at = beforeBlanks(window, isQuote(window[at]) ? at - 1 : at);
  if (window[at] !== BYTE.COLON && window[at] !== BYTE.EQUALS && window[at] !== BYTE.BAR) return false;
  at = beforeBlanks(window, at - 1, MAX_PADDING_BYTES);
  if (isQuote(window[at])) at--;
  const [middle, last] = [window[at - 1], window[at]];
  return (middle === BYTE.M && last === BYTE.E) || (middle === BYTE.E && last === BYTE.Y);
}

const MAX_FOLDERS = 9;
/** Names of columns may be aligned in front of their values. */
const MAX_PADDING_BYTES = 16;

function beforeBlanks(window: Uint8Array, at: number, most = 4): number {
  let next = at;
  while (next > at - most && (window[next] === BYTE.SPACE || window[next] === BYTE.TAB)) next--;
  return next;
}

/** `:name` of Ruby. */
export function isSymbol(window: Uint8Array, within: number): boolean {
  return window[nameStart(window, within) - 1] === BYTE.COLON;
}

/** `{name,`, of Erlang; `strcpy(name,` and `strcpy(config->name,`. */
export function isInTuple(window: Uint8Array, within: number): boolean {
  const before = window[nameStart(window, within) - 1];
  return before === BYTE.OPEN_BRACE || before === BYTE.OPEN_PARENTHESIS || before === BYTE.GREATER;
}

/** A cell of a row of Markdown or psql. */
export function mayBeCell(window: Uint8Array, within: number): boolean {
  const before = window[nameStart(window, within) - 1];
  return before === undefined || BEFORE_CELL[before] === 1;
}

const BEFORE_CELL = membersOf(/[\0*`|\s]/);

/** At the beginning of its line. */
export function beginsLine(window: Uint8Array, within: number): boolean {
  const before = window[nameStart(window, within) - 1];
  return before === undefined || isLineEnd(before);
}
