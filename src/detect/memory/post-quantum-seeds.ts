/**
 * Seeds of FIPS 203 and FIPS 204 without the key that follows: any bytes are one, and a hash gives ρ of it, a part of the public
 * key. If these 32 bytes are in the image too, or in a known key, the seed is that of the key.
 */
import { findStrings } from './find-strings.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';

export interface Seed<Algorithm> {
  readonly algorithm: Algorithm;
  readonly place: Nominee;
  /** Index of ρ in `rhosOf`. */
  readonly reading: number;
}

export interface SeedReader<Algorithm> {
  readonly seedBytes: number;
  /** ρ for each way in which the bytes may be a seed. */
  rhosOf(algorithm: Algorithm, seed: Uint8Array): readonly Uint8Array[];
  /** Where ρ is in a SubjectPublicKeyInfo of this algorithm. */
  rhoIn(algorithm: Algorithm, spki: Uint8Array): Uint8Array;
}

/** Ordinary dumps have a few hundred numbers of this size. */
const MAX_SEEDS = 1024;

/** @param nominees the likeliest first */
export function seedsOf<Algorithm>(
  image: MemoryImage,
  nominees: Iterable<Nominee>,
  algorithms: readonly Algorithm[],
  { seedBytes, rhosOf, rhoIn }: SeedReader<Algorithm>,
): Seed<Algorithm>[] {
  const tried = placesOf(nominees, seedBytes).flatMap((places) =>
    algorithms.flatMap((algorithm) =>
      rhosOf(algorithm, places[0]!.bytes).map((rho, reading) => ({ rho, algorithm, reading, places })),
    ),
  );
  const known = new Set(
    image.knownKeys.flatMap(({ spki }) => algorithms.map((algorithm) => textOf(rhoIn(algorithm, spki)))),
  );
  const right = new Set(tried.filter(({ rho }) => known.has(textOf(rho))));
  for (const { index } of findStrings(
    image,
    tried.map(({ rho }) => rho),
  ))
    right.add(tried[index]!);
  return [...right].flatMap(({ algorithm, reading, places }) => places.map((place) => ({ algorithm, reading, place })));
}

/** @returns for each string its places */
function placesOf(nominees: Iterable<Nominee>, length: number): Nominee[][] {
  const places = new Map<string, Nominee[]>();
  for (const nominee of nominees) {
    if (nominee.bytes.length !== length || nominee.form === 'register') continue;
    if (!nominee.spellings.includes('big-endian')) continue;
    const name = textOf(nominee.bytes);
    const same = places.get(name);
    if (same === undefined && places.size < MAX_SEEDS) places.set(name, [nominee]);
    else if (same?.every(({ offset }) => offset !== nominee.offset)) same.push(nominee);
  }
  return [...places.values()];
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
