import { describe, expect, test } from 'vitest';
import { type MemorySurvey, surveyMemory } from '../../src/kernel/memory-survey.ts';
import { type OpenKernel, openKernel } from '../../src/kernel/open-kernel.ts';
import { planKernel } from '../../src/kernel/plan.ts';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';
import { DATA_KINDS } from './seeded-data.ts';
import { looksRandom, surveyByPlaces } from './survey-oracle.ts';

const plan = planKernel([]);
const PHASES = [0, 1, 2, 3, 4, 5, 6, 7];
const POINTER = 0x7f12_3456_7890n;

/** Lists as plain arrays, so that a difference is printed. */
function survey(kernel: OpenKernel, start: number, end: number, limit: number, phase: number) {
  const found = surveyMemory(kernel, start, end, limit, phase);
  const lists = Object.entries(found).map(([kind, places]) => [kind, [...places]]);
  return Object.fromEntries(lists) as Record<keyof MemorySurvey, number[]>;
}

/** As a caller joins surveys of parts that follow each other. */
function joined(parts: readonly MemorySurvey[]) {
  const whole: Record<keyof MemorySurvey, number[]> = {
    ...{ runs: [], bignums: [], edwardsKeys: [], slices: [], smallIntegers: [], phpArrays: [], scheduleWords: [] },
  };
  for (const { runs, ...structures } of parts) {
    for (let at = 0; at < runs.length; at += 2) {
      const start = whole.runs.at(-2) ?? 0;
      if (whole.runs.length > 0 && runs[at]! <= start + whole.runs.at(-1)!)
        whole.runs[whole.runs.length - 1] = runs[at]! + runs[at + 1]! - start;
      else whole.runs.push(runs[at]!, runs[at + 1]!);
    }
    for (const kind of Object.keys(structures) as (keyof typeof structures)[]) whole[kind].push(...structures[kind]);
  }
  return whole;
}

type Field = readonly [offset: number, bytes: 1 | 4 | 8, value: number | bigint];

function write(window: Uint8Array, at: number, fields: readonly Field[]): void {
  const view = new DataView(window.buffer, window.byteOffset, window.length);
  for (const [offset, bytes, value] of fields) {
    if (bytes === 1) view.setUint8(at + offset, Number(value));
    else if (bytes === 4) view.setUint32(at + offset, Number(value), true);
    else view.setBigUint64(at + offset, BigInt(value), true);
  }
}

const bignum = (pointer: bigint, top: number, dmax: number, negative: number, flags: number): readonly Field[] => [
  [0, 8, pointer],
  [8, 4, top],
  [12, 4, dmax],
  [16, 4, negative],
  [20, 4, flags],
];
const slice = (pointer: bigint, length: number | bigint, capacity: number | bigint): readonly Field[] => [
  [0, 8, pointer],
  [8, 8, length],
  [16, 8, capacity],
];
const edwardsKey = (pointer: bigint, hasPublic: number, length: number | bigint, type: number): readonly Field[] => [
  [16, 1, hasPublic],
  [80, 8, pointer],
  [88, 8, length],
  [96, 4, type],
  [100, 4, 1],
];

const smallIntegers = (map: bigint, length: number, first: number, low = 0): readonly Field[] => [
  [0, 8, map],
  [8, 4, low],
  [12, 4, length],
  [16, 4, low],
  [20, 4, first],
];

const scheduleWords = (map: bigint, length: number, words: readonly number[], low = 0): readonly Field[] => [
  [0, 8, map],
  [8, 4, low],
  [12, 4, length],
  ...words.flatMap((word, index): Field[] => [
    [16 + 8 * index, 4, 0],
    [20 + 8 * index, 4, word],
  ]),
];

/** Words of which three follow from others, as in an expanded key of so many words. */
function relatedWords(random: SeededRandom, keyWords: number): number[] {
  const words = Array.from({ length: 16 }, () => random.int(2 ** 31));
  for (const place of [1, 2, 3]) words[keyWords + place] = (words[place]! ^ words[keyWords + place - 1]!) >>> 0;
  return words;
}

