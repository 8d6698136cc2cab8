/**
 * What stands behind a container is no part of it, and is looked through as if the container were not there: behind every file of
 * test/fixtures/containers, whole, cut off or damaged, a packed secret is found, or a gap tells that not all could be read.
 * In CI every second way is tried, in turns.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fixtureRows, readFixture } from '../support/container-fixtures.ts';
import { isSlowRun } from '../support/is-slow-run.ts';
import { MarkerScanner } from '../support/marker-scan.ts';

/** Where nobody can tell, and why. What has come right must leave this table. */
const NOBODY_CAN_TELL: Readonly<Record<string, string>> = {
  'tar-long-names.tar: cut off, at the beginning': 'the secret stands where the archive says that its last file does',
};
const SECRET = 'keysieve-marker-behind-all-of-it';
/** `some words before it, ${SECRET}, and some behind` by gzip: what damage makes of it depends on each of its bytes. */
const PACKED =
  'H4sIAAAAAAACAyXLWwrAMAgF0a24gLoogzdE8hC0NHT3JfR7zqRP0PbQpILqAbL7oo43DQ94SnQEFzRbyjIGe+UjZCnlef/0AfzmEFdHAAAA';
const behind = Buffer.concat([Buffer.from('\n'), Buffer.from(PACKED, 'base64')]);
const before = Buffer.from('some words of text before it\n');
const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
const FEW = 'a-few-bytes';
const scanner = new MarkerScanner([SECRET, FEW], join(folder, 'file'));
afterAll(() => {
  scanner.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(fixtureRows.map((row, turn) => ({ ...row, turn })))('$file', ({ turn, ...row }) => {
  const { name, bytes } = readFixture(row);
  const cut = bytes.subarray(0, Math.floor(0.6 * bytes.length));

  test('in the middle of a file', async () => {
    const { places } = await scanner.scan('file', Buffer.concat([before, bytes, behind]), SECRET);
    expect(places).not.toEqual([]);
  });

  const ways: readonly (readonly [string, readonly Buffer[]])[] = [
    ['at the beginning of a file', [bytes, behind]],
    ['cut off, in the middle', [before, cut, behind]],
    ['cut off, at the beginning', [cut, behind]],
    ['damaged, in the middle', [before, damaged(bytes), behind]],
    ['damaged, at the beginning', [damaged(bytes), behind]],
  ];
  test.each(isSlowRun ? ways : ways.filter((_, way) => (way + turn) % 2 === 0))('%s', async (how, parts) => {
    const { places, gaps } = await scanner.scan(name, Buffer.concat(parts), SECRET);
    // Of what is encrypted a gap only warns.
    const isTold = gaps.some(({ code }) => code !== 'encrypted');
    expect(isTold || places.length > 0).toBe(!(`${row.file}: ${how}` in NOBODY_CAN_TELL));
  });
});

/** 7-Zip reads 24 bytes too far to see that an LZH is over. */
test.each([12, 20, 23, 24, 25, 60])('%i bytes behind an LZH', async (count) => {
  const { name, bytes } = readFixture(fixtureRows.find(({ file }) => file === 'lzh-lh5.lzh')!);
  const { places } = await scanner.scan(name, Buffer.concat([bytes, Buffer.from(FEW.padStart(count, '.'))]), FEW);
  expect(places).toEqual(['!/[behind the archive]']);
});

/** Hit in two places. */
function damaged(bytes: Buffer): Buffer {
  const hit = Buffer.from(bytes);
  for (const at of [hit.length >> 1, Math.floor(0.8 * hit.length)]) hit[at]! ^= 0x55;
  return hit;
}
