import type { Anchor } from '../model/anchor.ts';
import type { Background } from './background.ts';
import { BUCKETS, casesOf } from './buckets.ts';
import type { Choices } from './choices.ts';
import { ANY, type AnchorWindow, likelyWindows, windowAt } from './windows.ts';

const PAIRS = 0x10000;

/**
 * The same choices, made better where there is time for it: when dist is built. Window by window, each is taken out and put back at
 * that place of its anchor, and into that bucket, where it lets fewest windows pass: the starts of a bucket times its ends, and
 * itself wherever it stands. What `chooseBuckets` took first it took before it knew the others.
 * @param rounds each takes some seconds for ten thousand anchors; the third changes 1 window in 100
 */
export function refineChoices(
  choices: Choices,
  anchors: readonly Anchor[],
  kinds: readonly Background[],
  rounds: number,
): Choices {
  const windows = [...choices.windows];
  const buckets = choices.buckets.slice();
  const fill = new Fill(kinds);
  const places = windows.map((window) => placesOf(anchors[window.anchor]!, window, kinds));
  const chosen = windows.map((window, index) => places[index]!.find(({ offset }) => offset === window.offset)!);
  for (const [index, place] of chosen.entries()) fill.add(place, buckets[index]!, 1);
  for (let index = 0; index < rounds * windows.length; index++) {
    const number = index % windows.length;
    fill.add(chosen[number]!, buckets[number]!, -1);
    const { place, bucket } = fill.cheapest(places[number]!);
    fill.add(place, bucket, 1);
    chosen[number] = place;
    buckets[number] = bucket;
    const { anchor } = windows[number]!;
    windows[number] = windowAt(anchor, anchors[anchor]!, place.offset);
  }
  return { windows, buckets };
}

/** A window of an anchor, as a bucket sees it. */
interface Place {
  readonly offset: number;
  /** The pairs that it may start with, and end with. */
  readonly sides: readonly [starts: Uint16Array, ends: Uint16Array];
  /** How often it stands somewhere, in all kinds of data by their weight. */
  readonly whole: number;
}

/**
 * All that start at even offsets, or at odd ones, as `window` does; those with an unknown byte only where there are no others. A window
 * of zeros is never taken up: with one, zeros could not be passed over at the speed of memory.
 */
function placesOf(anchor: Anchor, window: AnchorWindow, kinds: readonly Background[]): readonly Place[] {
  const likely = likelyWindows(anchor, kinds);
  const places: Place[] = [];
  for (let offset = -1; offset < anchor.bytes.length - 2; offset++) {
    if ((offset & 1) !== (window.offset & 1)) continue;
    const { bytes, letters } = windowAt(window.anchor, anchor, offset);
    if ((bytes.includes(ANY) || bytes.every((byte) => byte === 0)) && offset !== window.offset) continue;
    const sides = [pairsOf(bytes[0], bytes[1], letters & 3), pairsOf(bytes[2], bytes[3], letters >> 2)] as const;
    places.push({ offset, sides, whole: likely[offset + 1]! });
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

/** What the buckets hold: how many windows have each pair, and how likely the pairs are together. By side: starts, ends. */
class Fill {
  readonly #kinds: number;
  /** By pair and kind, times the root of the kind's weight, so that a start times an end has the weight once. */
  readonly #likely: Float64Array;
  /** By bucket and pair. */
  readonly #counts = [new Uint16Array(BUCKETS * PAIRS), new Uint16Array(BUCKETS * PAIRS)] as const;
  /** By bucket and kind. */
  readonly #loads: readonly [Float64Array, Float64Array];

  constructor(kinds: readonly Background[]) {
    this.#kinds = kinds.length;
    this.#loads = [new Float64Array(BUCKETS * kinds.length), new Float64Array(BUCKETS * kinds.length)];
    this.#likely = new Float64Array(PAIRS * kinds.length);
    for (let pair = 0; pair < PAIRS; pair++) {
      for (const [kind, { weight, pair: likely }] of kinds.entries())
        this.#likely[pair * kinds.length + kind] = Math.sqrt(weight) * likely(pair & 0xff, pair >> 8);
    }
  }

  /** @param step 1 puts it there, -1 takes it out */
  add({ sides }: Place, bucket: number, step: 1 | -1): void {
    for (const side of [0, 1] as const) {
      for (const pair of sides[side]) {
        const at = bucket * PAIRS + pair;
        const before = this.#counts[side][at]!;
        this.#counts[side][at] = before + step;
        if (Math.min(before, before + step) > 0) continue;
        for (let kind = 0; kind < this.#kinds; kind++)
          this.#loads[side][bucket * this.#kinds + kind]! += step * this.#likely[pair * this.#kinds + kind]!;
      }
    }
  }

  cheapest(places: readonly Place[]): { readonly place: Place; readonly bucket: number } {
    let best = { place: places[0]!, bucket: 0 };
    let lowest = Number.POSITIVE_INFINITY;
    for (const place of places) {
      for (let bucket = 0; bucket < BUCKETS; bucket++) {
        const cost = place.whole + this.#costIn(bucket, place);
        if (cost >= lowest) continue;
        lowest = cost;
        best = { place, bucket };
      }
    }
    return best;
  }

  /** How many windows more pass with this one in the bucket. */
  #costIn(bucket: number, { sides }: Place): number {
    let cost = 0;
    for (let kind = 0; kind < this.#kinds; kind++) {
      const cell = bucket * this.#kinds + kind;
      const [starts, ends] = [this.#loads[0][cell]!, this.#loads[1][cell]!];
      cost += (starts + this.#added(0, bucket, sides[0], kind)) * (ends + this.#added(1, bucket, sides[1], kind));
      cost -= starts * ends;
    }
    return cost;
  }

  /** Pairs that the bucket has already add nothing to it. */
  #added(side: 0 | 1, bucket: number, pairs: Uint16Array, kind: number): number {
    const counts = this.#counts[side];
    let sum = 0;
    for (let at = 0; at < pairs.length; at++) {
      const pair = pairs[at]!;
      if (counts[bucket * PAIRS + pair] === 0) sum += this.#likely[pair * this.#kinds + kind]!;
    }
    return sum;
  }
}
