/** Divisors of a large number that are no larger than a public exponent. Takes some 0.5 ms for a number of 1,024 bits. */

/** F4, the largest exponent in wide use. */
export const MAX_DIVISOR = 65_537;
/** So many primes of 17 bits have a product that a double holds exactly. */
const PRIMES_PER_PRODUCT = 3;
/**
 * A number has some 11 by chance, up to MAX_DIVISOR, and one in 10,000 more than 1,024. One that was made to have 17,000 in the upper
 * half of them takes 0.2 s.
 */
const MAX_COUNT = 4096;

interface Group {
  readonly primes: readonly number[];
  readonly product: bigint;
}

/** @returns those in [from, to], ascending, where `to` is at most MAX_DIVISOR; none of a number that was made to have very many */
export function divisorsBetween(value: bigint, from: number, to: number): number[] {
  let divisors = [1];
  for (const prime of smallPrimeFactors(value, to)) {
    const own = divisors;
    for (let power = prime; power <= to && value % BigInt(power) === 0n; power *= prime)
      divisors = [...divisors, ...own.map((divisor) => divisor * power).filter((divisor) => divisor <= to)];
    if (divisors.length > MAX_COUNT) return [];
  }
  return divisors.filter((divisor) => divisor >= from).sort((a, b) => a - b);
}

function smallPrimeFactors(value: bigint, most: number): number[] {
  groups ??= groupsOf(primesUpTo(MAX_DIVISOR));
  const factors: number[] = [];
  for (const { primes, product } of groups) {
    if (primes[0]! > most) break;
    const rest = Number(value % product);
    for (const prime of primes) if (prime <= most && rest % prime === 0) factors.push(prime);
  }
  return factors;
}
let groups: readonly Group[] | undefined;

function groupsOf(primes: readonly number[]): Group[] {
  const count = Math.ceil(primes.length / PRIMES_PER_PRODUCT);
  return Array.from({ length: count }, (_, index) => {
    const group = primes.slice(PRIMES_PER_PRODUCT * index, PRIMES_PER_PRODUCT * (index + 1));
    return { primes: group, product: group.reduce((product, prime) => product * BigInt(prime), 1n) };
  });
}

/** The sieve of Eratosthenes. */
function primesUpTo(most: number): number[] {
  const isComposite = new Uint8Array(most + 1);
  const primes: number[] = [];
  for (let number = 2; number <= most; number++) {
    if (isComposite[number] === 1) continue;
    primes.push(number);
    for (let multiple = number * number; multiple <= most; multiple += number) isComposite[multiple] = 1;
  }
  return primes;
}
