import { expect, test } from 'vitest';
import { scanBytes } from '../../../support/scan-bytes.ts';

test.each([
  [
    'with blanks and no value, which took a minute each',
    1 << 14,
    `INSERT INTO a (password) VALUES (${' '.repeat(2000)}`,
  ],
  ['with brackets that nothing closes', 1 << 16, `INSERT INTO a (password) VALUES (${'( '.repeat(900)}`],
  ['with quotes that nothing closes', 1 << 16, `INSERT INTO a (password) VALUES ('${"''".repeat(900)}`],
  ['of PostgreSQL one below the other', 1 << 18, 'COPY a (password) FROM stdin;\n'],
])('statements of SQL %s are looked through at once', async (_, bytes, unit) => {
  const { gaps } = await scanBytes({ 'a.sql': Buffer.alloc(bytes, unit) });
  expect(gaps).toEqual([]);
});
