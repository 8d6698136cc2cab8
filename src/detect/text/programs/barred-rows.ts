/**
 * Rows of a table with bars between its cells: of Markdown (GitHub Flavored Markdown, section 4.10), and of query results as psql
 * and mysql print them. Drawn lines are not rows.
 */
import type { CsvField } from './csv-rows.ts';

const DRAWN = /^[\s|:+=-]*$/;
/** Excludes the marks around a cell for code or bold. */
const CELL = /^[ \t]*(?:\*\*|[`"'])?([^|\r\n]*?)(?:\*\*|[`"'])?[ \t]*$/;

/** The rows from `at` on, where a line begins: at most `most`, up to the first line without a bar. */
export function* barredRows(text: string, at: number, most: number): Generator<readonly CsvField[]> {
  let from = at;
  for (let left = most; left > 0; left--) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end).replace(/\r$/, '');
    if (!DRAWN.test(line)) {
      if (!line.includes('|')) return;
      yield cellsOf(line, from);
    }
    if (end < 0) return;
    from = end + 1;
  }
}

function cellsOf(line: string, at: number): readonly CsvField[] {
  const first = /^[ \t]*\|/.exec(line)?.[0].length ?? 0;
  let from = first;
  return line
    .slice(first)
    .replace(/\|[ \t]*$/, '')
    .split('|')
    .map((cell) => {
      const value = CELL.exec(cell)?.[1] ?? '';
      const start = at + from + cell.indexOf(value);
      from += cell.length + 1;
      return { start, end: start + value.length, value };
    });
}
