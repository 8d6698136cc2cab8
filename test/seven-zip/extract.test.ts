import { expect, test } from 'vitest';
import { Budget } from '../../src/bytes/budget.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { extract } from '../../src/seven-zip/extract.ts';
import { EVENT } from '../../src/seven-zip/job.ts';
import { tarWith } from '../support/wrap.ts';
import { AMPLE } from '../unpack/observe.ts';

const content = Buffer.alloc(3 << 20, 'content');

test('what 7-Zip reads and writes is counted', async () => {
  const budget = new Budget(AMPLE);
  const tar = await tarWith('file', content);
  const events = [...extract(new MemorySource(tar), 'tar', budget)];
  expect(events.at(-1)!.kind).toBe(EVENT.done);
  expect(budget.sevenZipBytes).toBeGreaterThanOrEqual(2 * content.length);
});

test('so is what it wrote before its consumer stopped', async () => {
  const budget = new Budget(AMPLE);
  let bytes = 0;
  for (const { kind, payload } of extract(new MemorySource(await tarWith('file', content)), 'tar', budget)) {
    if (kind === EVENT.data) bytes += payload.length;
    if (bytes > 0) break;
  }
  expect(bytes).toBeGreaterThan(0);
  expect(budget.sevenZipBytes).toBe(bytes);
});
