/** Texts of an unpacked record of Firebird, a line each; two in a row also on one, where they are a name and a word. */

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
/** What is shorter is a number as often as a text, where nobody says what it is. */
const LEAST_LOOSE_BYTES = 3;
const OF_TEXT = membersOf(/[^\p{Cc}]|[\t\n\r\x80-\xff]/u);

/** What stands in the columns, as `fields` say. */
export function fieldLines(record: Uint8Array, fields: readonly FirebirdField[]): Uint8Array {
  const view = viewOf(record);
  const spans: Span[] = [];
  for (const { at, bytes, isVarying } of fields) {
    const start = isVarying ? at + 2 : at;
    // Columns that were added later are not there, and of a record that is cut off not all of one.
    if (start > record.length) continue;
    const told = isVarying && bytes >= 2 ? view.getUint16(at, true) : bytes;
    const end = withoutFilling(record, start, Math.min(start + told, at + bytes, record.length));
    if (end > start) spans.push({ start, end });
  }
  return Buffer.concat(linesOf(record, spans, false));
}

/** All of it. */
export function wholeLine(record: Uint8Array): Uint8Array {
  return Buffer.concat([record, LINE_FEED]);
}

/** All of it, and then what looks like a name and its word. */
export function looseLines(record: Uint8Array): Uint8Array {
  return Buffer.concat([record, LINE_FEED, ...linesOf(record, [...looseTexts(record)], true)]);
}

function* looseTexts(record: Uint8Array): Generator<Span> {
  for (let at = 0; at < record.length; at++) {
    if (OF_TEXT[record[at]!] !== 1) continue;
    const start = at;
    while (at < record.length && OF_TEXT[record[at]!] === 1) at++;
    const end = withoutFilling(record, start, at);
    if (end - start >= LEAST_LOOSE_BYTES) yield { start, end };
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
