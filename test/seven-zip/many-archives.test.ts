import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
