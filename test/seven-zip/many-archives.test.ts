import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sevenZipWithHeader } from '../builders/seven-zip.ts';
import { fixtureRows, readFixture } from '../support/container-fixtures.ts';
import { MarkerScanner } from '../support/marker-scan.ts';

test('one archive after the other is read, however many they are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
  const row = fixtureRows.find(({ file }) => file === '7z-solid-lzma2.7z')!;
  const { name, bytes } = readFixture(row);
  const scanner = new MarkerScanner([row.marker], join(folder, 'file'));
  try {
    for (let round = 1; round <= 600; round++) {
      const { places, gaps } = await scanner.scan(name, bytes, row.marker);
      expect({ round, places, gaps }).toEqual({ round, places: row.marks.toSorted(), gaps: [] });
    }
  } finally {
    scanner.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('damaged headers, at which 7-Zip breaks off, cost no new thread each', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
  const scanner = new MarkerScanner(['MARKER'], join(folder, 'file'));
  let threads = 0;
  const count = (): void => {
    threads++;
  };
  process.on('worker', count);
  try {
    for (let round = 0; round < 40; round++) {
      const { gaps } = await scanner.scan('headers.7z', sevenZipWithHeader(Buffer.of(1, 4, 0xff, round)), 'MARKER');
      expect(gaps.map(({ message }) => message)).toEqual([expect.stringMatching(/^7-Zip broke off on damaged data/)]);
    }
    expect(threads).toBeLessThanOrEqual(2);
  } finally {
    process.off('worker', count);
    scanner.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
