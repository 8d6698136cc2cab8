/** A look at the bytes around the name of a column, for rules about tables. */
import { membersOf } from '../../../bytes/members.ts';
import type { Rule } from '../rule.ts';
import { BYTE, isBlank, isLineEnd, isOfName } from './setting-bytes.ts';
import { MAX_HEADER_BYTES } from './table-rows.ts';

/** Characters of names of columns and of their separators. */
const OF_HEADER = membersOf(/[\w ,;|"'./()#*\r\t\x80-\xff-]/);

/** Whether the line of the anchor has only names from there on, and is followed by another line; or its cell of HTML ends. */
function isOfHeader(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === BYTE.GREATER) return true;
  if (bytes[at] === BYTE.SPACE && !isApart(bytes, at)) return false;
  const end = Math.min(bytes.length - 1, at + MAX_HEADER_BYTES);
  // An anchor may begin or end with a line end.
  for (let index = at; index < end; index++) {
    const byte = bytes[index]!;
    if (byte === BYTE.LINE_FEED) return true;
    if (OF_HEADER[byte] === 0) return false;
  }
  return false;
}

/** Whether the name after the blank at `at` is a column: two blanks, a line end or the line of a box is next to it. */
function isApart(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1];
  if (isBlank(before) || before === BYTE.BAR || (before !== undefined && before >= 0x80)) return true;
  let end = at + 1;
  while (isOfName(bytes[end])) end++;
  return isLineEnd(bytes[end]) || isBlank(bytes[end + 1]);
}

/** What rules about a column have in common: they look from the name of the column at the rows below. */
export const TABLE_RULE = {
  provider: 'Table',
  isFallback: true,
  glance: isOfHeader,
  maxMatchBytes: 32,
  contextBytes: 4000,
  edges: {},
  judgesPlaceholders: true,
} satisfies Partial<Rule>;
