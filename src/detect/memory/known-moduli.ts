/** The moduli of known public keys, compared with each number of an image that may be one of their primes or their d. */
import type { KnownKey } from '../known-key.ts';
import { bitLength } from '../proof/big-integer.ts';
import { mayBePrivateExponent } from '../proof/private-exponent.ts';
import { primesOf, type RsaPublicKey } from '../proof/rsa.ts';
import { readSubjectPublicKey } from '../structures/read-public-key.ts';
import type { WindowWatch } from './number-finder.ts';
import { type NumberOrder, numberIn } from './number-order.ts';

export interface KnownModulus {
  readonly publicKey: RsaPublicKey;
  readonly key: KnownKey;
  /** Watched for, or from the image itself. */
  readonly isAlwaysDivided: boolean;
}

/**
 * Each number of half the size is tried as a divisor of each such modulus: 1 µs. A hundred CA certificates would cost more than
 * everything else; keys not divided are still found if both primes are there. Watched keys are always tried, and so are the few that
 * the image itself names.
 */
const MAX_DIVIDED_SEEN = 8;

/** @param ofImage a few at most, whatever the image contains; see `tpmKeysIn` and `rsaPublicKeysIn` */
export function knownModuliOf(keys: readonly KnownKey[], ofImage: readonly KnownKey[]): KnownModulus[] {
  const moduli = new Map<bigint, KnownModulus>();
  const named = new Set(ofImage.map(({ spkiSha256 }) => spkiSha256));
  // Watched keys come first and are kept.
  for (const key of [...keys, ...ofImage]) {
    const publicKey = readSubjectPublicKey(key.spki);
    if (publicKey?.kind !== 'rsa' || moduli.has(publicKey.n)) continue;
    const isAlwaysDivided = key.origin === 'watched' || named.has(key.spkiSha256);
    moduli.set(publicKey.n, { publicKey, key, isAlwaysDivided });
  }
  return [...moduli.values()];
}

interface Divided {
  readonly n: bigint;
  readonly e: bigint;
  /** The 64 leading bits of n, of all its bytes. */
  readonly top: number;
}

export class ModulusWatch implements WindowWatch {
  readonly primeWidths = new Set<number>();
  readonly exponentWidths = new Set<number>();
  readonly #onPrimes: (n: bigint, p: bigint, q: bigint) => void;
  /** Keyed by the bytes of n. */
  readonly #byWidth = new Map<number, Divided[]>();

  constructor(known: readonly KnownModulus[], onPrimes: (n: bigint, p: bigint, q: bigint) => void) {
    this.#onPrimes = onPrimes;
    const seen = new Map<number, number>();
    for (const { isAlwaysDivided, publicKey } of known) {
      const { n, e } = publicKey;
      const width = Math.ceil(bitLength(n) / 8);
      if (!isAlwaysDivided) seen.set(width, (seen.get(width) ?? 0) + 1);
      const top = Number(n >> BigInt(8 * width - 64));
      this.#byWidth.set(width, [...(this.#byWidth.get(width) ?? []), { n, e, top }]);
    }
    for (const [width, count] of seen) {
      if (count <= MAX_DIVIDED_SEEN) continue;
      const always = known.filter(({ isAlwaysDivided }) => isAlwaysDivided).map(({ publicKey }) => publicKey.n);
      this.#byWidth.set(
        width,
        this.#byWidth.get(width)!.filter(({ n }) => always.includes(n)),
      );
    }
    for (const [width, divided] of this.#byWidth) {
      if (divided.length === 0) continue;
      this.exponentWidths.add(width);
      this.primeWidths.add(width / 2);
    }
  }

  onPrime(bytes: Uint8Array, order: NumberOrder, width: number): void {
    const p = numberIn(bytes, order);
    for (const { n } of this.#byWidth.get(2 * width) ?? []) if (n % p === 0n) this.#onPrimes(n, p, n / p);
  }

  onExponent(bytes: Uint8Array, order: NumberOrder): void {
    const top = leadingBits(bytes, order);
    for (const known of this.#byWidth.get(bytes.length) ?? []) {
      if (!mayBePrivateExponent(Number(known.e), top / known.top)) continue;
      const [p, q] = primesOf(known.n, known.e, numberIn(bytes, order)) ?? [];
      if (p !== undefined && q !== undefined && p * q === known.n) this.#onPrimes(known.n, p, q);
    }
  }
}

/** The first 64 bits as a double. */
function leadingBits(bytes: Uint8Array, order: NumberOrder): number {
  const at = order === 'big' || order === 'java' ? 0 : bytes.length - 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  if (order === 'limbs') return view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  if (order === 'words-32') return view.getUint32(4) * 2 ** 32 + view.getUint32(0);
  return view.getUint32(0, order === 'java') * 2 ** 32 + view.getUint32(4, order === 'java');
}
