// Prime factors of known RSA moduli: windows half as long as the modulus whose bytes look random, whose number is odd, large enough
// and not divisible by small primes, and divides the modulus as far as its lower half and its leading bits show.
import { CANDIDATE, REMAINDER } from './layout';
import { isZeros, SEGMENT_BYTES, skipZeros } from './zeros';

// A modulus, at `moduli`, one after the other:
//   0  8  f64: the modulus as a fraction of 2^(16 * halfBytes), in [1/2, 1)
//   8  4  u32: its leading 32 bits
//  16  halfBytes  its lower half, little-endian
const HIT_BYTES: usize = 12;

let halfBytes: usize = 0;
let orders: u32 = 0;
let moduli: usize = 0;
let moduliEnd: usize = 0;
let leastTop: u32 = 0;
let leastHigh: u32 = 0;
let highs: u32 = 0;
let mostZeros: u32 = 0;
let stoppedAt: usize = 0;
let tests: u32 = 0;

/** The modulus is little-endian (1), big-endian (2), or in big-endian order of little-endian 32-bit words (4). */
const LITTLE: u32 = 1;
const BIG: u32 = 2;
const WORDS_BIG: u32 = 4;

/**
 * What the next scans look for. @param half bytes of a factor, a multiple of 8 up to 512
 * @param low, high bounds of the number of bytes from 0x80 up in a factor
 * @param zeros most bytes of a factor that are 0
 */
export function setFactors(half: usize, order: u32, table: usize, tableEnd: usize, low: u32, high: u32, zeros: u32): void {
  halfBytes = half;
  orders = order;
  moduli = table;
  moduliEnd = tableEnd;
  leastHigh = low;
  highs = high - low;
  mostZeros = zeros;
  leastTop = u32.MAX_VALUE;
  for (let modulus = table; modulus < tableEnd; modulus += 16 + half) leastTop = min(leastTop, load<u32>(modulus, 8));
}

/** Where the last scan stopped: at `stop`, or earlier when there was no space left. */
export function factorsAt(): usize {
  return stoppedAt;
}

/** How many windows were divided into a modulus since the count was last asked for. */
export function takeFactorTests(): u32 {
  const taken = tests;
  tests = 0;
  return taken;
}

/**
 * Tests the windows at `from`, `from` + 8 … below `stop` that end at or before `dataEnd`. Writes hits of 12 bytes (address, order,
 * address of the modulus) to [hits, space) and returns their end.
 */
export function scanFactors(from: usize, stop: usize, dataEnd: usize, hits: usize, space: usize): usize {
  const half = halfBytes;
  const fewest = leastHigh;
  const spread = highs;
  const zeros = mostZeros;
  const mostHits = 3 * HIT_BYTES * ((moduliEnd - moduli) / (16 + half));
  const end = min(stop, dataEnd + 1 - half);
  const zerosEnd = min(dataEnd, stop + half + SEGMENT_BYTES);
  let counts = countsBefore(from);
  for (let at = from; at < end; at += 8) {
    if (((at - from) & (SEGMENT_BYTES - 8)) == 0 && load<u64>(at) == 0 && isZeros(at, zerosEnd)) {
      // The windows passed over start with 8 zeros: not odd, or too small.
      at = skipZeros(at, zerosEnd);
      if (at >= end) break;
      counts = countsBefore(at);
    }
    counts += countsOf(load<u64>(at + half - 8));
    if ((counts & 0xffff) - fewest <= spread && counts >> 16 <= zeros) {
      if (hits + mostHits > space) {
        stoppedAt = at;
        return hits;
      }
      hits = testWindow(at, hits);
    }
    counts -= countsOf(load<u64>(at));
  }
  stoppedAt = stop;
  return hits;
}

/** Of the window at `at` without its last 8 bytes: in the low 16 bits the bytes from 0x80 up, above them the zeros. */
function countsBefore(at: usize): u32 {
  let counts: u32 = 0;
  for (let place: usize = 0; place < halfBytes - 8; place += 8) counts += countsOf(load<u64>(at + place));
  return counts;
}

// @ts-ignore: decorator
@inline
function countsOf(word: u64): u32 {
  const high: u64 = 0x8080808080808080;
  const nonZero = (((word & ~high) + ~high) | word) & high;
  return (<u32>popcnt(word & high)) + ((8 - <u32>popcnt(nonZero)) << 16);
}

