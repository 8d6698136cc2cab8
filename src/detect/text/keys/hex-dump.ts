/**
 * Hex dumps in rows, each with the offset of its first byte, as xxd, hexdump -C, od -t x1, tcpdump, Wireshark and debuggers print
 * them, with or without a column of characters:
 *
 *     00000010: 3082 04a4 0201 0002 8201 0100 c3a1 1b2c  0..............,      xxd
 *     00000010  30 82 04 a4 02 01 00 02  82 01 01 00 c3 a1 1b 2c  |0…|       hexdump -C
 *     0000020 30 82 04 a4 02 01 00 02 82 01 01 00 c3 a1 1b 2c                od, in octal
 *     00000000`00a1f000  30 82 04 a4 02 01 00 02-82 01 01 00 c3 a1 1b 2c     WinDbg
 *
 * The difference of two offsets is the number of bytes in a row, so that characters after it which look like hex are ignored.
 * Refused: words in the byte order of a little-endian machine (hexdump without -C, od -t x4).
 */

import { latin1 } from '../../latin1.ts';
import { nibble } from './hex-digits.ts';
import type { SpelledBytes } from './spelled-bytes.ts';

const LINE_FEED = 0x0a;
const MAX_ROW_CHARACTERS = 320;
/** Bytes of the longest row: `xxd -c 64`. */
const MAX_ROW_BYTES = 64;

/** Possible text before the offset: an indent, a quote of a mail, a log's `|`. */
const OFFSET = /^[\s>|#*"']{0,24}(?:0[xX])?((?:[0-9A-Fa-f]{8}`)?[0-9A-Fa-f]{4,16}):?[\s|]{1,8}/;
const MAX_OFFSET_CHARACTERS = 64;
/** Of a group without a space in it. */
const MAX_GROUP_DIGITS = 16;

interface Row {
  readonly offset: string;
  readonly bytes: readonly number[];
  /** Offset in the window of each byte's first digit. */
  readonly starts: readonly number[];
  /** Where the next row begins. */
  readonly next: number;
}

interface Layout {
  /** Bytes per row. */
  readonly width: number;
  /** Base of the offsets. */
  readonly radix: number;
}

/**
 * @param at where a byte of a row begins
 * @param after most bytes to read from `at` on; the earlier bytes of its row and those of the row above are
 *   read too
 * @returns undefined if there is no row with an offset around `at`
 */
export function readDump(window: Uint8Array, at: number, after: number): SpelledBytes | undefined {
  const rowStart = lineStart(window, at);
  const row = rowStart === undefined ? undefined : readRow(window, rowStart);
  if (rowStart === undefined || row === undefined || !row.starts.includes(at)) return undefined;
  // A key takes more than one row, and one row alone does not show its width.
  const following = readRow(window, row.next);
  const layout = following && layoutOf(row, following);
  if (layout === undefined) return undefined;
  const { width } = layout;
  const bytes: number[] = [];
  const starts: number[] = [];
  const take = (each: Row): void => {
    bytes.push(...each.bytes.slice(0, width));
    starts.push(...each.starts.slice(0, width));
  };
  const aboveStart = rowStart === 0 ? undefined : lineStart(window, rowStart - 1);
  const above = aboveStart === undefined ? undefined : readRow(window, aboveStart);
  if (above !== undefined && follows(above, row, layout)) take(above);
  const index = bytes.length + row.starts.indexOf(at);
  take(row);
  let [last, next]: [Row, Row | undefined] = [row, following];
  while (next !== undefined && bytes.length - index < after && follows(last, next, layout)) {
    take(next);
    [last, next] = [next, readRow(window, next.next)];
  }
  return { bytes: Uint8Array.from(bytes), at: index, starts, ends: starts.map((start) => start + 2) };
}

function follows(upper: Row, lower: Row, { width, radix }: Layout): boolean {
  return upper.bytes.length >= width && offsetOf(lower.offset, radix) - offsetOf(upper.offset, radix) === width;
}

function lineStart(window: Uint8Array, at: number): number | undefined {
  const first = Math.max(0, at - MAX_ROW_CHARACTERS);
  let start = at;
  while (start > first && window[start - 1] !== LINE_FEED) start--;
  return start > first || first === 0 ? start : undefined;
}

function readRow(window: Uint8Array, start: number): Row | undefined {
  const lead = OFFSET.exec(latin1(window, start, start + MAX_OFFSET_CHARACTERS));
  if (lead === null) return undefined;
  const bytes: number[] = [];
  const starts: number[] = [];
  let position = start + lead[0].length;
  for (let widest = MAX_GROUP_DIGITS; bytes.length < MAX_ROW_BYTES; ) {
    const digits = digitsAt(window, position);
    // The first group is the widest; the characters after the bytes may look like a wider one.
    if (digits === 0 || digits % 2 !== 0 || digits > widest) break;
    if (bytes.length === 0) widest = digits;
    for (const end = position + digits; position < end; position += 2) {
      bytes.push(nibble(window[position]) * 16 + nibble(window[position + 1]));
      starts.push(position);
    }
    // Between two groups: one or two spaces, a tab, or the hyphen in WinDbg's middle.
    if (window[position] === SPACE && window[position + 1] === SPACE) position += 2;
    else if (window[position] === SPACE || window[position] === TAB || window[position] === HYPHEN) position++;
    else break;
  }
  if (bytes.length === 0) return undefined;
  const lineEnd = window.subarray(position, start + MAX_ROW_CHARACTERS).indexOf(LINE_FEED);
  return { offset: lead[1]!, bytes, starts, next: lineEnd < 0 ? window.length : position + lineEnd + 1 };
}

const SPACE = 0x20;
const TAB = 0x09;
const HYPHEN = 0x2d;

/** Number of hex digits from `position` on; 0 if more than a group has. */
function digitsAt(window: Uint8Array, position: number): number {
  let digits = 0;
  while (digits <= MAX_GROUP_DIGITS && nibble(window[position + digits]) >= 0) digits++;
  return digits > MAX_GROUP_DIGITS ? 0 : digits;
}

/** How many bytes the rows have, and the base of their offsets; among the bases that fit, the one with the longest rows. */
function layoutOf(
  row: Row,
  following: Row | undefined,
): { readonly width: number; readonly radix: number } | undefined {
  if (following === undefined) return { width: row.bytes.length, radix: 16 };
  let best: { readonly width: number; readonly radix: number } | undefined;
  for (const radix of [16, 8, 10]) {
    const width = offsetOf(following.offset, radix) - offsetOf(row.offset, radix);
    const fits = width > 0 && width <= row.bytes.length;
    if (fits && (best === undefined || width > best.width)) best = { width, radix };
  }
  return best;
}

/** NaN if a digit is invalid in that base. */
function offsetOf(offset: string, radix: number): number {
  const digits = offset.replace('`', '').slice(-12);
  return radix < 16 && !(radix === 8 ? /^[0-7]+$/ : /^[0-9]+$/).test(digits)
    ? Number.NaN
    : Number.parseInt(digits, radix);
}
