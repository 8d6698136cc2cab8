import type { Background } from './background.ts';
import { ANY, type AnchorWindow } from './windows.ts';

export const BUCKETS = 32;

/**
 * The filter's table: for each byte pair (little-endian) a u32 of buckets whose windows may start with it, then a u32 of
 * buckets whose windows may end with it. A window passes when its two pairs share a bucket, so the windows of a bucket also
 * let through each start with each end. Greedy: likely windows first, each to the bucket where it adds fewest of those.
 */
export function fillPairs(windows: readonly AnchorWindow[], kinds: readonly Background[], pairs: Uint32Array): void {
  const sides = windows.map(({ bytes: [a, b, c, d], letters }) => ({
    start: sideOf(a, b, letters & 3, kinds),
    end: sideOf(c, d, letters >> 2, kinds),
  }));
  const likely = Float64Array.from(sides, ({ start, end }) => start.weight + end.weight);
  const order = Array.from(windows.keys()).sort((a, b) => likely[b]! - likely[a]! || a - b);
  // By bucket and kind of data: how likely a pair is among the bucket's starts, among its ends, and how much likelier with a window more.
  const cells = BUCKETS * kinds.length;
  const starts = new Float64Array(cells);
  const ends = new Float64Array(cells);
  const moreStarts = new Float64Array(cells);
  const moreEnds = new Float64Array(cells);
  for (const index of order) {
    const { start, end } = sides[index]!;
    growth(start, pairs, 0, moreStarts);
    growth(end, pairs, 1, moreEnds);
    const bucket = cheapestBucket(kinds, starts, ends, moreStarts, moreEnds);
    for (let cell = bucket * kinds.length; cell < (bucket + 1) * kinds.length; cell++) {
      starts[cell]! += moreStarts[cell]!;
      ends[cell]! += moreEnds[cell]!;
    }
    mark(start, bucket, pairs, 0);
    mark(end, bucket, pairs, 1);
  }
}

/** One half of a window: the pairs that it can be. */
interface Side {
  /** Little-endian; one a case. Where a byte is unknown, the pair with 0 in its place stands for all 256. */
  readonly pairs: readonly number[];
  readonly unknown: 'none' | 'first' | 'second';
  /** By pair and kind of data. */
  readonly likely: Float64Array;
  /** By kind of data, of all pairs together. */
  readonly total: Float64Array;
  /** Over all kinds of data, by their weight. */
  readonly weight: number;
}

function sideOf(first: number, second: number, letters: number, kinds: readonly Background[]): Side {
  const unknown = first === ANY ? 'first' : second === ANY ? 'second' : 'none';
  const pairs = [Math.max(0, first) | (Math.max(0, second) << 8)];
  if (letters & 1) pairs.push(pairs[0]! ^ 0x20);
  if (letters & 2) for (const pair of pairs.slice()) pairs.push(pair ^ 0x2000);
  const likely = new Float64Array(pairs.length * kinds.length);
  const total = new Float64Array(kinds.length);
  let weight = 0;
  for (let kind = 0; kind < kinds.length; kind++) {
    for (let index = 0; index < pairs.length; index++) {
      const probability = likelyPair(kinds[kind]!, pairs[index]!, unknown);
      likely[index * kinds.length + kind] = probability;
      total[kind]! += probability;
    }
    weight += kinds[kind]!.weight * total[kind]!;
  }
  return { pairs, unknown, likely, total, weight };
}

function likelyPair(kind: Background, pair: number, unknown: Side['unknown']): number {
  if (unknown === 'first') return kind.one[pair >> 8]!;
  if (unknown === 'second') return kind.one[pair & 0xff]!;
  return kind.pair(pair & 0xff, pair >> 8);
}

/** How much likelier each bucket's side gets by taking this side in: pairs that it has already add nothing. */
function growth({ pairs: own, likely, total }: Side, pairs: Uint32Array, half: 0 | 1, more: Float64Array): void {
  const kinds = total.length;
  for (let cell = 0; cell < more.length; cell += kinds) {
    for (let kind = 0; kind < kinds; kind++) more[cell + kind] = total[kind]!;
  }
  for (let index = 0; index < own.length; index++) {
    for (let present = pairs[own[index]! * 2 + half]!; present !== 0; present &= present - 1) {
      const cell = (31 - Math.clz32(present & -present)) * kinds;
      for (let kind = 0; kind < kinds; kind++) more[cell + kind]! -= likely[index * kinds + kind]!;
    }
  }
}

function cheapestBucket(
  kinds: readonly Background[],
  starts: Float64Array,
  ends: Float64Array,
  moreStarts: Float64Array,
  moreEnds: Float64Array,
): number {
  const weights = Float64Array.from(kinds, (kind) => kind.weight);
  let cheapest = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let bucket = 0, cell = 0; bucket < BUCKETS; bucket++) {
    let cost = 0;
    for (let kind = 0; kind < weights.length; kind++, cell++) {
      const more = moreStarts[cell]!;
      cost += weights[kind]! * (more * ends[cell]! + (starts[cell]! + more) * moreEnds[cell]!);
    }
    if (cost < lowest) {
      lowest = cost;
      cheapest = bucket;
    }
  }
  return cheapest;
}

function mark(side: Side, bucket: number, pairs: Uint32Array, half: 0 | 1): void {
  const bit = 1 << bucket;
  const times = side.unknown === 'none' ? 1 : 256;
  const stride = side.unknown === 'first' ? 2 : 512;
  for (const pair of side.pairs) {
    for (let time = 0, at = pair * 2 + half; time < times; time++, at += stride) pairs[at]! |= bit;
  }
}
