import type { FactRecord } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';
import { bitLength } from '../proof/big-integer.ts';
import { keyMatch } from '../proof/key-match.ts';
import { proveRsa, type RsaPublicKey } from '../proof/rsa.ts';
import { exponentsOf } from './bignum-factors.ts';
import type { BignumPool } from './bignum-pool.ts';
import type { FactoredModulus } from './factored-moduli.ts';
import type { KnownModulus } from './known-moduli.ts';
import type { MemoryImage } from './memory-search.ts';
import { type NumberPlace, placesOfNumbers, privateExponents } from './rsa-number-places.ts';

/** Names of the orders in facts. */
const FORMS: Readonly<Record<NumberPlace['order'], string>> = {
  bignum: 'bignum',
  'v8-digits': 'v8-digits',
  'php-digits': 'php-digits',
  'python-int': 'python-int',
  limbs: 'le-limbs',
  big: 'be',
  java: 'java-int-array',
  digits30: 'python-int',
  digits28: 'tommath-digits',
  digits60: 'tommath-digits',
  'words-32': 'be-limbs',
  'words-64': 'be-limbs',
};

/** Used by nearly every key; RFC 8017 leaves it open, but it is the default of OpenSSH, OpenSSL, Go, Java and .NET. */
const USUAL_EXPONENT = 65537n;
const OTHER_EXPONENTS = [3n, 17n, 257n, 5n, 35n, 37n, 41n];

/** A match for each place of p, q or d of a key; of dp and dq where these are gone. */
export function* rsaMatches(
  image: MemoryImage,
  keys: readonly FactoredModulus[],
  { known, bignums }: { known: readonly KnownModulus[]; bignums: BignumPool },
): Generator<Match> {
  if (keys.length === 0) return;
  const publicKeys = new Map(known.map((modulus) => [modulus.publicKey.n, modulus]));
  const usual = placesOfNumbers(image, keys, bignums, ({ n }) => [publicKeys.get(n)?.publicKey.e ?? USUAL_EXPONENT]);
  const placesOf = new Map(keys.map((key) => [key, usual.filter(({ of }) => of === key)]));
  // If neither d nor its remainders for the usual exponent are there, the other exponents are tried.
  const unsure = keys.filter((key) => !publicKeys.has(key.n) && placesOf.get(key)!.every(({ e }) => e === undefined));
  if (unsure.length > 0) {
    const others = [...OTHER_EXPONENTS, ...exponentsOf(bignums)].filter((e) => e !== USUAL_EXPONENT);
    const more = placesOfNumbers(image, unsure, bignums, () => others);
    for (const key of unsure)
      placesOf.set(
        key,
        more.filter(({ of }) => of === key),
      );
  }
  for (const key of keys) yield* matchesOf(key, placesOf.get(key)!, publicKeys.get(key.n));
}

/**
 * Programs that compute on a curve of 256 bits with BigInts leave thousands of products of two numbers of 256 bits behind, with the
 * numbers. One number in 177 of that size is prime, so in one product of 31,000 both are. Up to here, d or a remainder of it must be there too.
 */
const MAX_BITS_BY_CHANCE = 512;

function* matchesOf(
  key: FactoredModulus,
  places: readonly NumberPlace[],
  known: KnownModulus | undefined,
): Generator<Match> {
  const confirmed = places.find(({ e }) => e !== undefined)?.e;
  if (known === undefined && confirmed === undefined && bitLength(key.n) <= MAX_BITS_BY_CHANCE) return;
  const publicKey = known?.publicKey ?? publicKeyOf(key, confirmed);
  if (publicKey === undefined) return;
  const numbers = places.filter(({ name }) => name === 'p' || name === 'q' || name === 'd');
  const own = numbers.length === 0 ? places : numbers;
  const facts: FactRecord = {
    found: foundOf(own),
    ...(known === undefined && confirmed === undefined && { exponent: 'assumed' }),
  };
  const proven = { state: 'proven', structure: 'rsa', length: 0, publicKey } as const;
  const match = keyMatch(proven, { offset: 0, length: 0, form: '', preview: PREVIEW, facts });
  for (const { offset, length, order } of own)
    yield { ...match, offset, length, facts: { ...match.facts, form: FORMS[order] } };
}
const PREVIEW = 'number of an RSA key';

/** The public half, if its d is there. */
function publicKeyOf(key: FactoredModulus, confirmed: bigint | undefined): RsaPublicKey | undefined {
  const { n, p, q } = key;
  for (const e of confirmed === undefined ? [USUAL_EXPONENT, ...OTHER_EXPONENTS] : [confirmed]) {
    const [d] = privateExponents(key, e);
    const publicKey = d === undefined ? undefined : proveRsa({ n, e, d, p, q });
    if (publicKey !== undefined) return publicKey;
  }
  return undefined;
}

/** `p, q and d`. */
function foundOf(places: readonly NumberPlace[]): string {
  const names = [...new Set(places.map(({ name }) => name))].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
const ORDER = ['p', 'q', 'd', 'dp', 'dq'];
