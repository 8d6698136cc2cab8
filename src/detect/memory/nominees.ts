import { atFixedLimit } from '../../model/gap.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { countedNominees } from './counted-nominees.ts';
import { digitNominees } from './digit-nominees.ts';
import { headedNominees } from './headed-nominees.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';
import { phpNominees } from './php-digits.ts';
import { bignumNominees, sliceNominees } from './pointed-nominees.ts';
import { registerNominees } from './register-nominees.ts';
import { runNominees } from './run-nominees.ts';
import { snapshotNominees } from './snapshot-nominees.ts';
import { scriptNominees } from './v8-digits.ts';

/** A dump has hundreds; if the user watches for a key, all numbers that look random are nominees. */
const MAX_NOMINEES = 1 << 17;

/**
 * Possible EC scalars and seeds, the likeliest first. If a BIGNUM says how to read a number, its surroundings are ignored.
 * Computed once per image, since two searches need it.
 */
export function nomineesOf(image: MemoryImage): readonly Nominee[] {
  const known = gathered.get(image);
  if (known !== undefined) return known;
  const all = gather(image).sort((a, b) => a.rank - b.rank || a.offset - b.offset);
  const bignums = new Set(all.filter(({ form }) => form === 'bignum').map(({ offset }) => offset));
  const nominees = all.filter(({ rank, offset }) => rank < 2 || !bignums.has(offset));
  gathered.set(image, nominees);
  return nominees;
}
const gathered = new WeakMap<MemoryImage, readonly Nominee[]>();

const SOURCES = [
  bignumNominees,
  sliceNominees,
  countedNominees,
  headedNominees,
  digitNominees,
  registerNominees,
  snapshotNominees,
  scriptNominees,
  phpNominees,
  runNominees,
] as const;

function gather(image: MemoryImage): Nominee[] {
  const nominees: Nominee[] = [];
  for (const source of SOURCES) {
    for (const nominee of source(image)) {
      if (isMonotonous(nominee.bytes)) continue;
      if (nominees.length === MAX_NOMINEES) {
        image.reportIncomplete(
          atFixedLimit(
            `more than ${MAX_NOMINEES} numbers may be private keys; only the first of them were tried`,
            'scan a smaller dump',
          ),
        );
        return nominees;
      }
      nominees.push(nominee);
    }
  }
  return nominees;
}
