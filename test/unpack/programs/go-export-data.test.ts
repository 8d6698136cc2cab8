import { describe, expect, test } from 'vitest';
import { goExportData } from '../../../src/unpack/programs/go-export-data.ts';
import { goExportDataOf } from '../../builders/go-export-data.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list } from '../observe.ts';

const long = 'x'.repeat(200_000);

describe('export data of Go', () => {
  test.each([0, 1, 2, 3])('of version %d gives its strings', async (version) => {
    const bytes = goExportDataOf(['', 'short', 'a string', long, 'another string'], version);
    const { entries, troubles } = await list(goExportData, bytes);
    expect(troubles).toEqual([]);
    expect(entries[0]!.bytes.toString()).toBe(`a string\n${long}\nanother string\n`);
  });

  test('shows a token that touches its neighbours', async () => {
    const bytes = Buffer.concat([
      Buffer.from('go object linux amd64\n'),
      goExportDataOf(['Name', exampleToken(), 'Other']),
    ]);
    const { findings, gaps } = await scanBytes({ '__.PKGDEF': bytes });
    expect(findings).toMatchObject([{ rule: 'github-personal-token' }]);
    expect(gaps).toEqual([]);
  });

  test.each<[string, (bytes: Buffer) => void]>([
    ['sections that are not in order', (bytes) => bytes.writeUInt32LE(7, 14)],
    ['more elements than there are bytes', (bytes) => bytes.writeUInt32LE(0xffff_ffff, 50)],
    ['strings that end before they begin', (bytes) => bytes.writeUInt32LE(1, 58)],
    ['strings that end behind the file', (bytes) => bytes.writeUInt32LE(0xffff_ffff, 58)],
  ])('with %s is damaged', async (_, change) => {
    const bytes = goExportDataOf(['a string', 'another string', 'the last string']);
    expect((await scanBytes({ 'a.x': bytes })).gaps).toEqual([]);
    change(bytes);
    expect((await scanBytes({ 'a.x': bytes })).gaps).toMatchObject([{ code: 'damaged' }]);
  });
});
