import type { Background } from './background.ts';
import { ANY, type AnchorWindow } from './windows.ts';

export const BUCKETS = 32;
/** Two letters, in two cases each. */
const MAX_CASES = 4;

/**
 * Chooses a bucket for each window. A window passes the filter when its two pairs share a bucket, so a bucket also lets
 * through every combination of its windows' starts and ends. Greedy: likely windows first, each into the bucket where
 * it adds the fewest such combinations.
 * @param pairs the filter's table, with windows that already have a bucket; those of `windows` are added to it
 */
export function chooseBuckets(
  windows: readonly AnchorWindow[],
  kinds: readonly Background[],
  pairs: Uint32Array = new Uint32Array(2 * 0x10000),
): Uint8Array {
  const sides = new Sides(windows, kinds);
  const likely = Float64Array.from(windows.keys(), (index) => sides.weight[2 * index]! + sides.weight[2 * index + 1]!);
  const order = Array.from(windows.keys());
  order.sort((a, b) => likely[b]! - likely[a]! || a - b);
  const loads = new Loads(sides);
  loads.addPairs(pairs, kinds);
  const buckets = new Uint8Array(windows.length);
  for (const index of order) {
    const bucket = loads.cheapestBucket(index, pairs);
    loads.take(bucket);
    mark(windows[index]!, bucket, pairs);
    buckets[index] = bucket;
  }
  return buckets;
}

/**
 * Fills the filter's table: for each byte pair (little-endian) a u32 set of buckets whose windows may start with it,
 * then a u32 set of buckets whose windows may end with it.
 */
export function fillPairs(windows: readonly AnchorWindow[], buckets: Uint8Array, pairs: Uint32Array): void {
  for (let index = 0; index < windows.length; index++) mark(windows[index]!, buckets[index]!, pairs);
}

function mark({ bytes, letters }: AnchorWindow, bucket: number, pairs: Uint32Array): void {
  markSide(bytes[0], bytes[1], letters & 3, 1 << bucket, pairs, 0);
  markSide(bytes[2], bytes[3], letters >> 2, 1 << bucket, pairs, 1);
}

/** @param side 0: start of a window, 1: its end */
function markSide(first: number, second: number, letters: number, bit: number, pairs: Uint32Array, side: number): void {
  const pair = pairOf(first, second);
  const stride = strideOf(first, second);
  for (let fold = 0; fold < MAX_CASES; fold++) {
    if (!isCase(fold, letters)) continue;
    const at = inCase(pair, fold) * 2 + side;
    pairs[at]! |= bit;
    if (stride > 0) for (let byte = 1; byte < 256; byte++) pairs[at + byte * stride * 2]! |= bit;
  }
}

/**
 * The pairs that two bytes stand for, with letters in both cases. If one byte is unknown, the pair with 0 in its place
 * represents all 256, which lie `stride` apart in the table; `stride` is 0 when both are known.
 */
export function casesOf(first: number, second: number, letters: number): { cases: readonly number[]; stride: number } {
  const folds = [0, 1, 2, 3].filter((fold) => isCase(fold, letters));
  return { cases: folds.map((fold) => inCase(pairOf(first, second), fold)), stride: strideOf(first, second) };
}

function pairOf(first: number, second: number): number {
  return Math.max(0, first) | (Math.max(0, second) << 8);
}

function strideOf(first: number, second: number): number {
  return first === ANY ? 1 : second === ANY ? 256 : 0;
}

/** Bit n of a fold says that byte n is in the other case, which is possible only for a letter. */
function isCase(fold: number, letters: number): boolean {
  return (fold & ~letters) === 0;
}

function inCase(pair: number, fold: number): number {
  return pair ^ ((fold & 1) << 5) ^ ((fold & 2) << 12);
}

/**
 * The pairs that each window may start with (side 2n) and end with (side 2n + 1). Flat arrays, since there are
 * thousands.
 */
class Sides {
  readonly kinds: number;
  readonly cases: Uint8Array;
  /** By side and case; see `casesOf`. */
  readonly pairs: Uint16Array;
  /**
   * By side, case and kind of data: the probability times the square root of the kind's weight, so that a start times
   * an end contains the weight once.
   */
  readonly likely: Float64Array;
  /** By side and kind of data, summed over cases. */
  readonly total: Float64Array;
  /** By side, summed over kinds of data. */
  readonly weight: Float64Array;

  constructor(windows: readonly AnchorWindow[], kinds: readonly Background[]) {
    const sides = windows.length * 2;
    this.kinds = kinds.length;
    this.cases = new Uint8Array(sides);
    this.pairs = new Uint16Array(sides * MAX_CASES);
    this.likely = new Float64Array(sides * MAX_CASES * kinds.length);
    this.total = new Float64Array(sides * kinds.length);
    this.weight = new Float64Array(sides);
    for (let index = 0; index < windows.length; index++) {
      const { bytes, letters } = windows[index]!;
      this.#set(2 * index, bytes[0], bytes[1], letters & 3, kinds);
      this.#set(2 * index + 1, bytes[2], bytes[3], letters >> 2, kinds);
    }
  }

