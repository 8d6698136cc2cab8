/**
 * Tables in text, by their line of names: with bars or lines of a box between the cells, with commas, semicolons or tabs (CSV), in
 * columns of blanks as kubectl, sqlite3, pandas and PowerShell print them, and in HTML.
 */
import { BOX_BAR, barredRows } from './barred-rows.ts';
import { type CsvField, type CsvSeparator, csvRows } from './csv-rows.ts';

/** Within the 8 KiB that a rule may see; a row has some 100 bytes. */
const MAX_ROWS = 30;
export const MAX_HEADER_BYTES = 400;
/** Not a row of values, nor code: `const { user, password } = a`. */
const COLUMN = /^[\w\x80-\xff][\w\x80-\xff ./()#-]{0,47}$/;
const SEPARATORS = ['\t', ';', ','] as const satisfies readonly CsvSeparator[];

export interface Table {
  /** Documents have tables of the first kind, and sentences that look like the second. */
  readonly kind: 'marked' | 'spaced' | 'separated';
  readonly columns: readonly CsvField[];
  /** Each has as many cells as there are columns. */
  readonly rows: readonly (readonly CsvField[])[];
}

/** The table in whose line of names `at` is. */
export function tableAt(text: string, at: number): Table | undefined {
  if (text[at] === '>')
    return tableOf('marked', htmlRows(text, Math.max(text.lastIndexOf('<tr', at), text.lastIndexOf('<TR', at))));
  const start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\0', at)) + 1;
  const end = text.indexOf('\n', at);
  if (end < 0 || end - start > MAX_HEADER_BYTES) return undefined;
  const header = text.slice(start, end);
  for (const bar of ['|', BOX_BAR])
    if (header.includes(bar)) return tableOf('marked', barredRows(text, start, MAX_ROWS, bar));
  const separator = SEPARATORS.find((sign) => header.includes(sign));
  return separator === undefined
    ? tableOf('spaced', spacedRows(text, start, end))
    : tableOf('separated', csvRows(text, start, MAX_ROWS, separator));
}

function tableOf(kind: Table['kind'], all: Iterable<readonly CsvField[]>): Table | undefined {
  let columns: readonly CsvField[] | undefined;
  const rows: (readonly CsvField[])[] = [];
  for (const row of all) {
    if (columns === undefined) {
      if (!row.every(({ value }) => COLUMN.test(value))) return undefined;
      columns = row;
      // Where the names are repeated, as SQL*Plus does on each page, they have an anchor of their own.
    } else if (isAlike(row, columns)) break;
    else if (row.length === columns.length) rows.push(row);
  }
  return columns && { kind, columns, rows };
}

function isAlike(row: readonly CsvField[], columns: readonly CsvField[]): boolean {
  return row.length === columns.length && row.every(({ value }, at) => value === columns[at]!.value);
}

const UNDERLINE = /^[ \t]*[-=]{2}[-= \t]*\r?$/;

/** A cell begins where its name begins, or ends where that ends. One blank separates names only where a line is drawn below them. */
function* spacedRows(text: string, start: number, end: number): Generator<readonly CsvField[]> {
  const lines = text.slice(start).split('\n', MAX_ROWS);
  const isUnderlined = UNDERLINE.test(lines[1] ?? '');
  const names = wordsOf(text.slice(start, end), isUnderlined ? /\S+/g : /\S+(?: \S+)*/g);
  if (names.length < 2) return;
  yield names.map(({ at, value }) => ({ start: start + at, end: start + at + value.length, value }));
  let lineStart = end + 1;
  for (const line of lines.slice(1)) {
    if (/^\s*$/.test(line)) return;
    const words = wordsOf(line, /\S+/g);
    const from = lineStart;
    yield names.map(({ at, value: name }) => {
      const word = words.find((one) => one.at === at || one.at + one.value.length === at + name.length);
      const value = word?.value ?? '';
      return { start: from + (word?.at ?? 0), end: from + (word?.at ?? 0) + value.length, value };
    });
    lineStart += line.length + 1;
  }
}

const wordsOf = (line: string, word: RegExp) =>
  [...line.matchAll(word)].map((match) => ({ at: match.index, value: match[0] }));

const CELL =
  /<(t[hdr])(?:[ \t][^<>]{0,200})?>(?:\s{0,40}<(?:code|tt|b|strong|p|span|pre)(?:[ \t][^<>]{0,80})?>)?\s{0,40}([^<>]{0,300})/gi;

/** Rows of HTML from `at` on, where `<tr` is. */
function* htmlRows(text: string, at: number): Generator<readonly CsvField[]> {
  if (at < 0) return;
  const end = text.slice(at).search(/<\/table/i);
  let row: CsvField[] = [];
  for (const { 0: whole, 1: tag, 2: content, index } of text.slice(at, end < 0 ? undefined : at + end).matchAll(CELL)) {
    if (tag!.toLowerCase() === 'tr') {
      if (row.length > 0) yield row;
      row = [];
      continue;
    }
    const value = content!.trimEnd();
    const start = at + index + whole.length - content!.length;
    row.push({ start, end: start + value.length, value });
  }
  if (row.length > 0) yield row;
}
