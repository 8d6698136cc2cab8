import { createHash } from 'node:crypto';
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

const digest = (algorithm: string) => createHash(algorithm).update('keysieve').digest('base64');

test.each([
  ['password', 'sha224', 'medium'],
  ['password', 'sha1', 'low'],
  ['password', 'sha256', 'low'],
  ['password, salt', 'sha224', 'low'],
  ['api_key', 'sha256', 'medium'],
] as const)('under %s, a value as long as %s in base64 has confidence %s', async (columns, algorithm, confidence) => {
  const salt = columns.includes('salt') ? ", 'c2FsdA'" : '';
  const { findings } = await scanBytes({
    'a.sql': Buffer.from(`INSERT INTO users (${columns}) VALUES ('${digest(algorithm)}'${salt});`),
  });
  expect(findings).toMatchObject([{ rule: 'sql-inserted-secret', confidence }]);
});
