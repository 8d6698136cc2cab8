import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectedWork } from '../../src/sources/expected-work.ts';

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'keysieve-work-'));
  for (const folder of ['few', 'many', 'nested/inner']) mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(base, 'file'), Buffer.alloc(600));
  writeFileSync(join(base, 'few/one'), Buffer.alloc(600));
  for (let index = 0; index < 65; index++) writeFileSync(join(base, `many/${index}`), '');
});
afterAll(() => rmSync(base, { recursive: true }));

test.each([
  ['a small file', ['file'], 'little'],
  ['a folder of few small files', ['few'], 'little'],
  ['small ones that are much together', ['file', 'few'], 'much'],
  ['a folder of many files', ['many'], 'much'],
  ['a folder with folders', ['nested'], 'much'],
  ['a pattern, or standard input', ['*.zip'], 'much'],
  ['more paths than are looked at', Array.from({ length: 65 }, () => 'many/1'), 'much'],
] as const)('%s', (_what, paths, expected) => {
  expect(expectedWork(paths, base, 1000)).toBe(expected);
});
