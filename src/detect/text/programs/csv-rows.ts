/**
 * Rows of RFC 4180: fields with commas between them, in quotes where they hold a comma, a quote or a line end; a quote inside is doubled.
 */
export interface CsvField {
  /** Where its value stands in the text, without its quotes. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** One alternative a field, so that the expression is linear. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** The rows from `at` on: at most `most`, and none that the text cuts off. */
export function* csvRows(text: string, at: number, most: number): Generator<readonly CsvField[]> {
  FIELD.lastIndex = at;
  let row: CsvField[] = [];
  for (let left = most; left > 0; ) {
    const from = FIELD.lastIndex;
    const match = FIELD.exec(text);
    if (match === null) return;
    const [whole, quoted, bare, end] = match;
    const value = quoted?.replaceAll('""', '"') ?? bare!;
    const start = from + (quoted === undefined ? 0 : 1);
    row.push({ start, end: start + (quoted ?? bare!).length, value });
    if (end === ',') continue;
    // A blank line is none.
    if (row.length > 1) yield row;
    row = [];
    left--;
    if (end === '' || whole === '') return;
  }
}
