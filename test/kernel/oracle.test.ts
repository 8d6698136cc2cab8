import { describe, expect, test } from 'vitest';
import { benchAnchors } from '../../bench/kernel/bench-anchors.ts';
import { countFours } from '../../src/kernel/fours.ts';
import type { Kernel } from '../../src/kernel/kernel.ts';
import { openKernel } from '../../src/kernel/open-kernel.ts';
import { openPrepared, planKernel, preparePlan } from '../../src/kernel/plan.ts';
import { type Anchor, byteAnchor, textAnchor } from '../../src/model/anchor.ts';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';
import { oracleKernel } from './oracle-kernel.ts';
import { DATA_KINDS } from './seeded-data.ts';

const MIB = 1 << 20;

/** Text anchors in UTF-16 too, little-endian, big-endian, and the part that both have in common; at most 32 bytes. */
function withTwins(anchors: readonly Anchor[]): readonly Anchor[] {
  const text = anchors.filter(({ bytes }) => bytes.every((byte) => byte >= 0x20 && byte <= 0x7e));
  const twin = ({ bytes, ignoreCase }: Anchor, place: 0 | 1): Anchor => {
    const wide = new Uint8Array(2 * Math.min(16, bytes.length));
    for (let at = 0; 2 * at < wide.length; at++) wide[2 * at + place] = bytes[at]!;
    return { bytes: wide, ignoreCase };
  };
  const little = text.map((anchor) => twin(anchor, 0));
  const common = little.map(({ bytes, ignoreCase }) => ({ bytes: bytes.slice(0, -1), ignoreCase }));
  return [...anchors, ...little, ...text.map((anchor) => twin(anchor, 1)), ...common];
}

const ALL_ANCHORS = withTwins(benchAnchors());

/** Writes the anchor at `at`, letters in a random case where either matches. */
function plant(window: Uint8Array, at: number, { bytes, ignoreCase }: Anchor, random: SeededRandom): void {
  for (let index = 0; index < bytes.length && at + index < window.length; index++) {
    const byte = bytes[index]!;
    const letter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
    window[at + index] = ignoreCase && letter && random.int(2) ? byte ^ 0x20 : byte;
  }
}

/** Hits as text, so that a difference shows where it is. */
function hitsOf(kernel: Kernel, start: number, end: number, limit: number): string {
  const { count, positions, anchors } = kernel.scan(start, end, limit);
  const hits: string[] = [];
  for (let hit = 0; hit < count; hit++) hits.push(`${positions[hit]}:${anchors[hit]}`);
  return hits.join(' ');
}

