import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { sevenZipEntries } from '../../../src/unpack/seven-zip/seven-zip.ts';
import { fixtureBytes, fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { AMPLE } from '../observe.ts';

const NO_ARCHIVE = Buffer.from('7-Zip finds no archive of bzip2 in this.');

/** What comes of bytes that are no archive: names, and the codes and messages of gaps. */
async function outcome(budget: Budget): Promise<readonly string[]> {
  const seen: string[] = [];
  try {
    for await (const item of sevenZipEntries(new MemorySource(NO_ARCHIVE), { type: 'bzip2' }, budget))
      seen.push('trouble' in item ? `${item.trouble.code}: ${item.trouble.message}` : item.name);
  } catch (error) {
    seen.push(String(error));
  }
  return seen;
}

test.each([
  ['failed', 1999, 2000],
  ['stuck', 1, 2],
] as const)(
  'runs that %s: %d are few enough, after %d no more are tried, and the bytes are handed on as is',
  async (how, few, many) => {
    const afterRuns = (count: number): Budget => {
      // What another thread counts.
      const other = new Budget(AMPLE);
      const budget = new Budget(AMPLE, undefined, 0, other.spent);
      for (let run = 0; run < count; run++) how === 'failed' ? other.countFailedRun() : other.countStuckRun();
      return budget;
    };
    expect(await outcome(afterRuns(few))).toEqual([expect.stringContaining('Is not archive')]);
    expect(await outcome(afterRuns(many))).toEqual([
      expect.stringMatching(new RegExp(`^budget: 7-Zip (failed|was stuck) ${many} times in this artifact`)),
      '[all bytes]',
    ]);
  },
);

/** What a run for a fixture counts as. */
async function smallRuns(file: string, type: string, paddingBytes = 0): Promise<number> {
  const budget = new Budget(AMPLE);
  const bytes = fixtureBytes(file);
  await drain(sevenZipEntries(new MemorySource(Buffer.concat([bytes, Buffer.alloc(paddingBytes)])), { type }, budget));
  return budget.sevenZipRuns.small;
}

test.each([
  ['of 169 bytes', 'rar-rar5-solid.rar', 'Rar5', 0, 1],
  ['of 2 KiB and more', 'rar-rar5-solid.rar', 'Rar5', 2 << 10, 0],
  ['of 2 KiB that takes more memory than is kept', 'wim-lzms-solid.esd', 'wim', 0, 100],
  ['of 200 KiB that takes as much', 'wim-lzms-solid.esd', 'wim', 200 << 10, 0],
] as const)('a sound archive %s', async (_, file, type, paddingBytes, runs) => {
  expect(await smallRuns(file, type, paddingBytes)).toBe(runs);
});

test('runs for small archives: after 10,000 no more are tried, and the bytes are handed on as is', async () => {
  const other = new Budget(AMPLE);
  const budget = new Budget(AMPLE, undefined, 0, other.spent);
  other.countSmallRun(9_999);
  expect(await outcome(budget)).toEqual([expect.stringContaining('Is not archive')]);
  expect(await outcome(budget)).toEqual([
    expect.stringMatching(/^budget: 7-Zip ran 10000 times for small archives in this artifact/),
    '[all bytes]',
  ]);
});

test('a run that 7-Zip aborts counts as four, since the next one needs another instance', async () => {
  const budget = new Budget(AMPLE);
  const cabinet = fixtureRows.find(({ file }) => file === 'cab-plain.cab')!;
  const head = new MemorySource(readFixture(cabinet).bytes.subarray(0, 48));
  const reading = drain(sevenZipEntries(head, { type: 'Cab' }, budget));
  await expect(reading).rejects.toThrow(/7-Zip broke off/);
  expect(budget.sevenZipRuns).toMatchObject({ failed: 4, stuck: 0 });
});

test('a RAR 3 whose key 7-Zip derives from a wrong password counts as ten more', async () => {
  const budget = new Budget(AMPLE);
  const archive = fixtureRows.find(({ file }) => file === 'rar-rar3-comment-hpsw.rar')!;
  const source = new MemorySource(readFixture(archive).bytes);
  await drain(sevenZipEntries(source, { type: 'Rar' }, budget)).catch(() => {});
  expect(budget.sevenZipRuns).toMatchObject({ failed: 11, stuck: 0 });
});

test('a run that fails is counted', async () => {
  const budget = new Budget(AMPLE);
  await outcome(budget);
  expect(budget.sevenZipRuns).toMatchObject({ failed: 1, stuck: 0 });
});
