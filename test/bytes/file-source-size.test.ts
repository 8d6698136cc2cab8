import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FileSource } from '../../src/bytes/file-source.ts';
import { AccessError } from '../../src/model/errors.ts';

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

test('a file says when more stands in it than was read', () => {
  const path = join(folder, 'growing');
  writeFileSync(path, 'some');
  const source = FileSource.open(path);
  source.assertReadTo(4);
  expect(() => source.assertReadTo(3)).toThrow(AccessError);
  appendFileSync(path, 'more');
  expect(() => source.assertReadTo(4)).toThrow(/became longer .* first 4 bytes was not scanned/);
  source.close();
});
