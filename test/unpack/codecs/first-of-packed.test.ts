/** The first bytes of what is packed, also when most of it is damaged. */
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflateFirst } from '../../../src/unpack/codecs/first-of-packed.ts';
import { noise } from '../observe.ts';

test('as many bytes as there are before damage', async () => {
  const packed = deflateRawSync(noise(100_000));
  expect((await inflateFirst(packed, 50, 200_000)).length).toBeGreaterThanOrEqual(50);
  expect((await inflateFirst(packed.subarray(0, 60_000), 1000)).length).toBeGreaterThanOrEqual(1000);
});

test('others have their turn meanwhile, and node:zlib frees what damaged streams took', async () => {
  let [turns, isDone] = [0, false];
  const count = (): void => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  // A block of type 3, which RFC 1951 section 3.2.3 reserves.
  const broken = Buffer.from('ffff', 'hex');
  for (let index = 0; index < 1000; index++) expect(await inflateFirst(broken, 64 << 10)).toHaveLength(0);
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(5);
});
