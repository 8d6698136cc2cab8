/**
 * RSA keys that are kept without n, as BearSSL does (br_rsa_private_key: p, q, dp, dq, qi, each the highest byte first), or whose n is
 * not in the image: RFC 8017, section 3.2, second representation.
 *   dp   e·dp = 1 modulo p − 1 tells a prime from all other numbers, without its partner
 *   qi   q·qi = 1 modulo p tells which two of them belong together
 */
import { bitLength, fromBytes, inverseOf, toBytes } from '../proof/big-integer.ts';
import { limitFor } from './effort.ts';
import type { MemoryImage } from './memory-search.ts';
import type { NumberList } from './number-list.ts';

/** Of RSA-2048, 3072 and 4096. */
const PRIME_BYTES: ReadonlySet<number> = new Set([128, 192, 256]);
/** The numbers of a key are one behind the other: five of them, with headers, take 1.4 KiB with RSA-4096. */
const REACH_BYTES = 2048;
const STEP_BYTES = 8;
/** Ordinary memory has a few hundred numbers per MiB that may be primes. Each takes 5 µs. */
const PRIMES = { atLeast: 1 << 14, perMib: 512, atMost: 1 << 20 };
const EXPONENTS = [65537, 3] as const;
/** e·dp/p is an integer but for one part in 2^1000; quotients of two numbers of 53 bits tell that from all but one in 10^9. */
const ROUNDING = 1e-9;

/** A prime beside its exponent. */
interface LonePrime {
  readonly p: bigint;
  readonly offset: number;
}

/** @param lists of possible primes; only those that are bytes with the highest first are searched */
export function* keysWithoutModulus(
  image: MemoryImage,
  lists: readonly NumberList[],
): Generator<{ readonly n: bigint; readonly p: bigint }> {
  let left = limitFor(image, PRIMES);
  for (const list of lists) {
    if (list.order !== 'big' || !PRIME_BYTES.has(list.width)) continue;
    const primes: LonePrime[] = [];
    for (let index = 0; index < list.length && left-- > 0; index++) {
      if (index % 1024 === 0) image.checkTime();
      const offset = list.offsets[index]!;
      const p = primeWithExponent(around(image, offset, list.width), Math.min(offset, REACH_BYTES), list.width);
      if (p !== undefined) primes.push({ p, offset });
    }
    yield* pairsAmong(image, primes, list.width);
  }
}

function around(image: MemoryImage, offset: number, width: number): Uint8Array {
  const start = Math.max(0, offset - REACH_BYTES);
  return image.read(start, offset - start + width + REACH_BYTES);
}

/** @returns the number at `at`, if dp for it is near */
function primeWithExponent(bytes: Uint8Array, at: number, width: number): bigint | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const top = topOf(view, at);
  for (let from = at % STEP_BYTES; from + width <= bytes.length; from += STEP_BYTES) {
    const quotient = topOf(view, from) / top;
    for (const e of EXPONENTS) {
      const multiple = e * quotient;
      const factor = Math.round(multiple);
      if (factor < 1 || factor >= e || Math.abs(multiple - factor) > ROUNDING) continue;
      const [p, dp] = [at, from].map((start) => fromBytes(bytes.slice(start, start + width))) as [bigint, bigint];
      if (BigInt(e) * dp - 1n === BigInt(factor) * (p - 1n)) return p;
    }
  }
  return undefined;
}

/** The highest 64 bits, rounded. */
function topOf(view: DataView, at: number): number {
  return view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4);
}

function* pairsAmong(image: MemoryImage, primes: readonly LonePrime[], width: number) {
  for (const [index, first] of primes.entries()) {
    for (const second of primes.slice(index + 1)) {
      if (second.offset - first.offset > REACH_BYTES) break;
      if (first.p === second.p || !hasCoefficient(image, first, second, width)) continue;
      yield { n: first.p * second.p, p: first.p };
    }
  }
}

/** Whether qi is near; p may be the first or the second. */
function hasCoefficient(image: MemoryImage, first: LonePrime, second: LonePrime, width: number): boolean {
  const near = Buffer.from(around(image, second.offset, width));
  return [
    [first.p, second.p],
    [second.p, first.p],
  ].some(([p, q]) => {
    const qi = inverseOf(q! % p!, p!);
    return qi !== undefined && bitLength(qi) > 64 && near.includes(Buffer.from(toBytes(qi)));
  });
}
