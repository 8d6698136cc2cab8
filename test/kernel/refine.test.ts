import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/detect/catalog.ts';
import { PAIRS, ZEROS_MATCH } from '../../src/kernel/assembly/layout.ts';
import { backgrounds } from '../../src/kernel/background.ts';
import { chooseBuckets, fillPairs } from '../../src/kernel/buckets.ts';
import { countFours } from '../../src/kernel/fours.ts';
import { openKernel } from '../../src/kernel/open-kernel.ts';
import { type KernelPlan, openPrepared, planKernel, preparePlan } from '../../src/kernel/plan.ts';
import { type Choices, refineChoices } from '../../src/kernel/refine.ts';
import { chooseWindows, windowAt } from '../../src/kernel/windows.ts';
import { textAnchor } from '../../src/model/anchor.ts';

const anchors = [...new Set(rules.flatMap((rule) => rule.anchors))]
  .map((anchor) => (typeof anchor === 'string' ? textAnchor(anchor) : textAnchor(anchor.text, { ignoreCase: true })))
  .slice(0, 1200);
const text = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url));
const { kinds, busy, modelled } = backgrounds();
const fours = countFours([text], 1);
const traffic = { fours, others: modelled };
const windows = chooseWindows(anchors, kinds);
const before: Choices = { windows, buckets: chooseBuckets(windows, busy) };
const after = refineChoices(before, anchors, traffic, 2);

/** Windows of the text whose two pairs share a bucket. */
function passing({ windows, buckets }: Choices): number {
  const pairs = new Uint32Array(0x20000);
  fillPairs(windows, buckets, pairs);
  let count = 0;
  for (let at = 0; at + 4 <= text.length; at += 2)
    if (pairs[text.readUInt16LE(at) * 2]! & pairs[text.readUInt16LE(at + 2) * 2 + 1]!) count++;
  return count;
}

describe('choices that were refined', () => {
  it('let fewer windows of a text pass', () => {
    expect(passing(after)).toBeLessThan(passing(before));
  });

  it('are of the same anchors, at offsets as even as before', () => {
    const named = ({ windows }: Choices) => windows.map(({ anchor, offset }) => [anchor, offset & 1]);
    expect(named(after)).toEqual(named(before));
    for (const window of after.windows)
      expect(windowAt(window.anchor, anchors[window.anchor]!, window.offset)).toEqual(window);
  });

  it('find what those of a plan at a start find', () => {
    // Each of them twice, at an even and at an odd place.
    const all = Buffer.concat(
      anchors.flatMap(({ bytes }) => [bytes, Buffer.alloc(1 + (bytes.length % 2), 32), bytes, Buffer.from(' ')]),
    );
    const hitsOf = (plan: KernelPlan) => {
      const kernel = openKernel(plan, all.length);
      kernel.window.set(all);
      const { count, positions, anchors: numbers } = kernel.scan(0, all.length, all.length);
      return Array.from({ length: count }, (_, hit) => `${positions[hit]} ${numbers[hit]}`).sort();
    };
    const atAStart = hitsOf(planKernel(anchors));
    expect(atAStart.length).toBeGreaterThan(anchors.length);
    expect(hitsOf(openPrepared(preparePlan(anchors, fours)))).toEqual(atAStart);
  });

  it('have no window of zeros where there is another, so that zeros are passed over', () => {
    const own = [...anchors.slice(0, 50), { bytes: Buffer.from('010000000000000002', 'hex'), ignoreCase: false }];
    const first = chooseWindows(own, kinds);
    const refined = refineChoices({ windows: first, buckets: chooseBuckets(first, busy) }, own, traffic, 2);
    for (const { bytes } of refined.windows) expect(bytes.some((byte) => byte > 0)).toBe(true);
    expect(openPrepared(preparePlan(own, fours)).tables[ZEROS_MATCH - PAIRS]).toBe(0);
  });
});
