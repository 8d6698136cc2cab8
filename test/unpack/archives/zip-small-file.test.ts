/** Small files in a zip that are unpacked without 7-Zip: sound ones, and no others. */
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { zip } from '../../../src/unpack/archives/zip.ts';
import { fixtureBytes, fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { AMPLE } from '../observe.ts';

const FILES = ['zip-deflate64.zip', 'zip-bzip2.zip', 'zip-bzip2-by-zip.zip', 'zip-xz.zip', 'zip-lzma.zip'];

/** What is in a zip, when 7-Zip has been stuck as often as it may. */
async function withoutSevenZip(bytes: Uint8Array): Promise<readonly string[]> {
  const budget = new Budget(AMPLE);
  for (let run = 0; run < 2; run++) budget.countStuckRun();
  const seen: string[] = [];
  for await (const item of zip.entries(new MemorySource(bytes), budget)) {
    if ('trouble' in item) seen.push(item.trouble.code);
    else if (!item.isRemainder) seen.push(Buffer.from(item.whole?.() ?? []).toString('latin1'));
  }
  return seen;
}

test.each(FILES)('%s is read without a run of 7-Zip', async (name) => {
  const row = fixtureRows.find(({ file }) => file === name)!;
  const seen = await withoutSevenZip(readFixture(row).bytes);
  expect(seen.some((text) => text.includes(row.marker))).toBe(true);
  expect(seen).not.toContain('budget');
});

test.each(FILES)('%s with any byte of its first file changed: its content, or 7-Zip is asked', async (name) => {
  const bytes = fixtureBytes(name);
  const sound = await withoutSevenZip(bytes);
  const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  const end = start + bytes.readUInt32LE(18);
  let asked = 0;
  for (let at = start; at < end; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1 << (at % 8);
    const [first] = await withoutSevenZip(changed);
    if (first === 'budget') asked++;
    else expect({ at, first }).toEqual({ at, first: sound[0] });
  }
  // Versions, sizes of blocks and dictionaries, and tables that nothing uses may be anything.
  expect(asked).toBeGreaterThan(0.8 * (end - start));
});
