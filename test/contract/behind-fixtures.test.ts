/**
 * What stands behind a container is no part of it, and is looked through as if the container were not there: behind every file of
 * test/fixtures/containers a packed secret is found, wherever the file begins, or a gap tells that not all could be read.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { fixtureRows, readFixture } from '../support/container-fixtures.ts';
import { MarkerScanner } from '../support/marker-scan.ts';

const SECRET = 'keysieve-marker-behind-all-of-it';
const behind = Buffer.concat([Buffer.from('\n'), gzipSync(`some words before it, ${SECRET}, and some behind`)]);
const before = Buffer.from('some words of text before it\n');
const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
const scanner = new MarkerScanner([SECRET], join(folder, 'file'));
afterAll(() => {
  scanner.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(fixtureRows)('$file', (row) => {
  const { name, bytes } = readFixture(row);

  test('at the beginning of a file', async () => {
    const { places, gaps } = await scanner.scan(name, Buffer.concat([bytes, behind]), SECRET);
    // Of what is encrypted a gap only warns.
    const isTold = gaps.some(({ code }) => code !== 'encrypted');
    expect(isTold || places.length > 0).toBe(true);
  });

  test('in the middle of a file', async () => {
    const { places } = await scanner.scan('file', Buffer.concat([before, bytes, behind]), SECRET);
    expect(places).not.toEqual([]);
  });
});
