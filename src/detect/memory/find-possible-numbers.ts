/**
 * Goes through the runs of random-looking words of an image, part by part, for numbers of an RSA key (number-finder.ts). Ordinary
 * memory has some ten to a hundred per MiB, order and width.
 */

import type { MemoryImage } from './memory-search.ts';
import { NumberFinder, type WindowWatch } from './number-finder.ts';
import type { NumberList } from './number-list.ts';

/**
 * Longer runs are compressed or encrypted: a heap block with its numbers ends at a header, and a whole key in DER has 2.4 KiB with
 * RSA-4096. They would cost a hundred times as much as the rest, so only their ends are tried, where a key may adjoin them.
 */
const MAX_RUN_BYTES = 16 << 10;
const END_BYTES = 4 << 10;
/** Numbers of one part of an image. */
export interface PossibleNumbers {
  readonly primes: readonly NumberList[];
  /** Possible primes with an array header: few, so they are paired at any distance. */
  readonly arrays: readonly NumberList[];
  readonly moduli: readonly NumberList[];
  /** Where the part begins in the image. */
  readonly start: number;
  readonly end: number;
}

/** Possible moduli of one part: ordinary memory has 1,500 per MiB. More would take too much memory and exceed the cache. */
const MAX_MODULI = 1 << 18;
/** Parts overlap, so that numbers that belong together are in one of them. */
const OVERLAP_BYTES = 16 << 20;
const RUNS_PER_CHECK = 1 << 9;

/** Goes through the runs of an image; for a large image, part by part. */
export function* findPossibleNumbers(image: MemoryImage, watch: WindowWatch): Generator<PossibleNumbers> {
  const { runs } = image.survey;
  for (let from = 0; from < runs.length; ) {
    const finder = new NumberFinder(image, watch);
    let to = from;
    for (; to < runs.length && finder.modulusCount < MAX_MODULI; to += 2) {
      if (to % RUNS_PER_CHECK === 0) image.checkTime();
      lookAtRun(finder, runs[to]!, runs[to + 1]!);
    }
    const [start, end] = [runs[from]!, runs[to - 2]! + runs[to - 1]!];
    const { primes, arrays, moduli } = finder;
    yield { primes, arrays, moduli, start, end };
    // With dense random data a part is only a MiB or two: then a quarter of it overlaps.
    const overlap = end - Math.min(OVERLAP_BYTES, (end - start) / 4);
    const last = to;
    while (to < runs.length && to - 2 > from && runs[to - 2]! >= overlap) to -= 2;
    from = last === runs.length ? last : to;
  }
}

function lookAtRun(finder: NumberFinder, offset: number, length: number): void {
  if (length <= MAX_RUN_BYTES) finder.look(offset, length);
  else {
    finder.look(offset, END_BYTES);
    finder.look(offset + length - END_BYTES, END_BYTES);
  }
}
