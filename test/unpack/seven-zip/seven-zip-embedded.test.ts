/** Archives in the middle of other bytes: of LHA behind a program (LHA 2.13, UNLHA32.DLL), and a WIM behind anything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startsLzh, startsWim } from '../../../src/unpack/seven-zip/seven-zip-embedded.ts';
import { fixtureBytes, fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { MarkerScanner } from '../../support/marker-scan.ts';

const row = fixtureRows.find(({ file }) => file === 'lzh-lh5.lzh')!;
const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
const scanner = new MarkerScanner([row.marker], join(folder, 'file'));
afterAll(() => {
  scanner.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As LHA 2.13 writes it: sizes, time, attributes, level, name, CRC-16, and what follows at level 1. */
function header(level: 0 | 1): Buffer {
  const name = Buffer.from('GPL-2');
  const behind = Buffer.concat([
    Buffer.from('-lh5-'),
    Buffer.from('5c1b0000ac46000000213c2020', 'hex'),
    Buffer.from([level, name.length]),
    name,
    Buffer.from(level === 0 ? '4750' : '475000 0000'.replace(' ', ''), 'hex'),
  ]);
  const sum = behind.reduce((all, byte) => all + byte, 0) & 0xff;
  return Buffer.concat([Buffer.from([behind.length, sum]), behind, Buffer.alloc(64)]);
}

test('an archive with headers of level 2 behind a program is opened', async () => {
  const { bytes } = readFixture(row);
  const { places, gaps } = await scanner.scan('sfx.exe', Buffer.concat([Buffer.alloc(600, 'MZ\0'), bytes]), row.marker);
  expect(places).toEqual(['!/lzh@600!/note.txt']);
  expect(gaps).toEqual([]);
});

test('headers of levels 0 to 2 are known, and none with a bit that is wrong', () => {
  for (const head of [header(0), header(1), readFixture(row).bytes.subarray(0, 64)]) {
    expect(startsLzh(Buffer.from(head))).toBe(true);
    for (const at of [1, 7, 11, 23]) {
      const wrong = Buffer.from(head);
      wrong[at]! ^= 0x10;
      expect(startsLzh(wrong)).toBe(false);
    }
    expect(startsLzh(Buffer.from(head.subarray(0, 24)))).toBe(false);
  }
});

test.each(['wim-lzx.wim', 'wim-xpress.wim'])('%s is opened behind other bytes', async (file) => {
  const wim = fixtureRows.find((each) => each.file === file)!;
  const { bytes } = readFixture(wim);
  expect(wim.marker).toBe(row.marker);
  const { places, gaps } = await scanner.scan('disk.bin', Buffer.concat([Buffer.alloc(777, 'no.'), bytes]), row.marker);
  const inside = places.filter((place) => place.startsWith('!/wim@777!/'));
  expect(inside).toContain('!/wim@777!/note.txt');
  expect(inside).toHaveLength(wim.marks.length);
  expect(gaps).toEqual([]);
});

test('the head of a WIM is known, and none with a bit that is wrong', () => {
  const head = fixtureBytes('wim-lzx.wim').subarray(0, 64);
  expect(startsWim(Buffer.from(head))).toBe(true);
  for (const at of [8, 13, 14, 41]) {
    const wrong = Buffer.from(head);
    wrong[at]! ^= 0x10;
    expect(startsWim(wrong)).toBe(false);
  }
});
