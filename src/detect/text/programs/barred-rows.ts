/**
 * Rows of a table with bars between its cells: of Markdown (GitHub Flavored Markdown, section 4.10), and of query results as psql,
 * mysql and sqlite3 print them, also in boxes. Drawn lines are not rows.
 */
import type { CsvField } from './csv-rows.ts';

/** U+2502 in UTF-8. */
export const BOX_BAR = '\xe2\x94\x82';
/** Also U+2500 to U+257F. */
const DRAWN = /^(?:[\s|:+=-]|\xe2[\x94\x95][\x80-\xbf])*$/;
/** Excludes the marks around a cell for code or bold. */
const CELL = /^[ \t]*(?:\*\*|[`"'])?([^\r\n]*?)(?:\*\*|[`"'])?[ \t]*$/;

/** The rows from `at` on, where a line begins: at most `most`, up to the first line without a bar. */
export function* barredRows(text: string, at: number, most: number, bar = '|'): Generator<readonly CsvField[]> {
  let from = at;
  for (let left = most; left > 0; left--) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end).replace(/\r$/, '');
    if (!DRAWN.test(line)) {
      if (!line.includes(bar)) return;
      yield cellsOf(line, from, bar);
    }
    if (end < 0) return;
    from = end + 1;
  }
}

function cellsOf(line: string, at: number, bar: string): readonly CsvField[] {
  const blanks = /^[ \t]*/.exec(line)![0].length;
  let from = line.startsWith(bar, blanks) ? blanks + bar.length : 0;
  const kept = line.trimEnd();
  return kept
    .slice(from, kept.endsWith(bar) ? -bar.length : undefined)
    .split(bar)
    .map((cell) => {
      const value = CELL.exec(cell)?.[1] ?? '';
      const start = at + from + cell.indexOf(value);
      from += cell.length + bar.length;
      return { start, end: start + value.length, value };
    });
}
