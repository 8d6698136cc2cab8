/**
 * Rows of RFC 4180: fields separated by commas, or by semicolons or tabs, as spreadsheets write them; quoted if they contain a
 * separator, a quote or a line end; a quote inside is doubled.
 */
export interface CsvField {
  /** Offset of its value in the text, without its quotes. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** One alternative per field, so that the expression is linear. */
const FIELDS = {
  ',': /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y,
  ';': /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r?\n|$)/y,
  '\t': /(?:"((?:[^"]|"")*)"|([^"\t\r\n]*))(\t|\r?\n|$)/y,
} as const;

export type CsvSeparator = keyof typeof FIELDS;

/** The rows from `at` on: at most `most`, and none that the text truncates. */
export function* csvRows(
  text: string,
  at: number,
  most: number,
  separator: CsvSeparator = ',',
): Generator<readonly CsvField[]> {
  const field = FIELDS[separator];
  let row: CsvField[] = [];
  let from = at;
  for (let left = most; left > 0; ) {
    field.lastIndex = from;
    const match = field.exec(text);
    if (match === null) return;
    const [whole, quoted, bare, end] = match;
    const value = quoted?.replaceAll('""', '"') ?? bare!;
    const start = from + (quoted === undefined ? 0 : 1);
    row.push({ start, end: start + (quoted ?? bare!).length, value });
    from += whole.length;
    if (end === separator) continue;
    // A blank line is not a row.
    if (row.length > 1) yield row;
    row = [];
    left--;
    if (end === '' || whole === '') return;
  }
}
