/** Databases as SQLite itself writes them. Needs sqlite3. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sqlite } from '../../src/unpack/databases/sqlite.ts';
import { list, noise } from '../unpack/observe.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SIZES = [100, 500, 1000, 3000, 5000, 20_000, 70_000, 400_000];
const textOf = (row: number): string => noise(SIZES[row]!, row + 1).toString('base64');

test.each([
  [512, 'UTF-8', 'NONE'],
  [1024, 'UTF-8', 'FULL'],
  [4096, 'UTF-16le', 'NONE'],
  [4096, 'UTF-8', 'INCREMENTAL'],
  [65_536, 'UTF-16be', 'NONE'],
])('%i bytes a page, %s, auto_vacuum %s', async (pageBytes, encoding, vacuum) => {
  const path = join(folder, `${pageBytes}-${encoding}-${vacuum}.db`);
  const rows = SIZES.map((_, row) => `INSERT INTO t VALUES (${row}, '${textOf(row)}');`);
  const sql = [
    `PRAGMA page_size = ${pageBytes}; PRAGMA encoding = '${encoding}'; PRAGMA auto_vacuum = ${vacuum};`,
    'CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT); CREATE INDEX i ON t (body);',
    'CREATE TABLE w (body TEXT PRIMARY KEY) WITHOUT ROWID;',
    // Rows in between that are deleted again, so that pages are not in order.
    ...rows.flatMap((row, index) => [`INSERT INTO t VALUES (${index + 100}, hex(zeroblob(9000)));`, row]),
    'DELETE FROM t WHERE id >= 100; INSERT INTO w SELECT body FROM t;',
  ];
  execFileSync('sqlite3', [path], { input: sql.join('\n') });
  const bytes = readFileSync(path);
  const { entries, troubles, error } = await list(sqlite, bytes);
  expect([troubles, error, entries.filter((entry) => entry.error !== undefined)]).toEqual([[], undefined, []]);
  for (const row of SIZES.keys()) {
    const encoded = encodedAs(textOf(row), encoding);
    const times = entries.filter((entry) => entry.bytes.includes(encoded)).length;
    // In the table, in its index, and in the table that is one, and on pages that were left since; a record that fits a page is
    // scanned as is.
    if (encoded.length > pageBytes) expect(times, `${row}`).toBeGreaterThanOrEqual(3);
    else expect(times > 0 || bytes.includes(encoded), `${row}`).toBe(true);
  }
});

function encodedAs(text: string, encoding: string): Buffer {
  const bytes = Buffer.from(text, encoding === 'UTF-8' ? 'utf8' : 'utf16le');
  return encoding === 'UTF-16be' ? bytes.swap16() : bytes;
}

test('a row that was deleted', async () => {
  const path = join(folder, 'deleted.db');
  const fill = Array.from({ length: 50 }, (_, row) => `INSERT INTO t VALUES (${row}, '${row}${textOf(4)}');`);
  const sql = [
    'PRAGMA secure_delete = 0; CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT);',
    ...fill,
    'DROP TABLE t;',
  ];
  execFileSync('sqlite3', [path], { input: sql.join('\n') });
  const { entries, error } = await list(sqlite, readFileSync(path));
  expect(error).toBeUndefined();
  expect(entries.some((entry) => entry.bytes.includes(textOf(4)))).toBe(true);
});
