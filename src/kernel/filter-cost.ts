import { type Background, TEXT_WEIGHT } from './background.ts';
import { BUCKETS } from './buckets.ts';
import type { Fours } from './fours.ts';

const PAIRS = 0x10000;

/** A window at one possible place of an anchor, as buckets see it. */
export interface Place {
  readonly offset: number;
  /** The pairs that it may start with, and those it may end with. */
  readonly sides: readonly [starts: Uint16Array, ends: Uint16Array];
}

/** By pair: set of the buckets that hold it. By side: starts, ends. */
type Held = readonly [starts: Uint32Array, ends: Uint32Array];

/** The filter's buckets, and how much of text and of other data they let pass. */
export class Filter {
  /** By bucket and pair: how many windows have it. */
  readonly #counts = [new Uint16Array(BUCKETS * PAIRS), new Uint16Array(BUCKETS * PAIRS)] as const;
  readonly #held: Held = [new Uint32Array(PAIRS), new Uint32Array(PAIRS)];
  readonly #text: TextCost;
  readonly #others: ModelCost;
  readonly #costs = new Float64Array(BUCKETS);

  constructor(fours: Fours, others: readonly Background[]) {
    this.#text = new TextCost(fours, this.#held);
    this.#others = new ModelCost(others, this.#held);
  }

  /** @param step 1 adds the window, -1 removes it */
  add({ sides }: Place, bucket: number, step: 1 | -1): void {
    for (const side of [0, 1] as const) {
      for (const pair of sides[side]) {
        const at = bucket * PAIRS + pair;
        const before = this.#counts[side][at]!;
        this.#counts[side][at] = before + step;
        if (Math.min(before, before + step) > 0) continue;
        this.#held[side][pair]! ^= 1 << bucket;
        this.#others.add(side, bucket, pair, step);
      }
    }
  }

  /** How much more would pass with this window, by bucket; valid until the next call. */
  costsOf(place: Place): Float64Array {
    const costs = this.#costs.fill(0);
    this.#text.addCosts(place, costs);
    this.#others.addCosts(place, costs);
    return costs;
  }
}

/**
 * Exact for the sample. What passes already costs nothing more. A window that really occurs in the text is also looked
 * up and compared, which costs as much again.
 */
class TextCost {
  readonly #held: Held;
  /** By side: the pairs that occur next to each pair. */
  readonly #beside: readonly [ends: Neighbours, starts: Neighbours];
  /** By side: 1 for the pairs of the place that is being evaluated. */
  readonly #own = [new Uint8Array(PAIRS), new Uint8Array(PAIRS)] as const;

  constructor(fours: Fours, held: Held) {
    this.#held = held;
    this.#beside = [neighbours(fours, 0), neighbours(fours, 16)];
  }

  addCosts({ sides }: Place, costs: Float64Array): void {
    this.#mark(sides, 1);
    let everywhere = 0;
    for (const side of [0, 1] as const)
      for (const pair of sides[side]) everywhere += this.#addBeside(side, pair, costs);
    this.#mark(sides, 0);
    for (let bucket = 0; bucket < BUCKETS; bucket++) costs[bucket]! += everywhere;
  }

  #mark(sides: Place['sides'], value: 0 | 1): void {
    for (const side of [0, 1] as const) for (const pair of sides[side]) this.#own[side][pair] = value;
  }

  /**
   * @returns the cost of windows that really occur in the text, which is the same in each bucket; counted for starts
   * only, or it would count twice
   */
  #addBeside(side: 0 | 1, pair: number, costs: Float64Array): number {
    const { firsts, pairs, shares } = this.#beside[side];
    const [here, there] = [this.#held[side][pair]!, this.#held[1 - side]!];
    const own = this.#own[1 - side]!;
    let whole = 0;
    for (let index = firsts[pair]!; index < firsts[pair + 1]!; index++) {
      const other = pairs[index]!;
      const passes = (there[other]! & here) !== 0;
      const isWhole = own[other] === 1;
      if (isWhole && side === 0) whole += passes ? shares[index]! : 2 * shares[index]!;
      if (isWhole || passes) continue;
      for (let rest = there[other]!; rest !== 0; rest &= rest - 1)
        costs[31 - Math.clz32(rest & -rest)]! += shares[index]!;
    }
    return whole;
  }
}

