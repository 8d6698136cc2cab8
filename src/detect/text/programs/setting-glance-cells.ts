/** Part of setting-glance.ts: the cell after that of a name, in a row of a table as text (setting-cells.ts). */
import { membersOf } from '../../../bytes/members.ts';
import { BYTE, isBlank, isDigit, isLineEnd, skipBlanks } from './setting-bytes.ts';
import { MAX_LONG_BYTES } from './setting-pieces.ts';

/** The first byte of the lines of boxes, U+2502, U+2503 and U+2551 in UTF-8. */
export const BOX = 0xe2;
const BOX_BYTES = 3;
/** As in the patterns. */
const [MAX_PADDING_BYTES, MAX_PADDING_AFTER_BYTES] = [40, 160];
const MAX_CELL_BYTES = MAX_LONG_BYTES + 1;
const [MIN_SEPARATED_BYTES, MIN_COLUMN_BYTES] = [8, 12];

const CELL_ENDS = membersOf(/[\s|"'`()<>\x00-\x20]/);
const VALUE_ENDS = membersOf(/[\s"'`,;|<>(){}[\]\\\x00-\x20\x7f]/);

/** ` value` and the end of its cell or its line. */
export function cellFollows(window: Uint8Array, at: number): boolean {
  let start = skipBlanks(window, at, MAX_PADDING_BYTES);
  if (window[start] === BYTE.BACKTICK) start++;
  let next = start;
  while (next < start + MAX_CELL_BYTES && CELL_ENDS[window[next] ?? 0] !== 1) next++;
  if (next < start + 4) return false;
  if (window[next] === BYTE.BACKTICK) next++;
  const end = window[skipBlanks(window, next, MAX_PADDING_AFTER_BYTES)];
  return end === undefined || end === BYTE.BAR || isLineEnd(end);
}

/** `│ value`: four bytes and more up to a blank or the next line. */
export function boxedCellFollows(window: Uint8Array, at: number): boolean {
  if (!isBoxLine(window, at)) return false;
  const start = skipBlanks(window, at + BOX_BYTES, MAX_PADDING_BYTES);
  for (let next = start; next < start + 4; next++) {
    const byte = window[next] ?? 0;
    if (CELL_ENDS[byte] === 1 || byte >= 0x7f) return false;
  }
  return true;
}

function isBoxLine(window: Uint8Array, at: number): boolean {
  const [first, second, third] = [window[at], window[at + 1], window[at + 2]];
  if (first !== BOX) return false;
  return second === 0x94 ? third === 0x82 || third === 0x83 : second === 0x95 && third === 0x91;
}

/** `,value`, `;value`, `|value`, up to the next of the same or a blank. */
export function separatedCellFollows(window: Uint8Array, at: number): boolean {
  return valueFollows(window, at + 1, MIN_SEPARATED_BYTES, window[at]);
}

/** A tab or two blanks, and a value up to a blank. */
export function columnFollows(window: Uint8Array, nameEnd: number, at: number): boolean {
  if (window[nameEnd] === BYTE.TAB && valueFollows(window, nameEnd + 1, MIN_SEPARATED_BYTES, BYTE.TAB)) return true;
  return at > nameEnd + 1 && valueFollows(window, at, MIN_COLUMN_BYTES, BYTE.SPACE);
}

function valueFollows(window: Uint8Array, at: number, least: number, sign: number | undefined): boolean {
  let next = at;
  let hasDigit = false;
  for (; next < at + MAX_CELL_BYTES; next++) {
    const byte = window[next] ?? 0;
    if (VALUE_ENDS[byte] === 1) break;
    hasDigit ||= isDigit(byte);
  }
  if (!hasDigit || next < at + least) return false;
  const end = window[next];
  return end === undefined || end === sign || isBlank(end);
}
