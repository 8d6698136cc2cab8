/**
 * The separator between two rows of numbers in source: a comment behind the row (Wireshark's C arrays, iasl), and on the next line an
 * offset in a comment, or a repeated assembler directive (`.byte` of GNU as, `db` of NASM, `DC.B` of Motorola, `DATA` of BASIC).
 */

const [TAB, LF, SPACE, STAR, SLASH, SEMICOLON] = [0x09, 0x0a, 0x20, 0x2a, 0x2f, 0x3b];
/** A comment that shows the characters of a row, or its offset. */
const MAX_COMMENT = 160;
/** One behind a row, and one before the next. */
const MAX_COMMENTS = 2;
const MAX_BLANKS = 64;
/** In lower case, by their first letter. */
const DIRECTIVES = [
  '.byte',
  '.db',
  'db',
  'dc.b',
  'defb',
  'fcb',
  '.word',
  '.hword',
  '.long',
  '.int',
  '.quad',
  '.4byte',
  '.8byte',
  'dw',
  'dd',
  'dq',
  'data',
].map((word) => Buffer.from(word));

/** Longer than any separator of two rows, with a number on each side. */
export const MAX_ROW_BREAK_BYTES = 1024;

export interface RowBreak {
  /** Where the next row's first number may begin; -1 where something else follows; the end of the bytes where they are cut off. */
  readonly next: number;
  /** With a directive before each row, no comma separates them. */
  readonly hasDirective: boolean;
}

/** @param at behind the last number of a row and its comma, if no number follows */
export function afterRow(bytes: Uint8Array, at: number): RowBreak {
  const row = afterComments(bytes, at);
  const next = row.hadEnd && row.end < bytes.length ? afterDirective(bytes, row.end) : row.end;
  return { next, hasDirective: next > row.end };
}

/**
 * Where the separator of two lines ends, and whether it contains a line end; -1 where there is none, or a comment that does not end soon.
 */
function afterComments(bytes: Uint8Array, at: number): { readonly end: number; readonly hadEnd: boolean } {
  let position = at;
  let hadEnd = false;
  for (let comments = 0; ; comments++) {
    const start = position;
    while (position < bytes.length && position - start <= MAX_BLANKS && isBlank(bytes[position]!))
      if (bytes[position++] === LF) hadEnd = true;
    if (position === bytes.length || comments === MAX_COMMENTS) break;
    const end = afterComment(bytes, position);
    if (end === position) break;
    if (end < 0) return { end, hadEnd: false };
    position = end;
    if (bytes[end - 1] === LF) hadEnd = true;
  }
  return { end: position === at && position < bytes.length ? -1 : position, hadEnd };
}

function isBlank(byte: number): boolean {
  return byte === SPACE || (byte >= TAB && byte <= 0x0d);
}

/** Behind a block comment, or the end of a line with `//` or `;`; `at` where no comment begins, -1 where it does not end soon. */
function afterComment(bytes: Uint8Array, at: number): number {
  const isBlock = bytes[at] === SLASH && bytes[at + 1] === STAR;
  if (!isBlock && bytes[at] !== SEMICOLON && !(bytes[at] === SLASH && bytes[at + 1] === SLASH)) return at;
  const limit = at + MAX_COMMENT;
  for (let end = at + 1; end < limit; end++) {
    if (end >= bytes.length) return bytes.length;
    if (isBlock ? bytes[end] === SLASH && bytes[end - 1] === STAR && end > at + 2 : bytes[end] === LF) return end + 1;
  }
  return -1;
}

function afterDirective(bytes: Uint8Array, at: number): number {
  for (const word of DIRECTIVES) {
    let index = 0;
    while (index < word.length && (bytes[at + index]! | 0x20) === (word[index]! | 0x20)) index++;
    if (index < word.length || !isBlank(bytes[at + index] ?? SPACE)) continue;
    let end = at + index;
    while (end < bytes.length && (bytes[end] === SPACE || bytes[end] === TAB)) end++;
    return end;
  }
  return at;
}
