import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FileSource } from '../../src/bytes/file-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-size-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file says whether bytes follow behind its size, as they do in files of /proc', () => {
  const path = join(folder, 'empty');
  writeFileSync(path, '');
  const source = FileSource.open(path);
  expect(source.goesOn).toBe(false);
  appendFileSync(path, 'more');
  expect(source.goesOn).toBe(true);
  source.close();
});