function testWindow(at: usize, hits: usize): usize {
  const tail = at + halfBytes - 4;
  if (orders & LITTLE && load<u8>(at) & 1 && load<u32>(tail) >= leastTop) {
    memory.copy(CANDIDATE, at, halfBytes);
    hits = testCandidate(at, LITTLE, hits);
  }
  if (orders & BIG && load<u8>(tail, 3) & 1 && bswap(load<u32>(at)) >= leastTop) {
    for (let place: usize = 0; place < halfBytes; place += 4) store<u32>(CANDIDATE + place, bswap(load<u32>(tail - place)));
    hits = testCandidate(at, BIG, hits);
  }
  if (orders & WORDS_BIG && load<u8>(tail) & 1 && load<u32>(at) >= leastTop) {
    for (let place: usize = 0; place < halfBytes; place += 4) store<u32>(CANDIDATE + place, load<u32>(tail - place));
    hits = testCandidate(at, WORDS_BIG, hits);
  }
  return hits;
}

function testCandidate(at: usize, order: u32, hits: usize): usize {
  if (hasSmallFactor()) return hits;
  const lowest = load<u32>(CANDIDATE);
  const inverse = inverseOf(lowest);
  const top = load<u32>(CANDIDATE + halfBytes - 4);
  const fraction = <f64>load<u64>(CANDIDATE + halfBytes - 8) / 18446744073709551616.0;
  for (let modulus = moduli; modulus < moduliEnd; modulus += 16 + halfBytes) {
    // The other factor has no more bytes, so this one is at least the modulus without its lower half.
    if (top < load<u32>(modulus, 8)) continue;
    tests++;
    const estimate = (load<f64>(modulus) / fraction) * 4294967296.0;
    const quotient = <f64>leadingWord(modulus + 16, inverse);
    if (abs(quotient - estimate) > 3) continue;
    store<u32>(hits, <u32>at);
    store<u32>(hits, order, 4);
    store<u32>(hits, <u32>modulus, 8);
    hits += 12;
  }
  return hits;
}

/** By the sum of its 48-bit digits: 2^48 - 1 is a multiple of 3, 5, 7, 13, 17, 97, 241 and 257. */
function hasSmallFactor(): bool {
  // Behind the candidate are zeros.
  store<u64>(CANDIDATE + halfBytes, 0);
  let sum: u64 = 0;
  for (let place: usize = 0; place < halfBytes; place += 6) sum += load<u64>(CANDIDATE + place) & 0xffffffffffff;
  const small = <u32>(sum % 23205); // 3 * 5 * 7 * 13 * 17
  if (small % 3 == 0 || small % 5 == 0 || small % 7 == 0 || small % 13 == 0 || small % 17 == 0) return true;
  const larger = <u32>(sum % 6007889); // 97 * 241 * 257
  return larger % 97 == 0 || larger % 241 == 0 || larger % 257 == 0;
}

/** Of an odd number, modulo 2^32: each step doubles the number of right bits, of which there are 5 at first. */
function inverseOf(odd: u32): u32 {
  let inverse: u32 = (3 * odd) ^ 2;
  inverse *= 2 - odd * inverse;
  inverse *= 2 - odd * inverse;
  inverse *= 2 - odd * inverse;
  return inverse;
}

/** The leading word of the number that, times the candidate, has the modulus' lower half: exact division from the low end (Jebelean). */
function leadingWord(lowerHalf: usize, inverse: u32): u32 {
  memory.copy(REMAINDER, lowerHalf, halfBytes);
  const last = halfBytes - 4;
  for (let place: usize = 0; place < last; place += 4) {
    const rest: u32 = load<u32>(REMAINDER + place);
    const digit: u32 = rest * inverse;
    const factor = <u64>digit;
    let carry: u64 = 0;
    for (let at: usize = 0; at <= last - place; at += 4) {
      const product: u64 = factor * <u64>load<u32>(CANDIDATE + at) + carry;
      const low = <u32>product;
      const before: u32 = load<u32>(REMAINDER + place + at);
      store<u32>(REMAINDER + place + at, before - low);
      carry = (product >> 32) + <u64>(before < low);
    }
  }
  return load<u32>(REMAINDER + last) * inverse;
}
