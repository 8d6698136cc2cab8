import type { Anchor } from '../model/anchor.ts';
import type { Background } from './background.ts';
import { BUCKETS, casesOf } from './buckets.ts';
import { Filter, type Place } from './filter-cost.ts';
import type { Fours } from './fours.ts';
import { ANY, type AnchorWindow, windowAt } from './windows.ts';

/** What the filter is to let pass as little of as it can. */
export interface Traffic {
  /** Of text as it is. */
  readonly fours: Fours;
  /** Data of which only is known how likely its bytes stand side by side. */
  readonly others: readonly Background[];
}

/**
 * How much worse a choice may be and still be taken, at the beginning: of all windows of a text, the share that passes, by the weight of
 * text. With a fifth of it, or five times as much, 0.1 to 0.5 of 100 windows more passed in the end (bench's text, of 9,494 anchors).
 */
const HEAT = 2e-4;
/** In the last rounds only what is better is taken. */
const COLD_ROUNDS = 3;

/** What takes time in planning: which parts of the anchors the filter looks for, and in which bucket each of them is. */
export interface Choices {
  /** Two an anchor. */
  readonly windows: readonly AnchorWindow[];
  /** By window. */
  readonly buckets: Uint8Array;
}

/**
 * The same choices, made better where there is time for it: when dist is built. Window by window, each is taken out and put back at
 * that place of its anchor, and into that bucket, where it lets fewest windows pass. What `chooseBuckets` took first it took before it
 * knew the others. Chance leads out of what is best only beside its neighbours (simulated annealing); it is drawn from a fixed seed.
 * @param rounds each takes a second for ten thousand anchors; with 20, 6.7 of 100 windows of the sample pass (12,098 anchors), with 4 8.4, with 60 6.0
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

/** From 0 to 1, the same on every system: the generator of Numerical Recipes, second edition, section 7.1. */
function drawn(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * All that start at even offsets, or at odd ones, as `window` does; those with an unknown byte only where there are no others. A window
 * of zeros is never taken up: with one, zeros could not be passed over at the speed of memory.
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
