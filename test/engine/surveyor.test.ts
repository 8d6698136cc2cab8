import { expect, test } from 'vitest';
import { Surveyor } from '../../src/engine/surveyor.ts';
import { openKernel } from '../../src/kernel/open-kernel.ts';
import { planKernel } from '../../src/kernel/plan.ts';
import { NO_MEMORY } from '../../src/model/memory.ts';
import type { Region, View } from '../../src/views/view.ts';
import { seededRandom } from '../support/seeded-random.ts';

const viewOf = (...regions: Region[]): View => ({ id: 'test', regions, memory: NO_MEMORY, troubles: [] });

/** Surveys `bytes` in windows of 1,000 bytes. */
function surveyed(view: View, bytes: Uint8Array) {
  const kernel = openKernel(planKernel([]), 1256);
  const surveyor = new Surveyor(view);
  for (let base = 0; base < bytes.length; base += 1000) {
    const window = bytes.subarray(base, base + 1256);
    kernel.window.set(window);
    surveyor.survey(kernel, { base, start: 0, end: Math.min(1000, window.length), limit: window.length });
  }
  return surveyor;
}

test('a run that windows cut is one; code, unless it is little, what the file of a program holds, and what lies between regions is not looked at', () => {
  const bytes = new Uint8Array(8000 + 0x10000);
  bytes.set(seededRandom(6).bytes(128), 9000);
  bytes.set(seededRandom(1).bytes(512), 800);
  bytes.set(seededRandom(2).bytes(128), 3200);
  bytes.set(seededRandom(3).bytes(128), 5000);
  bytes.set(seededRandom(4).bytes(128), 5600);
  const view = viewOf(
    { offset: 0, length: 2000, address: 0x1000n },
    { offset: 3000, length: 1000, address: 0x3000n, isReadOnly: true, moduleBase: 0x3000n },
    { offset: 4000, length: 400, address: 0x4000n },
    { offset: 5400, length: 600, address: 0x5400n, isReadOnly: true, isCode: true },
    { offset: 8000, length: 0x10000, address: 0x8000n, isReadOnly: true, isCode: true },
  );
  expect([...surveyed(view, bytes).finish().runs]).toEqual([800, 512, 5600, 128]);
});

test('words are aligned as the addresses are, not as the file is', () => {
  const bytes = new Uint8Array(900);
  bytes.set(seededRandom(4).bytes(64), 203);
  const [start] = surveyed(viewOf({ offset: 3, length: 897, address: 0x8000n }), bytes).finish().runs;
  expect(start).toBe(203);
});

test('where values are packed, one of 32 bytes is seen wherever it begins', () => {
  const random = seededRandom(5);
  const [bytes, places] = [new Uint8Array(40_000), [] as number[]];
  for (let at = 64; at + 64 < bytes.length; at += 97) {
    places.push(at);
    bytes.set(random.bytes(32), at);
  }
  const missed = (view: View): number => {
    const { runs } = surveyed(view, bytes).finish();
    const starts = [...runs].filter((_, index) => index % 2 === 0);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    const isSeen = (place: number) =>
      starts.some((start, index) => start < place + 12 && start + runs[2 * index + 1]! > place + 20);
    return places.filter((place) => !isSeen(place)).length;
  };
  const view = viewOf({ offset: 0, length: bytes.length });
  expect(missed(view)).toBeGreaterThan(places.length / 100);
  expect(missed({ ...view, isPacked: true })).toBe(0);
});
