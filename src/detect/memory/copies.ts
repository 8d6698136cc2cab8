/** Where numbers of keys stand beside the structures that led to them: copies that were left behind. */
import { findStrings } from './find-strings.ts';
import type { MemoryImage } from './memory-search.ts';

interface Sought {
  readonly string: Uint8Array;
  /** Where it is known to stand. */
  readonly places: readonly { readonly offset: number }[];
}

/** More are not listed: the key is found, and has more places than reports show. */
const MOST_COPIES = 1 << 16;

/** All but the known places. A heap that is flooded with a key has it a hundred thousand times, and as many places that are known. */
export function copiesOf<T extends Sought>(image: MemoryImage, all: readonly T[]): { of: T; offset: number }[] {
  const known = all.map(({ places }) => new Set(places.map(({ offset }) => offset)));
  const copies: { of: T; offset: number }[] = [];
  const strings = all.map(({ string }) => string);
  for (const { index, offset } of findStrings(image, strings)) {
    if (!known[index]!.has(offset)) copies.push({ of: all[index]!, offset });
    if (copies.length >= MOST_COPIES) break;
  }
  return copies;
}
