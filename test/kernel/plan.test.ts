import { describe, expect, test } from 'vitest';
import { countFours } from '../../src/kernel/fours.ts';
import { openKernel } from '../../src/kernel/open-kernel.ts';
import { openPrepared, planKernel, preparePlan } from '../../src/kernel/plan.ts';
import { textAnchor } from '../../src/model/anchor.ts';
import { UsageError } from '../../src/model/errors.ts';

describe('planKernel', () => {
  test.each([
    ['shorter than 3 bytes', [textAnchor('ab')]],
    ['longer than 32 bytes', [textAnchor('a'.repeat(33))]],
    ['more than 65,535', Array.from({ length: 0x10000 }, () => textAnchor('abc'))],
  ])('refuses anchors that are %s', (_what, anchors) => {
    expect(() => planKernel(anchors)).toThrow(UsageError);
  });

  test('takes no anchors: the kernel then finds nothing', () => {
    const kernel = openKernel(planKernel([]), 1024);
    expect(kernel.scan(0, 1024, 1024).count).toBe(0);
  });

  test('takes an anchor twice: both are reported', () => {
    const kernel = openKernel(planKernel([textAnchor('key'), textAnchor('key')]), 8);
    kernel.window.set(new TextEncoder().encode('a key it'));
    const { count, positions, anchors } = kernel.scan(0, 8, 8);
    expect([count, [...positions], [...anchors]]).toEqual([2, [2, 2], [0, 1]]);
  });

  test('gives data that can be posted to a worker, the same in every run', () => {
    const anchors = ['ghp_', 'password', 'BEGIN'].map((text) => textAnchor(text));
    const { tables } = structuredClone(planKernel(anchors));
    expect(Buffer.compare(tables, planKernel(anchors).tables)).toBe(0);
    expect(tables.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

describe('openKernel', () => {
  test.each([-1, 1.5, Number.NaN, 2 ** 31])('refuses a window of %s bytes', (windowBytes) => {
    expect(() => openKernel(planKernel([]), windowBytes)).toThrow(UsageError);
  });

  test('serves one window a kernel: what one holds, another does not see', () => {
    const plan = planKernel([textAnchor('key')]);
    const [one, other] = [openKernel(plan, 16), openKernel(plan, 16)];
    one.window.set(new TextEncoder().encode('key'));
    expect([one.scan(0, 16, 16).count, other.scan(0, 16, 16).count]).toEqual([1, 0]);
  });
});

describe('a prepared plan', () => {
  const anchors = ['ghp_', 'password', 'BEGIN', '"kty"'].map((text) => textAnchor(text));
  const prepared = preparePlan(anchors, countFours([], 1));

  test('serves anchors that come behind them, which are found as the others are', () => {
    const more = [textAnchor('xkcd'), textAnchor('password', { ignoreCase: true })];
    const kernel = openKernel(openPrepared(prepared, more), 64);
    const text = 'password "kty" xkcd PASSWORD ghp_ BEGIN xxkcd';
    kernel.window.set(new TextEncoder().encode(text));
    const { count, positions, anchors: numbers } = kernel.scan(0, text.length, 64);
    const hits = Array.from({ length: count }, (_, hit) => [positions[hit], numbers[hit]]);
    expect(hits.sort()).toEqual(
      [
        [0, 1],
        [0, 5],
        [9, 3],
        [15, 4],
        [20, 5],
        [29, 0],
        [34, 2],
        [41, 4],
      ].sort(),
    );
  });

  test.each([
    ['shorter than 3 bytes', [textAnchor('ab')]],
    [
      'so many that all are more than 65,535',
      Array.from({ length: 0x10000 - anchors.length }, () => textAnchor('abc')),
    ],
  ])('refuses more anchors that are %s', (_what, more) => {
    expect(() => openPrepared(prepared, more)).toThrow(UsageError);
  });
});
