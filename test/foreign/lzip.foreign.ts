/** Members as lzip writes them, and ours as it reads them; plzip 1.12 has that name where it is installed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { containers } from '../../src/unpack/catalog.ts';
import { lzipMember } from '../builders/lzip.ts';
import { workshop } from '../support/foreign-program.ts';
import { noise, observe } from '../unpack/observe.ts';

const shop = workshop();
const source = readFileSync(new URL(import.meta.url));
/** Below what is unpacked here, and above. */
const inputs = [Buffer.of(7), source, noise(5000), Buffer.alloc(60_000, source), Buffer.alloc(500_000, source)];

test.each([0, 6, 9])('what lzip -%i writes is read', async (level) => {
  const members = inputs.map((input) => shop.run('lzip', [`-${level}c`], { input }));
  const { leaves, gaps } = await observe(Buffer.concat(members), { containers });
  expect(gaps).toEqual([]);
  expect(leaves.map(({ path }) => path)).toEqual(['artifact!/data']);
  expect(leaves[0]!.bytes.equals(Buffer.concat(inputs))).toBe(true);
});

test('lzip reads what the builder of our tests writes', () => {
  for (const input of inputs)
    expect(shop.run('lzip', ['-dc'], { input: lzipMember({ data: input }) }).equals(input)).toBe(true);
});
