/** The separator between two lines of digits that were one row before somebody wrapped them. */

import { membersOf } from '../../bytes/members.ts';

const LF = 0x0a;
const CR = 0x0d;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const SPACE = 0x20;
const TAB = 0x09;
/** With more indentation than any program writes. */
export const MAX_GLUE_BYTES = 256;

/** After a line end: indentation, and markers of comments and quotations. */
const INDENTATION = membersOf(/[ \t#*>;|]/);
/** What may directly follow the last digit. */
const BEGINNING = membersOf(/[ \t\r\n\\]/);

/**
 * A line end with blanks around it: plain, escaped as in JSON (`\n`, in JSON in JSON `\\n` …), or after a backslash.
 * @param at behind the last digit of a line
 * @returns where the next line begins; -1 when there is no line end here
 */
export function afterLineGlue(bytes: Uint8Array, at: number): number {
  if (at >= bytes.length || BEGINNING[bytes[at]!] === 0) return -1;
  const limit = Math.min(bytes.length, at + MAX_GLUE_BYTES);
  let isLineEnd = false;
  let position = at;
  for (; position < limit; position++) {
    const byte = bytes[position]!;
    if (byte === LF || byte === CR) isLineEnd = true;
    else if (byte === BACKSLASH) {
      const end = afterEscapedLineEnd(bytes, position);
      if (end < 0) return -1;
      isLineEnd = true;
      position = end - 1;
    } else if (byte === SLASH && bytes[position + 1] === SLASH && bytes[position + 2] === SPACE && isLineEnd)
      position += 2;
    else if (isLineEnd ? INDENTATION[byte] === 0 : byte !== SPACE && byte !== TAB) break;
  }
  return isLineEnd ? position : -1;
}

/** Behind one to eight backslashes followed by `n`, `r` or a line end; -1 when there is anything else. */
function afterEscapedLineEnd(bytes: Uint8Array, at: number): number {
  let position = at;
  while (position - at < 8 && bytes[position] === BACKSLASH) position++;
  const byte = bytes[position];
  return byte === 0x6e || byte === 0x72 || byte === LF || byte === CR ? position + 1 : -1;
}

/** Longer than most separators of two lines. */
const MAX_CUT = 64;

/** The end of a run; or the end of the bytes when they cut off within a line separator, so that the run may continue. */
export function endOfLines(bytes: Uint8Array, end: number): number {
  if (bytes.length - end > MAX_CUT) return end;
  for (let at = end; at < bytes.length; at++)
    if (BEGINNING[bytes[at]!] === 0 && INDENTATION[bytes[at]!] === 0) return end;
  return bytes.length;
}