interface Neighbours {
  /** By pair, and one more: index in `pairs` and `shares` where its neighbours begin. */
  readonly firsts: Uint32Array;
  readonly pairs: Uint16Array;
  /** Share of the text, times its weight. */
  readonly shares: Float64Array;
}

/** @param shift 0: indexed by the first pair of each four, 16: by the second */
function neighbours({ values, shares }: Fours, shift: 0 | 16): Neighbours {
  const firsts = new Uint32Array(PAIRS + 1);
  for (const four of values) firsts[((four >>> shift) & 0xffff) + 1]!++;
  for (let pair = 0; pair < PAIRS; pair++) firsts[pair + 1]! += firsts[pair]!;
  const all = { firsts, pairs: new Uint16Array(values.length), shares: new Float64Array(values.length) };
  const next = firsts.slice();
  for (const [index, four] of values.entries()) {
    const at = next[(four >>> shift) & 0xffff]!++;
    all.pairs[at] = four >>> (16 - shift);
    all.shares[at] = TEXT_WEIGHT * shares[index]!;
  }
  return all;
}

/** An estimate, as if pairs were independent: for each bucket, its starts times its ends. */
class ModelCost {
  readonly #held: Held;
  readonly #kinds: number;
  /**
   * By pair and kind of data: the probability times the square root of the kind's weight, so that a start times an end
   * contains the weight once.
   */
  readonly #likely: Float64Array;
  /** By side, then by bucket and kind; `#more` is with one more window. */
  readonly #loads: readonly [Float64Array, Float64Array];
  readonly #more: readonly [Float64Array, Float64Array];

  constructor(kinds: readonly Background[], held: Held) {
    const newLoads = () =>
      [new Float64Array(BUCKETS * kinds.length), new Float64Array(BUCKETS * kinds.length)] as const;
    this.#held = held;
    this.#kinds = kinds.length;
    this.#loads = newLoads();
    this.#more = newLoads();
    this.#likely = new Float64Array(PAIRS * kinds.length);
    for (let pair = 0; pair < PAIRS; pair++) {
      for (const [kind, { weight, pair: likely }] of kinds.entries())
        this.#likely[pair * kinds.length + kind] = Math.sqrt(weight) * likely(pair & 0xff, pair >> 8);
    }
  }

  add(side: 0 | 1, bucket: number, pair: number, step: 1 | -1): void {
    for (let kind = 0; kind < this.#kinds; kind++)
      this.#loads[side][bucket * this.#kinds + kind]! += step * this.#likely[pair * this.#kinds + kind]!;
  }

  addCosts({ sides }: Place, costs: Float64Array): void {
    this.#grow(0, sides[0]);
    this.#grow(1, sides[1]);
    const [starts, ends] = this.#loads;
    const [moreStarts, moreEnds] = this.#more;
    for (let cell = 0, bucket = 0; bucket < BUCKETS; bucket++)
      for (let kind = 0; kind < this.#kinds; kind++, cell++)
        costs[bucket]! += moreStarts[cell]! * moreEnds[cell]! - starts[cell]! * ends[cell]!;
  }

  /** A pair that a bucket already has adds nothing to it. */
  #grow(side: 0 | 1, pairs: Uint16Array): void {
    const [kinds, likely, more] = [this.#kinds, this.#likely, this.#more[side]];
    more.set(this.#loads[side]);
    for (let kind = 0; kind < kinds; kind++) {
      let total = 0;
      for (let at = 0; at < pairs.length; at++) total += likely[pairs[at]! * kinds + kind]!;
      for (let cell = kind; cell < more.length; cell += kinds) more[cell]! += total;
    }
    for (let at = 0; at < pairs.length; at++) {
      const pair = pairs[at]!;
      for (let rest = this.#held[side][pair]!; rest !== 0; rest &= rest - 1) {
        const cell = (31 - Math.clz32(rest & -rest)) * kinds;
        for (let kind = 0; kind < kinds; kind++) more[cell + kind]! -= likely[pair * kinds + kind]!;
      }
    }
  }
}
