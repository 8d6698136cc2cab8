/** Pairs of numbers whose product may be a modulus, judging by its low 32 bits: one multiplication and one table lookup each. */
import type { ModulusTable } from './modulus-table.ts';
import type { Numbers } from './number-list.ts';

/**
 * p and q of one key are usually 2 KB apart; in the heap of node, with RSA-4096, 57 KB in one run and 90 KB in the next. If there
 * are few numbers, they are paired at any distance.
 */
const USUAL_REACH_BYTES = 1 << 20;
/**
 * Bytes of the primes of RSA-2048, 3072 and 4096, which are paired farther if that takes few more pairs: a process that made its key
 * itself may have p and q anywhere in its heap (PyCryptodome: 1.3 MiB apart in one of four).
 */
const USUAL_PRIMES: ReadonlySet<number> = new Set([128, 192, 256]);
const MAX_FAR_PAIRS_A_MIB = 1 << 20;
/** Of RSA-512, which nobody should trust anyway: memory has more numbers of 32 bytes than of all other widths together. */
const SMALL_PRIME_BYTES = 32;
const SMALL_PRIME_REACH_BYTES = 64 << 10;
/** A shorter reach than this is reported as a gap. */
const MIN_REACH_BYTES = 128 << 10;
/** Up to this many pairs are tried at any distance: some 2 ms. */
const MAX_PAIRS_ANYWHERE = 1 << 20;
/** Some 6 ms per list, reached only if most of the memory is random data: pages that once contained compressed files. */
const MAX_PAIRS_A_MIB = 3 << 20;
const PAIRS_PER_CHECK = 1 << 20;

/**
 * The distance within which numbers of a list are paired, so that not too many pairs are tried.
 * @param bytes size of the part that the list covers
 * @returns `isShort`: less than real keys are known to need
 */
export function reachOf({ offsets, width }: Numbers, bytes: number): { reach: number; isShort: boolean } {
  const most = MAX_PAIRS_ANYWHERE + MAX_PAIRS_A_MIB * (bytes / (1 << 20));
  if ((offsets.length * (offsets.length - 1)) / 2 <= MAX_PAIRS_ANYWHERE)
    return { reach: Number.POSITIVE_INFINITY, isShort: false };
  const isSmall = width === SMALL_PRIME_BYTES;
  let reach = isSmall ? SMALL_PRIME_REACH_BYTES : USUAL_REACH_BYTES;
  while (pairsWithin(offsets, reach) > most) reach /= 2;
  if (USUAL_PRIMES.has(width)) {
    const mostFar = MAX_FAR_PAIRS_A_MIB * (bytes / (1 << 20));
    while (reach < bytes && pairsWithin(offsets, 2 * reach) <= mostFar) reach *= 2;
  }
  return { reach, isShort: !isSmall && reach < MIN_REACH_BYTES };
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
  // The first step of `table.has`, inlined: it decides 19 of 20 pairs.
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