  #set(side: number, first: number, second: number, letters: number, kinds: readonly Background[]): void {
    const { pairs } = this;
    const at = side * MAX_CASES;
    const { cases, stride } = casesOf(first, second, letters);
    pairs.set(cases, at);
    this.cases[side] = cases.length;
    for (let kind = 0; kind < kinds.length; kind++) {
      const root = Math.sqrt(kinds[kind]!.weight);
      for (let one = 0; one < cases.length; one++) {
        const probability = root * likelyPair(kinds[kind]!, cases[one]!, stride);
        this.likely[(at + one) * kinds.length + kind] = probability;
        this.total[side * kinds.length + kind]! += probability;
      }
      this.weight[side]! += root * this.total[side * kinds.length + kind]!;
    }
  }
}

function likelyPair(kind: Background, pair: number, stride: number): number {
  if (stride === 0) return kind.pair(pair & 0xff, pair >> 8);
  return kind.one[stride === 1 ? pair >> 8 : pair & 0xff]!;
}

/** The total probability of the starts, and of the ends, of each bucket's windows, in each kind of data. */
class Loads {
  readonly #sides: Sides;
  readonly #starts: Float64Array;
  readonly #ends: Float64Array;
  // The same with one more window.
  readonly #moreStarts: Float64Array;
  readonly #moreEnds: Float64Array;

  constructor(sides: Sides) {
    const cells = BUCKETS * sides.kinds;
    this.#sides = sides;
    this.#starts = new Float64Array(cells);
    this.#ends = new Float64Array(cells);
    this.#moreStarts = new Float64Array(cells);
    this.#moreEnds = new Float64Array(cells);
  }

  /** The bucket in which this window lets the fewest additional windows pass. */
  cheapestBucket(window: number, pairs: Uint32Array): number {
    this.#grow(this.#starts, this.#moreStarts, 2 * window, pairs);
    this.#grow(this.#ends, this.#moreEnds, 2 * window + 1, pairs);
    const { kinds } = this.#sides;
    let cheapest = 0;
    let lowest = Number.POSITIVE_INFINITY;
    for (let bucket = 0, cell = 0; bucket < BUCKETS; bucket++) {
      let cost = 0;
      for (let kind = 0; kind < kinds; kind++, cell++) {
        cost += this.#moreStarts[cell]! * this.#moreEnds[cell]! - this.#starts[cell]! * this.#ends[cell]!;
      }
      if (cost < lowest) {
        lowest = cost;
        cheapest = bucket;
      }
    }
    return cheapest;
  }

  /** Puts the window last given to `cheapestBucket` into `bucket`. */
  take(bucket: number): void {
    const { kinds } = this.#sides;
    for (let cell = bucket * kinds; cell < (bucket + 1) * kinds; cell++) {
      this.#starts[cell] = this.#moreStarts[cell]!;
      this.#ends[cell] = this.#moreEnds[cell]!;
    }
  }

  /** Adds the windows that the table already has. */
  addPairs(pairs: Uint32Array, kinds: readonly Background[]): void {
    for (let at = 0; at < pairs.length; at++) {
      if (pairs[at] === 0) continue;
      const loads = at & 1 ? this.#ends : this.#starts;
      for (const [number, kind] of kinds.entries()) {
        const likely = Math.sqrt(kind.weight) * likelyPair(kind, at >> 1, 0);
        for (let present = pairs[at]!; present !== 0; present &= present - 1)
          loads[(31 - Math.clz32(present & -present)) * kinds.length + number]! += likely;
      }
    }
  }

  /** A pair that a bucket already has adds nothing to it. */
  #grow(before: Float64Array, after: Float64Array, side: number, pairs: Uint32Array): void {
    const { kinds, total, likely, cases } = this.#sides;
    for (let cell = 0; cell < before.length; ) {
      for (let kind = side * kinds; kind < (side + 1) * kinds; kind++, cell++)
        after[cell] = before[cell]! + total[kind]!;
    }
    for (let one = side * MAX_CASES; one < side * MAX_CASES + cases[side]!; one++) {
      for (let present = pairs[this.#sides.pairs[one]! * 2 + (side & 1)]!; present !== 0; present &= present - 1) {
        const cell = (31 - Math.clz32(present & -present)) * kinds;
        for (let kind = 0; kind < kinds; kind++) after[cell + kind]! -= likely[one * kinds + kind]!;
      }
    }
  }
}
