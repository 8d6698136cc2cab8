import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { containers } from '../../../src/unpack/catalog.ts';
import { Failures, WastedReads } from '../../../src/unpack/walk/failures.ts';
import { WastedRuns } from '../../../src/unpack/walk/wasted-runs.ts';
import { AMPLE } from '../observe.ts';

test('archives without an end, in each of which all that follow are listed, are not tried 256 times', () => {
  const lzh = containers.find(({ id }) => id === 'lzh')!;
  const failures = new Failures(lzh, new WastedReads(), new WastedRuns(new Budget(AMPLE))).add(70_000);
  // One may be large and damaged.
  expect(failures.areTooMany).toBe(false);
  expect(failures.add(1).areTooMany).toBe(true);
});
