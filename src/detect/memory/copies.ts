/** Finds further copies of keys, away from the structures that led to them. */
import { findStrings } from './find-strings.ts';
import type { MemoryImage } from './memory-search.ts';

interface Sought {
  readonly string: Uint8Array;
  /** Known places. */
  readonly places: readonly { readonly offset: number }[];
}

/** More are not listed: the key is found, and has more places than reports show. */
const MAX_COPIES = 1 << 16;

/** All but the known places. A heap flooded with a key has a hundred thousand copies, and as many known places. */
export function copiesOf<T extends Sought>(image: MemoryImage, all: readonly T[]): { of: T; offset: number }[] {
  const known = all.map(({ places }) => new Set(places.map(({ offset }) => offset)));
  const copies: { of: T; offset: number }[] = [];
  const strings = all.map(({ string }) => string);
  for (const { index, offset } of findStrings(image, strings)) {
    if (!known[index]!.has(offset)) copies.push({ of: all[index]!, offset });
    if (copies.length >= MAX_COPIES) break;
  }
  return copies;
}
