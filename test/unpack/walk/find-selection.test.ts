import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { containers } from '../../../src/unpack/catalog.ts';
import { codings } from '../../../src/unpack/codings/catalog.ts';
import type { EmbeddedArchive, EncodedRun } from '../../../src/unpack/walk/embedded.ts';
import { WastedReads } from '../../../src/unpack/walk/failures.ts';
import { FindSelection } from '../../../src/unpack/walk/find-selection.ts';
import { NOT_OPENED } from '../../../src/unpack/walk/opening-record.ts';
import { WastedRuns } from '../../../src/unpack/walk/wasted-runs.ts';
import { AMPLE } from '../observe.ts';

const [gzip, zip, elf] = ['gzip', 'zip', 'elf'].map((id) => containers.find((container) => container.id === id)!);
const KiB = 1 << 10;
const OPENED = { ...NOT_OPENED, steps: 1 };

function archive(offset: number, container = gzip!): EmbeddedArchive {
  return { container, offset };
}

function run(offset: number): EncodedRun {
  return { coding: codings[0]!, offset, end: offset + 100, isOpen: false };
}

function selection({
  reportedBy = [] as string[],
  isInside = false,
  isFragment = false,
  wasted = new WastedReads(),
} = {}): FindSelection {
  const runs = new WastedRuns(new Budget(AMPLE));
  return new FindSelection({
    known: { taken: [{ start: 10, end: 20 }], reportedBy },
    wasted,
    runs,
    isInside,
    isFragment,
  });
}