function expectSameHits(fast: Kernel, slow: Kernel, [start, end, limit]: readonly [number, number, number]): number {
  const expected = slow.scan(start, end, limit);
  const found = fast.scan(start, end, limit);
  const same =
    found.count === expected.count &&
    Buffer.compare(bytesOf(found.positions), bytesOf(expected.positions)) === 0 &&
    Buffer.compare(bytesOf(found.anchors), bytesOf(expected.anchors)) === 0;
  if (!same) expect(hitsOf(fast, start, end, limit)).toBe(hitsOf(slow, start, end, limit));
  return found.count;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

describe('the kernel finds what the oracle finds', () => {
  const plan = planKernel(ALL_ANCHORS);

  test.each(Object.entries(DATA_KINDS))('in %s, with every anchor planted in a random case', (kind, make) => {
    const random = seededRandom(kind.length);
    const fast = openKernel(plan, MIB);
    const slow = oracleKernel(ALL_ANCHORS, MIB);
    for (let round = 0; round < 3; round++) {
      slow.window.set(make(random, MIB));
      for (const anchor of ALL_ANCHORS) plant(slow.window, random.int(MIB - 32), anchor, random);
      fast.window.set(slow.window);
      const end = MIB - random.int(100);
      const count = expectSameHits(fast, slow, [random.int(100), end, Math.min(MIB, end + random.int(64) - 20)]);
      expect(count).toBeGreaterThan(ALL_ANCHORS.length / 2);
    }
  });

  test('when a window is scanned in parts: each hit in the part where it begins', () => {
    const random = seededRandom(7);
    const bytes = MIB / 4;
    const fast = openKernel(plan, bytes);
    const slow = oracleKernel(ALL_ANCHORS, bytes);
    slow.window.set(DATA_KINDS['memory of a process']!(random, bytes));
    const cuts = Array.from({ length: 400 }, () => random.int(bytes)).sort((a, b) => a - b);
    for (const cut of cuts) plant(slow.window, Math.max(0, cut - random.int(34)), random.pick(ALL_ANCHORS), random);
    fast.window.set(slow.window);
    const ends = [...cuts, bytes];
    const inParts = ends.map((end, part) => hitsOf(fast, part === 0 ? 0 : cuts[part - 1]!, end, bytes)).filter(Boolean);
    expect(inParts.join(' ')).toBe(hitsOf(slow, 0, bytes, bytes));
  });

  test('for every start, end and limit of a small window', () => {
    const anchors = [
      textAnchor('abc'),
      textAnchor('bcab', { ignoreCase: true }),
      byteAnchor('00 00 61'),
      textAnchor('cabcabcabc'),
    ];
    const bytes = 24;
    const fast = openKernel(planKernel(anchors), bytes);
    const slow = oracleKernel(anchors, bytes);
    slow.window.set(new TextEncoder().encode('abcabcabcaBcabc\0\0abcabca'));
    fast.window.set(slow.window);
    for (let start = 0; start <= bytes; start++) {
      for (let end = 0; end <= bytes; end++) {
        for (let limit = 0; limit <= bytes; limit++) expectSameHits(fast, slow, [start, end, limit]);
      }
    }
  });

  test('for anchors of 32 bytes whose only rare bytes are the first, the last, or in the middle', () => {
    const anchors = [0, 1, 14, 15, 27, 28, 29].map((rare) => {
      const bytes = new Uint8Array(32).fill(0x20);
      bytes.set([0x7e, 0x23, 0x7e], rare);
      return { bytes, ignoreCase: false };
    });
    const bytes = 256;
    const fast = openKernel(planKernel(anchors), bytes);
    const slow = oracleKernel(anchors, bytes);
    for (const anchor of anchors) {
      for (let at = 60; at < 100; at++) {
        slow.window.fill(0x20);
        slow.window.set(anchor.bytes, at);
        fast.window.set(slow.window);
        for (const start of [at - 1, at]) {
          expect(expectSameHits(fast, slow, [start, at + 1, at + 32])).toBeGreaterThan(0);
          expectSameHits(fast, slow, [start, at + 1, at + 31]);
        }
      }
    }
  });

  test('when there are more hits than its buffer holds', () => {
    const anchors = ['aaa', 'aaaa', 'aaaaaaaaa', 'AAA', 'a'.repeat(32)].flatMap((text) => [
      textAnchor(text),
      textAnchor(text.toLowerCase(), { ignoreCase: true }),
    ]);
    const bytes = MIB / 8;
    const fast = openKernel(planKernel(anchors), bytes);
    const slow = oracleKernel(anchors, bytes);
    slow.window.fill('a'.charCodeAt(0));
    fast.window.set(slow.window);
    expect(expectSameHits(fast, slow, [0, bytes, bytes])).toBeGreaterThan(bytes * 8);
  });

  test('with 4,000 anchors over few different bytes, so that windows and hashes collide', () => {
    const random = seededRandom(11);
    const alphabet = [0, 0x20, 0x40, 0x41, 0x5b, 0x60, 0x61, 0x62, 0x7b, 0xff];
    const bytesFrom = (length: number) => Uint8Array.from({ length }, () => random.pick(alphabet));
    const anchors = Array.from({ length: 4000 }, () => ({
      bytes: bytesFrom(3 + random.int(8)),
      ignoreCase: random.int(2) === 0,
    }));
    const bytes = MIB / 32;
    const slow = oracleKernel(anchors, bytes);
    slow.window.set(bytesFrom(bytes));
    const prepared = preparePlan(anchors.slice(0, 1000), countFours([], 1));
    for (const plan of [planKernel(anchors), openPrepared(prepared, anchors.slice(1000))]) {
      const fast = openKernel(plan, bytes);
      fast.window.set(slow.window);
      expect(expectSameHits(fast, slow, [0, bytes, bytes])).toBeGreaterThan(bytes / 2);
    }
  });

  const PREPARED = ALL_ANCHORS.filter((_, number) => number % 4 === 0);
  /** Some of them again, some that begin like them, and all others: none, one and many have a hash of those that were prepared. */
  const MORE = [
    ...PREPARED.slice(0, 40),
    ...PREPARED.slice(0, 200).map(({ bytes, ignoreCase }) => ({ bytes: bytes.slice(0, -1), ignoreCase: !ignoreCase })),
    ...ALL_ANCHORS.filter((_, number) => number % 4 !== 0),
  ].filter(({ bytes }) => bytes.length >= 3);
  const prepared = preparePlan(PREPARED, countFours([], 1));

  test.each([
    ['none', []],
    ['one', MORE.slice(-1)],
    ['one that is there', MORE.slice(0, 1)],
    ['many', MORE],
  ])('with a prepared plan and more anchors: %s', (what, more) => {
    const random = seededRandom(what.length);
    const anchors = [...PREPARED, ...more];
    const slow = oracleKernel(anchors, MIB);
    const fast = openKernel(openPrepared(prepared, more), MIB);
    for (const make of Object.values(DATA_KINDS)) {
      slow.window.set(make(random, MIB));
      for (const anchor of anchors) plant(slow.window, random.int(MIB - 32), anchor, random);
      fast.window.set(slow.window);
      expect(expectSameHits(fast, slow, [0, MIB, MIB])).toBeGreaterThan(anchors.length / 2);
    }
  });

  test('where zeros begin and end around an anchor that begins or ends with zeros', () => {
    const anchors = [
      byteAnchor('00 00 07'),
      byteAnchor('07 00 00'),
      byteAnchor('00 00 00 00'),
      byteAnchor('00 00 00 00 07 73'),
    ];
    for (const chosen of [anchors, anchors.filter((_, index) => index !== 2)]) {
      const fast = openKernel(planKernel(chosen), 2048);
      const slow = oracleKernel(chosen, 2048);
      for (let at = 500; at < 800; at++) {
        slow.window.fill(0);
        slow.window[at] = 0x07;
        slow.window[at + 1] = 0x73;
        fast.window.set(slow.window);
        expectSameHits(fast, slow, [at & 7, 2048, 2048]);
      }
    }
  });
});

describe('the kernel finds what Buffer.indexOf finds', () => {
  const POOL_BYTES = 2 * MIB;
  const WINDOW_BYTES = 8 * MIB;
  const ROUNDS = 5;

  // 5 kinds x 5 rounds x 8 MiB = 200 MiB, each round with a set of its own.
  test.each(Object.entries(DATA_KINDS))('in 40 MiB of %s, with 12 anchors a round', (kind, make) => {
    const random = seededRandom(1000 + kind.length);
    const pool = make(random, POOL_BYTES);
    const window = Buffer.alloc(WINDOW_BYTES);
    let scannedBytes = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const anchors = Array.from({ length: 12 }, () => random.pick(ALL_ANCHORS));
      for (let at = 0; at < WINDOW_BYTES; ) {
        const from = random.int(POOL_BYTES - 1);
        const piece = pool.subarray(from, from + 1 + random.int(200_000));
        window.set(piece.subarray(0, WINDOW_BYTES - at), at);
        at += piece.length;
      }
      for (let plants = 0; plants < 2000; plants++)
        plant(window, random.int(WINDOW_BYTES), random.pick(anchors), random);
      const kernel = openKernel(planKernel(anchors), WINDOW_BYTES);
      kernel.window.set(window);
      const { count, positions, anchors: numbers } = kernel.scan(0, WINDOW_BYTES, WINDOW_BYTES);
      const found = Array.from({ length: count }, (_, hit) => positions[hit]! * 16 + numbers[hit]!);
      const expected = placesByIndexOf(window, anchors);
      expect(expected.length).toBeGreaterThan(1000);
      expect(found.length).toBe(expected.length);
      expect(found.every((place, index) => place === expected[index])).toBe(true);
      scannedBytes += WINDOW_BYTES;
    }
    expect(scannedBytes).toBe(40 * MIB);
  });

  function placesByIndexOf(window: Buffer, anchors: readonly Anchor[]): Float64Array {
    const lower = Buffer.from(window);
    for (let at = 0; at < lower.length; at++) if (lower[at]! >= 0x41 && lower[at]! <= 0x5a) lower[at]! += 0x20;
    const places: number[] = [];
    for (const [number, { bytes, ignoreCase }] of anchors.entries()) {
      const wanted = ignoreCase ? bytes.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)) : bytes;
      const where = ignoreCase ? lower : window;
      for (let at = where.indexOf(wanted); at >= 0; at = where.indexOf(wanted, at + 1)) places.push(at * 16 + number);
    }
    return Float64Array.from(places).sort();
  }
});
