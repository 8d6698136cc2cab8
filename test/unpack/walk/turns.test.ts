import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { Turns } from '../../../src/unpack/walk/turns.ts';
import { buildZip } from '../../builders/zip.ts';
import { AMPLE, observe } from '../observe.ts';

test('a turn is due after a thousand steps, and after 32 MiB', async () => {
  const budget = new Budget(AMPLE);
  const turns = new Turns(budget);
  const isDue = (): boolean => turns.step() !== undefined;
  const steps = Array.from({ length: 2001 }, (_, step) => step + 1);
  expect(steps.filter(isDue)).toEqual([1000, 2000]);
  budget.takeBytes((32 << 20) - 1, 0);
  expect(isDue()).toBe(false);
  budget.takeBytes(1, 0);
  expect([isDue(), isDue()]).toEqual([true, false]);
});

test('a walk through 2,100 entries that give nothing lets others have their turn', async () => {
  const names = Array.from({ length: 2100 }, (_, index) => `entry ${index}`);
  // Blocks of the reserved type.
  const zip = buildZip(names.map((name) => ({ name, data: 'x', packed: Buffer.from([7]) })));
  let [turns, isDone] = [0, false];
  const count = (): void => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const { gaps } = await observe(zip);
  isDone = true;
  expect(gaps.length).toBe(2100);
  expect(turns).toBeGreaterThanOrEqual(2);
});