test('what a container took out of the leaf, or has told already, is not opened again', () => {
  const finds = selection({ reportedBy: ['zip'] });
  expect([archive(9), archive(10), archive(19), archive(20)].map((find) => finds.includes(find))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect([finds.includes(archive(30, zip)), finds.includes(run(30)), finds.includes(run(15))]).toEqual([
    false,
    true,
    false,
  ]);
  expect(finds.messages).toEqual([]);
});

test('what an archive took out of the leaf is not opened again, and what it took once more was read in vain', () => {
  const MiB = KiB * KiB;
  const finds = selection();
  finds.add(archive(100, elf), OPENED, [{ start: 0, end: 10 }, { start: 50, end: 50 + 64 * MiB }]); // biome-ignore format: a row
  const [within, between] = [archive(109), archive(110)].map((find) => finds.includes(find));
  expect([within, between]).toEqual([false, true]);
  const behind = archive(200 + 64 * MiB, elf);
  finds.add(archive(120, elf), OPENED, [{ start: 40, end: 64 * MiB }]);
  expect(finds.includes(behind)).toBe(true);
  finds.add(archive(130, elf), OPENED, [{ start: 40, end: 140 }]);
  expect(finds.includes(behind)).toBe(false);
  expect(finds.messages).toEqual([
    expect.stringContaining('is damaged or empty, or was read before, and 1 more were not tried'),
  ]);
});

test('what lies in an archive that was opened is its content', () => {
  const finds = selection();
  finds.add(archive(30), { ...OPENED, end: 70 });
  expect([archive(99), run(99), archive(100), run(100)].map((find) => finds.includes(find))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('behind where a broken codec is proven sound, finds are tried, except in the output of another', () => {
  const broken = { ...OPENED, end: 500 * KiB, isBroken: true };
  for (const [isFragment, soundUntil, end] of [
    [false, 10 * KiB, 10 * KiB],
    [false, undefined, 372 * KiB],
    [true, 10 * KiB, 500 * KiB],
  ] as const) {
    const finds = selection({ isFragment });
    finds.add(archive(30), { ...broken, soundUntil });
    expect([finds.includes(archive(30 + end - 1)), finds.includes(archive(30 + end))]).toEqual([false, true]);
  }
});

test('a limit to what is tried within what broken codecs have read is told', () => {
  const finds = selection();
  finds.add(archive(0), { ...OPENED, end: 5000, isBroken: true, soundUntil: 0 });
  const tried = Array.from({ length: 2000 }, (_, at) => finds.includes(archive(100 + at)));
  expect(tried.filter((isTried) => isTried)).toHaveLength(1024);
  expect(finds.messages).toEqual([expect.stringContaining('976 more were not')]);
  expect(finds.includes(archive(5000))).toBe(true);
});

test('what is unpacked in vain within what broken codecs have read is limited too, since a MiB may unpack to a gigabyte', () => {
  const finds = selection();
  const broken = { ...OPENED, end: 5000, isBroken: true, soundUntil: 0, unpackedBytes: 100 * KiB * KiB };
  const tried = Array.from({ length: 10 }, (_, at) => {
    const isTried = finds.includes(archive(at));
    if (isTried) finds.add(archive(at), broken);
    return isTried;
  });
  // The first of them is not read twice; three more are 300 MiB.
  expect(tried.filter((isTried) => isTried)).toHaveLength(4);
  expect(finds.messages).toEqual([expect.stringContaining('6 more were not')]);
});

test('a format that fails too often is given up, the others are not', () => {
  const finds = selection();
  for (let at = 0; at < 256; at++) finds.add(archive(1000 + at, zip), { ...OPENED, isFailure: true });
  expect([finds.includes(archive(2000, zip)), finds.includes(archive(2001))]).toEqual([false, true]);
  expect(finds.messages).toEqual([expect.stringContaining('256 places that begin like zip')]);
});

test('what was read in vain is counted over all leaves that share the count', () => {
  const wasted = new WastedReads();
  selection({ wasted }).add(archive(0), { ...OPENED, wastedBytes: 64 << 20 });
  const finds = selection({ wasted });
  expect([finds.includes(archive(0)), finds.includes(archive(0, zip))]).toEqual([false, true]);
  expect(finds.messages).toEqual([expect.stringContaining('is damaged or empty')]);
});

test('limits per leaf do not multiply in finds inside finds', () => {
  const wasted = new WastedReads();
  const failed = { ...OPENED, isFailure: true };
  for (let leaf = 0; leaf < 8; leaf++) {
    const finds = selection({ wasted });
    for (let at = 0; at < 128; at++) finds.add(archive(at, zip), failed);
  }
  const finds = selection({ wasted });
  expect([finds.includes(archive(0, zip)), finds.includes(archive(0))]).toEqual([false, true]);
  expect(finds.messages).toEqual([expect.stringContaining('is damaged or empty')]);
  // Where each costs little, as many as a program may hold, and some more.
  for (let count = 0; count < 10_000; count++) selection({ wasted }).add(archive(0), failed);
  expect(selection({ wasted }).includes(archive(0))).toBe(true);
});

test('an archive that is cut off counts as read in vain where another archive holds it', () => {
  for (const isInside of [false, true]) {
    const finds = selection({ isInside });
    for (let count = 0; count < 1024; count++) finds.add(archive(30, zip), { ...OPENED, isBroken: true });
    expect(finds.includes(archive(100, zip))).toBe(!isInside);
  }
});

test('of archives that do not say where they end, each may have read those behind it: 64 MiB or 16,384 entries are read again', () => {
  const MiB = KiB * KiB;
  const avro = containers.find((container) => container.id === 'avro')!;
  interface Opened {
    readonly container: typeof avro;
    readonly end?: number;
    readonly bytes?: number;
    readonly steps?: number;
  }
  const tried = ({ container, end, bytes = 16 * MiB, steps = 1 }: Opened): number => {
    const finds = selection();
    let count = 0;
    for (; count < 100 && finds.includes(archive(1000 * count, container)); count++)
      finds.add(archive(1000 * count, container), { ...OPENED, end, steps, unpackedBytes: bytes });
    return count;
  };
  expect(tried({ container: avro })).toBe(5);
  expect(tried({ container: avro, bytes: 1, steps: 2048 })).toBe(9);
  // One that says where it ends, and one whose leaf is kept.
  expect(tried({ container: avro, end: 1000 })).toBe(100);
  expect(tried({ container: elf! })).toBe(100);
});
