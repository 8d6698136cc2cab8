/** Texts of an unpacked Firebird record, one a line; two adjacent ones also on one line, if they are a name and a word. */

import { membersOf } from '../../bytes/members.ts';
import { viewOf } from '../container/magic.ts';
import { settingOf } from '../records/pair-lines.ts';
import type { FirebirdField } from './firebird-formats.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

const LINE_FEED = Uint8Array.of(0x0a);
const [NUL, SPACE] = [0, 0x20];
/** Without column information, anything shorter is a number as often as text. */
const MIN_LOOSE_BYTES = 3;
const OF_TEXT = membersOf(/[^\p{Cc}]|[\t\n\r\x80-\xff]/u);

/** The text of the columns in `fields`. */
export function fieldLines(record: Uint8Array, fields: readonly FirebirdField[]): Uint8Array {
  const view = viewOf(record);
  const spans: Span[] = [];
  for (const { at, bytes, isVarying } of fields) {
    const start = isVarying ? at + 2 : at;
    // Columns added later are missing, and a truncated record may end within one.
    if (start > record.length) continue;
    const stated = isVarying && bytes >= 2 ? view.getUint16(at, true) : bytes;
    const end = withoutFilling(record, start, Math.min(start + stated, at + bytes, record.length));
    if (end > start) spans.push({ start, end });
  }
  return Buffer.concat(linesOf(record, spans, false));
}

/** The whole record. */
export function wholeLine(record: Uint8Array): Uint8Array {
  return Buffer.concat([record, LINE_FEED]);
}

/** The whole record, followed by what looks like names with their words. */
export function looseLines(record: Uint8Array): Uint8Array {
  return Buffer.concat([record, LINE_FEED, ...linesOf(record, [...looseTexts(record)], true)]);
}

function* looseTexts(record: Uint8Array): Generator<Span> {
  for (let at = 0; at < record.length; at++) {
    if (OF_TEXT[record[at]!] !== 1) continue;
    const start = at;
    while (at < record.length && OF_TEXT[record[at]!] === 1) at++;
    const end = withoutFilling(record, start, at);
    if (end - start >= MIN_LOOSE_BYTES) yield { start, end };
  }
}

function linesOf(record: Uint8Array, spans: readonly Span[], onlySettings: boolean): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let before: Uint8Array | undefined;
  for (const { start, end } of spans) {
    const text = record.subarray(start, end);
    const setting = before && settingOf(before, text);
    if (setting !== undefined) lines.push(setting);
    else if (!onlySettings) lines.push(text, LINE_FEED);
    before = text;
  }
  return lines;
}

function withoutFilling(record: Uint8Array, start: number, end: number): number {
  let last = end;
  while (last > start && (record[last - 1] === SPACE || record[last - 1] === NUL)) last--;
  return last;
}
