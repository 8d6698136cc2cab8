import type { Anchor } from '../model/anchor.ts';
import type { Background } from './background.ts';
import { BUCKETS, casesOf } from './buckets.ts';
import { Filter, type Place } from './filter-cost.ts';
import type { Fours } from './fours.ts';
import { ANY, type AnchorWindow, windowAt } from './windows.ts';

/** The data of which the filter should let as little pass as it can. */
export interface Traffic {
  /** Actual text. */
  readonly fours: Fours;
  /** Data of which only the probability of byte pairs is known. */
  readonly others: readonly Background[];
}

/**
 * How much worse than the best a choice may be at the beginning and still be taken, as the weighted share of a text's
 * windows that pass. With a fifth of it, or five times as much, 0.1 to 0.5 of 100 windows more passed in the end
 * (bench's text, of 9,494 anchors).
 */
const HEAT = 2e-4;
/** In the last rounds only improvements are taken. */
const COLD_ROUNDS = 3;

/**
 * The part of planning that takes time: which windows of the anchors the filter looks for, and in which bucket each one
 * is.
 */
export interface Choices {
  /** Two for each anchor. */
  readonly windows: readonly AnchorWindow[];
  /** Bucket of each window. */
  readonly buckets: Uint8Array;
}

/**
 * Improves the choices when there is time for it, which is when dist is built. Window by window, each one is taken out
 * and put back at the offset of its anchor, and into the bucket, where it lets the fewest windows pass. `chooseBuckets`
 * had to choose the first ones before it knew the others. Chance lets it leave local optima (simulated annealing); it
 * is drawn from a fixed seed.
 * @param rounds each takes a second for ten thousand anchors; with 20, 6.7 of 100 windows of the sample pass (12,098
 * anchors), with 4 8.4, with 60 6.0
 */
export function refineChoices(choices: Choices, anchors: readonly Anchor[], traffic: Traffic, rounds: number): Choices {
  const windows = [...choices.windows];
  const buckets = choices.buckets.slice();
  const filter = new Filter(traffic.fours, traffic.others);
  const places = windows.map((window) => placesOf(anchors[window.anchor]!, window));
  const chosen = windows.map((window, index) => places[index]!.find(({ offset }) => offset === window.offset)!);
  for (const [index, place] of chosen.entries()) filter.add(place, buckets[index]!, 1);
  const draw = drawn();
  for (let round = 0; round < rounds; round++) {
    const left = Math.max(0, 1 - round / Math.max(1, rounds - COLD_ROUNDS));
    const heat = HEAT * left * left;
    for (let number = 0; number < windows.length; number++) {
      filter.add(chosen[number]!, buckets[number]!, -1);
      const { place, bucket } = cheapest(filter, places[number]!, () => heat * draw());
      filter.add(place, bucket, 1);
      chosen[number] = place;
      buckets[number] = bucket;
      const { anchor } = windows[number]!;
      windows[number] = windowAt(anchor, anchors[anchor]!, place.offset);
    }
  }
  return { windows, buckets };
}

function cheapest(
  filter: Filter,
  places: readonly Place[],
  chance: () => number,
): { readonly place: Place; readonly bucket: number } {
  let best = { place: places[0]!, bucket: 0 };
  let lowest = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const costs = filter.costsOf(place);
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const cost = costs[bucket]! + chance();
      if (cost >= lowest) continue;
      lowest = cost;
      best = { place, bucket };
    }
  }
  return best;
}

/**
 * Random numbers from 0 to 1, the same on every system: the generator of Numerical Recipes, second edition, section
 * 7.1.
 */
function drawn(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * All windows of the anchor whose offset has the same parity as that of `window`. Those with an unknown byte are left
 * out unless it is `window` itself, and so are windows of zeros: with one, zeros could not be skipped at the speed of
 * memory.
 */
function placesOf(anchor: Anchor, window: AnchorWindow): readonly Place[] {
  const places: Place[] = [];
  for (let offset = -1; offset < anchor.bytes.length - 2; offset++) {
    if ((offset & 1) !== (window.offset & 1)) continue;
    const { bytes, letters } = windowAt(window.anchor, anchor, offset);
    if ((bytes.includes(ANY) || bytes.every((byte) => byte === 0)) && offset !== window.offset) continue;
    const sides = [pairsOf(bytes[0], bytes[1], letters & 3), pairsOf(bytes[2], bytes[3], letters >> 2)] as const;
    places.push({ offset, sides });
  }
  return places;
}

function pairsOf(first: number, second: number, letters: number): Uint16Array {
  const { cases, stride } = casesOf(first, second, letters);
  const more = stride === 0 ? 1 : 256;
  return Uint16Array.from(
    { length: cases.length * more },
    (_, at) => cases[at % cases.length]! + Math.floor(at / cases.length) * stride,
  );
}
