import { looksPrime } from '../proof/rsa.ts';

export interface FactoredModulus {
  readonly n: bigint;
  /** The larger prime. */
  readonly p: bigint;
  readonly q: bigint;
}

/** Products of numbers that are not prime: Java keeps a few intermediate values of its prime search. Each takes 3 to 12 ms to reject. */
const MAX_COMPOSITES = 1000;
/** Further keys of an image are not listed. */
const MAX_KEYS = 10_000;

/** Moduli whose primes were found, each once. */
export class FactoredModuli {
  readonly #byModulus = new Map<bigint, FactoredModulus>();
  readonly #composites = new Set<bigint>();

  get all(): readonly FactoredModulus[] {
    return [...this.#byModulus.values()];
  }

  /** Whether products were skipped because there were too many. */
  get isFull(): boolean {
    return this.#composites.size >= MAX_COMPOSITES || this.#byModulus.size >= MAX_KEYS;
  }

  has(n: bigint): boolean {
    return this.#byModulus.has(n);
  }

  /** @param first a factor of n, odd */
  add(n: bigint, first: bigint): void {
    const second = n / first;
    if (this.isFull || this.has(n) || first * second !== n || first === second) return;
    if (this.#isPrime(first) && this.#isPrime(second)) {
      const [p, q] = first > second ? [first, second] : [second, first];
      this.#byModulus.set(n, { n, p, q });
    }
  }

  #isPrime(number: bigint): boolean {
    if (number < SMALLEST || this.#composites.has(number)) return false;
    if (looksPrime(number)) return true;
    this.#composites.add(number);
    return false;
  }
}
/** Far below any prime of a key. */
const SMALLEST = 1n << 64n;