/** The same of a schedule for decryption, with the columns of each round in the order 0, 3, 2, 1. */
function turnedWords(random: SeededRandom, keyWords: number): number[] {
  const words = Array.from({ length: 16 }, () => random.int(2 ** 31));
  const places = keyWords === 4 ? [9, 10, 11] : keyWords === 6 ? [15, 8, 9] : [13, 14, 15];
  for (const [place, target] of places.entries()) words[target] = (words[4 + place]! ^ words[5 + place]!) >>> 0;
  return words.map((_, place) => words[[0, 3, 2, 1][place % 4]! + place - (place % 4)]!);
}

const phpArray = (pointer: bigint, used: number, elements: number, room: number, position = 0): readonly Field[] => [
  [0, 8, pointer],
  [8, 4, used],
  [12, 4, elements],
  [16, 4, room],
  [20, 4, position],
];

/** Valid ones and such as are wrong in a field, mostly by 1. */
function someStructure(random: SeededRandom): readonly Field[] {
  const pick = (values: readonly number[]) => random.pick(values);
  const pointer =
    random.int(6) === 0
      ? random.pick([0n, 0xfff8n, 0x10000n, 0x10004n, (1n << 47n) - 8n, 1n << 47n, 0xffff_8880_0000_0000n])
      : POINTER + 8n * BigInt(random.int(1000));
  if (random.int(4) === 0)
    return smallIntegers(
      pointer | BigInt(pick([0, 1, 1, 1, 1, 3])),
      pick([9, 10, 37, 512, 513]),
      pick([0, 0xffff, 0x10000, 0xfffffff, 0x10000000]),
      pick([0, 0, 0, 1]),
    );
  if (random.int(4) === 0) {
    const keyWords = pick([4, 6, 8]);
    const words = random.int(2) === 0 ? relatedWords(random, keyWords) : turnedWords(random, keyWords);
    if (random.int(4) === 0) words[random.int(16)]! ^= 1;
    return scheduleWords(pointer | BigInt(pick([0, 1, 1, 1])), pick([43, 44, 77, 512, 513]), words, pick([0, 0, 0, 1]));
  }
  if (random.int(4) === 0) {
    const used = pick([7, 8, 9, 13, 34, 67, 133, 134]);
    return phpArray(
      pointer,
      used,
      used + pick([0, 0, 0, 0, 1]),
      pick([16, 64, 128, 192, 256, 256, 512]),
      pick([0, 0, 0, 1]),
    );
  }
  if (random.int(3) === 0)
    return bignum(
      pointer,
      pick([0, 1, 2, 16, 256, 257]),
      pick([0, 1, 16, 256, 512, 513]),
      pick([0, 1, 2]),
      pick([0, 5, 31, 32]),
    );
  if (random.int(2) === 0) {
    const length = pick([3, 4, 31, 32, 33, 47, 57, 64, 66, 68]);
    return slice(
      pointer | BigInt(pick([0, 0, 1])),
      length,
      length + pick([-1, 0, 1, 15, 16, 17, 28, 32 - length, 512]),
    );
  }
  return edwardsKey(pointer, pick([0, 1, 1, 1, 3]), pick([31, 32, 32, 56, 57]), pick([0, 1, 2, 3, 4]));
}

/** Bytes of which too few, just enough or too many are high, extreme or repeated. */
function nearlyRandom(random: SeededRandom, bytes: number): Uint8Array {
  const data = new Uint8Array(bytes);
  let [high, extreme, repeated] = [0.5, 0, 0];
  for (let at = 0; at < bytes; at++) {
    if (at % 128 === 0) {
      high = random.pick([0.1, 0.2, 0.5, 0.5, 0.8, 0.9]);
      extreme = random.pick([0, 0, 0, 0.12]);
      repeated = random.pick([0, 0, 0, 0.3]);
    }
    data[at] = random.int(128) | (random.next() < high ? 128 : 0);
    if (random.next() < extreme) data[at] = random.pick([0, 255]);
    if (at > 8 && random.next() < repeated) data[at] = data[at - 1 - random.int(9)]!;
  }
  return data;
}

const KINDS: typeof DATA_KINDS = { ...DATA_KINDS, 'bytes that are nearly random': nearlyRandom };

