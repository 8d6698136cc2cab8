import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { BudgetError } from '../../../src/model/errors.ts';
import { CoveredSectors } from '../../../src/unpack/container/covered-sectors.ts';
import { lvm } from '../../../src/unpack/disks/lvm.ts';
import { type Stretch, StretchReader } from '../../../src/unpack/file-systems/stretches.ts';
import { EXTENT_BYTES, largeVolume, linear, volume } from '../../builders/lvm.ts';
import { AMPLE } from '../observe.ts';

const MIB = 1 << 20;
const [BLOCK_BYTES, BLOCKS] = [4096, 256];

test('a file whose extents all lead to the same blocks is read up to 512 MiB', () => {
  const source = new MemorySource(new Uint8Array(MIB).fill(7));
  const covered = new CoveredSectors(source.size, BLOCK_BYTES);
  const sizes = { blockBytes: BLOCK_BYTES, blockCount: BLOCKS };
  const reader = new StretchReader(source, sizes, covered, new Budget(AMPLE));
  const stretches = function* (): Generator<Stretch> {
    for (let start = 0; start < 1000 * (BLOCKS - 1); start += BLOCKS - 1)
      yield { start, count: BLOCKS - 1, at: 1, isUnwritten: false };
  };
  let bytes = 0;
  const read = (): void => {
    for (const chunk of reader.content(1000 * MIB, stretches)) bytes += chunk.length;
  };
  expect(read).toThrow(BudgetError);
  expect(bytes).toBeLessThan(514 * MIB);
});

test('logical volumes that have the same extents are read up to 512 MiB, and each of the others is told', async () => {
  const volumes = Array.from({ length: 700 }, (_, index) => volume(`v${index}`, linear(0, BLOCKS, 0)));
  const image = largeVolume(volumes.join(''), BLOCKS * EXTENT_BYTES);
  let [bytes, told] = [0, 0];
  for await (const item of lvm.entries(new MemorySource(image), new Budget(AMPLE)))
    try {
      if ('open' in item) for await (const chunk of item.open()) bytes += chunk.length;
    } catch (error) {
      expect(error).toBeInstanceOf(BudgetError);
      told++;
    }
  expect(bytes).toBeLessThan(516 * MIB);
  expect(told).toBe(700 - 513);
});
