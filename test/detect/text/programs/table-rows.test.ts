import { expect, test } from 'vitest';
import { tableAt } from '../../../../src/detect/text/programs/table-rows.ts';

const rowsOf = (text: string) => tableAt(text, text.indexOf('user'))?.rows.map((row) => row.map(({ value }) => value));

test.each([
  ['commas', 'id,user\n1,joe\n2,ann\nid,user\n3,bob\n'],
  ['bars', '| id | user |\n|---|---|\n| 1 | joe |\n| 2 | ann |\n| id | user |\n| 3 | bob |\n'],
  ['blanks', ' id  user\n  1  joe\n  2  ann\n id  user\n  3  bob\n'],
])('a table ends where its names are repeated, since those begin one of their own: %s', (_, text) => {
  expect(rowsOf(text)).toEqual([
    ['1', 'joe'],
    ['2', 'ann'],
  ]);
});

test('where the first line is not one of names, there is no table', () => {
  expect(rowsOf('f(id,user);\n1,joe\n')).toBeUndefined();
});