/** Data of a kind with numbers and structures in it, some at places that are not tried. */
function plantedWindow(kernel: OpenKernel, kind: string, random: SeededRandom, phase: number): void {
  const bytes = kernel.window.length;
  kernel.window.set(KINDS[kind]!(random, bytes));
  for (let at = phase; at + 700 < bytes; at += 8 * random.int(100)) {
    const place = random.int(8) === 0 ? at + random.int(8) : at;
    if (random.int(2) === 0) write(kernel.window, place, someStructure(random));
    else kernel.window.set(random.bytes(random.pick([16, 24, 31, 32, 33, 48, 66, 128, 512])), place);
    at += 8;
  }
}

describe('surveyMemory', () => {
  test.each(Object.keys(KINDS))('agrees with the oracle in %s, at every phase, in every part', (kind) => {
    const windowBytes = 40_000;
    const kernel = openKernel(plan, windowBytes);
    const random = seededRandom(kind.length);
    const count = {
      ...{ runs: 0, bignums: 0, edwardsKeys: 0, slices: 0, smallIntegers: 0, phpArrays: 0, scheduleWords: 0 },
    };
    for (const phase of PHASES) {
      plantedWindow(kernel, kind, random, phase);
      const whole = surveyByPlaces(kernel.window, 0, windowBytes, windowBytes, phase);
      expect(survey(kernel, 0, windowBytes, windowBytes, phase)).toEqual(whole);
      for (const list of Object.keys(count) as (keyof MemorySurvey)[]) count[list] += whole[list].length;
      for (let part = 0; part < 5; part++) {
        const [start, end, limit] = Array.from({ length: 3 }, () => random.int(windowBytes + 200)).sort(
          (a, b) => a - b,
        );
        expect(survey(kernel, start!, end!, limit!, phase)).toEqual(
          surveyByPlaces(kernel.window, start!, end!, limit!, phase),
        );
      }
    }
    expect(Math.min(...Object.values(count))).toBeGreaterThan(2);
  });

  test.each(Object.keys(KINDS))('parts of %s, joined, are the whole', (kind) => {
    const windowBytes = 1 << 20;
    const kernel = openKernel(plan, windowBytes);
    const random = seededRandom(70 + kind.length);
    plantedWindow(kernel, kind, random, 3);
    const whole = survey(kernel, 0, windowBytes, windowBytes, 3);
    const inside = Array.from({ length: 400 }, () => random.int(windowBytes)).sort((a, b) => a - b);
    // Parts of a few bytes, too.
    const cuts = [0, 5, 6, 30, ...inside, windowBytes - 40, windowBytes - 3, windowBytes].sort((a, b) => a - b);
    const parts = cuts.slice(1).map((cut, part) => surveyMemory(kernel, cuts[part]!, cut, windowBytes, 3));
    expect(joined(parts)).toEqual(whole);
  });

  test('tells blocks apart by one byte: high, extreme and repeated ones', () => {
    const random = seededRandom(11);
    const kernel = openKernel(plan, 512);
    const verdicts = new Map<boolean, number>();
    for (let round = 0; round < 20_000; round++) {
      const block = nearlyRandom(random, 32);
      const expected = looksRandom(block);
      kernel.window.set(block, 160);
      expect(survey(kernel, 160, 161, 512, 0).runs).toEqual(expected ? [160, 32] : []);
      verdicts.set(expected, (verdicts.get(expected) ?? 0) + 1);
    }
    expect(Math.min(verdicts.get(true)!, verdicts.get(false)!)).toBeGreaterThan(2000);
  });

  test('finds the lengths that slices of keys have, and no others', () => {
    const kernel = openKernel(plan, 64);
    const found = Array.from({ length: 600 }, (_, length) => length).filter((length) => {
      write(kernel.window, 8, slice(POINTER, length, length));
      return survey(kernel, 0, 64, 64, 0).slices.length === 1;
    });
    expect(found).toEqual([4, 6, 8, 9, 12, 16, 24, 31, 32, 47, 48, 56, 57, 64, 65, 66]);
    for (const length of [4n + (1n << 32n), (1n << 63n) + 4n, 1n << 32n]) {
      write(kernel.window, 8, slice(POINTER, length, length));
      expect(survey(kernel, 0, 64, 64, 0).slices).toEqual([]);
    }
  });

  test.each([
    ['bignums', 24, bignum(POINTER, 16, 16, 0, 5)],
    ['slices', 24, slice(0xc000_0123_40n, 16, 32)],
    ['slices', 24, slice(0xc000_0123_41n, 47, 48)],
    ['smallIntegers', 24, smallIntegers(POINTER | 1n, 37, 0x1234567)],
    ['phpArrays', 24, phpArray(POINTER, 34, 34, 64)],
    ['scheduleWords', 144, scheduleWords(POINTER | 1n, 44, relatedWords(seededRandom(5), 4))],
    ['scheduleWords', 144, scheduleWords(POINTER | 1n, 77, turnedWords(seededRandom(6), 6))],
    ['edwardsKeys', 104, edwardsKey(POINTER, 1, 32, 2)],
    ['edwardsKeys', 104, edwardsKey(POINTER, 1, 57, 3)],
  ] as const)('%s are found in the part where they begin, if they end before the limit', (kind, length, fields) => {
    const kernel = openKernel(plan, 4096);
    for (const phase of PHASES) {
      const at = 1600 + phase;
      kernel.window.fill(0);
      write(kernel.window, at, fields);
      const found = (start: number, end: number, limit: number, tried = phase) =>
        survey(kernel, start, end, limit, tried)[kind];
      expect(found(0, 4096, 4096)).toEqual([at]);
      expect(found(at, at + 1, at + length)).toEqual([at]);
      expect([found(0, at, 4096), found(at + 1, 4096, 4096), found(0, 4096, at + length - 1)]).toEqual([[], [], []]);
      expect(found(0, 4096, 4096, (phase + 4) % 8)).toEqual([]);
    }
  });

  test('reports runs of blocks that begin in the part and end before the limit', () => {
    const kernel = openKernel(plan, 4096);
    kernel.window.set(seededRandom(2).bytes(128), 1000);
    const runs = (start: number, end: number, limit: number) => survey(kernel, start, end, limit, 0).runs;
    expect(runs(0, 4096, 4096)).toEqual([1000, 128]);
    expect([runs(0, 1000, 4096), runs(0, 1001, 4096), runs(1000, 1009, 4096)]).toEqual([[], [1000, 32], [1000, 40]]);
    expect([runs(1001, 4096, 4096), runs(1096, 4096, 4096), runs(1097, 4096, 4096)]).toEqual([
      [1008, 120],
      [1096, 32],
      [],
    ]);
    expect([runs(0, 4096, 1127), runs(0, 4096, 1128), runs(0, 4096, 1031)]).toEqual([[1000, 120], [1000, 128], []]);
    kernel.window.copyWithin(1128, 1000, 1128);
    expect(runs(0, 4096, 4096)).toEqual([1000, 256]);
  });

  test('finds random numbers of every size whole', () => {
    const random = seededRandom(8);
    const windowBytes = 1 << 20;
    const kernel = openKernel(plan, windowBytes);
    const expected: number[] = [];
    for (let at = 40; at + 600 < windowBytes; ) {
      const length = random.pick([32, 48, 64, 96, 128, 192, 256, 512]);
      kernel.window.set(random.bytes(length), at);
      expected.push(at, length);
      at += length + 8 * (1 + random.int(10));
    }
    expect(survey(kernel, 0, windowBytes, windowBytes, 0).runs).toEqual(expected);
  });

  test('finds more than its buffer holds', () => {
    const windowBytes = 1 << 21;
    const kernel = openKernel(plan, windowBytes);
    const expected: number[] = [];
    for (let at = 0; at + 24 <= windowBytes; at += 24) {
      write(kernel.window, at, slice(POINTER, 32, 32));
      expected.push(at);
    }
    expect(survey(kernel, 0, windowBytes, windowBytes, 0).slices).toEqual(expected);
  });

  test('finds nothing in zeros, and nothing where there is nothing', () => {
    const kernel = openKernel(plan, 10_000);
    const nothing = {
      ...{ runs: [], bignums: [], edwardsKeys: [], slices: [], smallIntegers: [], phpArrays: [], scheduleWords: [] },
    };
    for (const [start, end, limit] of [
      [0, 10_000, 10_000],
      [5, 5, 10_000],
      [9000, 100, 10_000],
      [0, 10, 0],
      [20_000, 30_000, 30_000],
    ] as const)
      expect(survey(kernel, start, end, limit, 0)).toEqual(nothing);
  });
});
