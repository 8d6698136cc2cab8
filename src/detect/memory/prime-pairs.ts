/** Pairs of numbers whose product may be a modulus, by its low 32 bits: one multiplication and one look into a table each. */
import type { ModulusTable } from './modulus-table.ts';
import type { Numbers } from './number-list.ts';

/**
 * p and q of one key are 2 KB apart as a rule; in the heap of node, with RSA-4096, 57 KB in one run and 90 KB in the next. Where
 * numbers are few, they are paired wherever they lie.
 */
const USUAL_REACH_BYTES = 1 << 20;
/** Of RSA-512, which nobody should trust anyway: memory has more numbers of 32 bytes than of all other widths together. */
const SMALL_PRIME_BYTES = 32;
const SMALL_PRIME_REACH_BYTES = 64 << 10;
/** Nearer than that nothing is passed over without telling. */
const LEAST_REACH_BYTES = 128 << 10;
/** So few are paired wherever they lie: some 2 ms. */
const MOST_PAIRS_ANYWHERE = 1 << 20;
/** Some 6 ms for each list, which only memory that is random data for the most part takes: pages that once held packed files. */
const MOST_PAIRS_A_MIB = 3 << 20;
const PAIRS_PER_CHECK = 1 << 20;

/**
 * How far apart two numbers of a list may begin so that not too many pairs are tried.
 * @param bytes that the list is of
 * @returns `isShort`: less than what keys have been seen to need
 */
export function reachOf({ offsets, width }: Numbers, bytes: number): { reach: number; isShort: boolean } {
  const most = MOST_PAIRS_ANYWHERE + MOST_PAIRS_A_MIB * (bytes / (1 << 20));
  if ((offsets.length * (offsets.length - 1)) / 2 <= MOST_PAIRS_ANYWHERE)
    return { reach: Number.POSITIVE_INFINITY, isShort: false };
  const isSmall = width === SMALL_PRIME_BYTES;
  let reach = isSmall ? SMALL_PRIME_REACH_BYTES : USUAL_REACH_BYTES;
  while (pairsWithin(offsets, reach) > most) reach /= 2;
  return { reach, isShort: !isSmall && reach < LEAST_REACH_BYTES };
}

function pairsWithin(offsets: readonly number[], reach: number): number {
  let pairs = 0;
  for (let first = 0, last = 0; last < offsets.length; last++) {
    while (offsets[last]! - offsets[first]! > reach) first++;
    pairs += last - first;
  }
  return pairs;
}

/** @param reach see `reachOf` */
export function forProducts(
  { offsets, lows }: Numbers,
  reach: number,
  table: ModulusTable,
  { onProduct, checkTime }: { onProduct(first: number, second: number): void; checkTime(): void },
): void {
  const words = Int32Array.from(lows);
  // The first step of `table.has`, in place: it is all there is to 19 of 20 pairs.
  const { bits } = table;
  let untilCheck = PAIRS_PER_CHECK;
  for (let first = 0, end = 0; first < words.length; first++) {
    while (end < words.length && offsets[end]! - offsets[first]! <= reach) end++;
    const low = words[first]!;
    for (let second = first + 1; second < end; second++) {
      const product = Math.imul(low, words[second]!);
      if (((bits[product >>> 15]! >>> ((product >>> 10) & 31)) & 1) === 0) continue;
      if (table.has(product)) onProduct(first, second);
    }
    untilCheck -= end - first;
    if (untilCheck > 0) continue;
    checkTime();
    untilCheck = PAIRS_PER_CHECK;
  }
}
