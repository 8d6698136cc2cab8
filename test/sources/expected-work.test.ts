import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectedWork } from '../../src/sources/expected-work.ts';

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'keysieve-work-'));
  for (const folder of ['few', 'many', 'nested/inner']) mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(base, 'file'), Buffer.alloc(600));
  writeFileSync(join(base, 'nested/inner/one'), Buffer.alloc(600));
  writeFileSync(join(base, 'few/one'), Buffer.alloc(600));
  mkdirSync(join(base, 'links'));
  symlinkSync('nowhere', join(base, 'links/broken'));
  for (let index = 0; index < 257; index++) writeFileSync(join(base, `many/${index}`), '');
});
afterAll(() => rmSync(base, { recursive: true }));

test.each([
  ['a small file', ['file'], 'little'],
  ['a folder of few small files', ['few'], 'little'],
  ['a link that leads nowhere, beside a file', ['links'], 'much'],
  ['small ones that are much together', ['file', 'few', 'nested'], 'much'],
  ['a folder of many files', ['many'], 'much'],
  ['a folder with folders of few files', ['nested'], 'little'],
  ['a pattern, or standard input', ['*.zip'], 'much'],
  ['more paths than are looked at', Array.from({ length: 257 }, () => 'many/1'), 'much'],
] as const)('%s', (_what, paths, expected) => {
  expect(expectedWork(paths, base, 1000)).toBe(expected);
});
