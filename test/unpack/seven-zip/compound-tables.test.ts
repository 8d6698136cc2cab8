/** Compound files whose header asks 7-Zip for more sectors than there are. */
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { tooManyTableSectors } from '../../../src/unpack/seven-zip/compound-tables.ts';
import { sevenZipContainers } from '../../../src/unpack/seven-zip/seven-zip-formats.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { AMPLE } from '../observe.ts';

const compound = sevenZipContainers.find(({ id }) => id === 'compound')!;
const sound = fixtureBytes('encrypted-office.docx');
const sectors = sound.length / 512;

test('the first 48 bytes again and again are damage, and 7-Zip is not asked', async () => {
  const head = Buffer.alloc(1 << 20, sound.subarray(0, 48));
  const budget = new Budget(AMPLE);
  const entries = compound.entries(new MemorySource(head), budget)[Symbol.asyncIterator]();
  await expect(entries.next()).rejects.toThrow(
    'expected at most 2048 sectors of a table in a compound file, found 196670',
  );
  expect(budget.sevenZipRuns).toEqual({ failed: 0, stuck: 0, small: 0 });
});

test.each([
  ['the table', 44],
  ['the table of small sectors', 64],
  ['further sectors of the table', 72],
])('%s has as many sectors as the file, at most', (_, at) => {
  for (const [count, isTooMany] of [
    [sectors, false],
    [sectors + 1, true],
    [0xffff_ffff, true],
  ] as const) {
    const changed = Buffer.from(sound);
    changed.writeUInt32LE(count, at);
    expect(tooManyTableSectors(new MemorySource(changed)) !== undefined).toBe(isTooMany);
  }
});

test('a sound file, and what is no header, are left to 7-Zip', () => {
  expect(tooManyTableSectors(new MemorySource(sound))).toBeUndefined();
  expect(tooManyTableSectors(new MemorySource(sound.subarray(0, 511)))).toBeUndefined();
  expect(tooManyTableSectors(new MemorySource(Buffer.alloc(512)))).toBeUndefined();
});
