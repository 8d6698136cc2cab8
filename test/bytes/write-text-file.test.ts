import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertWritable, writeTextFile } from '../../src/bytes/write-text-file.ts';
import { UsageError } from '../../src/model/errors.ts';

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'keysieve-report-'));
  mkdirSync(join(base, 'folder'));
  writeFileSync(join(base, 'old.json'), 'of an earlier run, and longer');
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('a report file', () => {
  test.each(['new.json', 'old.json', 'folder/new.json', './folder/../old.json'])('may be %s', (file) => {
    assertWritable(file, base);
    writeTextFile(file, '{}\n', base);
    expect(readFileSync(join(base, file), 'utf8')).toBe('{}\n');
  });

  test.each([
    ['folder', 'EISDIR'],
    ['folder/', 'EISDIR'],
    ['.', 'EISDIR'],
    ['missing/new.json', 'ENOENT'],
    ['old.json/new.json', 'ENOTDIR'],
  ])('may not be %s, which is said before the scan and not after it (%s)', (file, code) => {
    const said = `${file}: cannot write the report: ${code}; name a file that may be written, in a folder that exists`;
    expect(() => assertWritable(file, base)).toThrow(new UsageError(said));
    expect(() => writeTextFile(file, '', base)).toThrow(code);
  });
});
