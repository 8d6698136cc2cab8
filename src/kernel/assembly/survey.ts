// Where big random numbers may lie, and structures that point to such: 16 words of 64 bits at a time, each place tried as the first
// of a block of 4 words that look random, and as a pointer with two small numbers behind it.
import { REPEATS } from './layout';
import { isZeros, SEGMENT_BYTES, skipZeros } from './zeros';

const STEP_BYTES: usize = 128;
const BLOCK_BYTES: usize = 32;
/** Of a BIGNUM or a slice, and of what an ECX_KEY has from its pointer on. */
const TRIPLE_BYTES: usize = 24;
/** A step has at most 16 structures, since no place is two, and 4 ends of runs, and the last step may end one more. */
const MOST_HIT_BYTES = 21 * 8;

/** In the low 3 bits of a hit's second word. */
const RUN: u32 = 0;
const BIGNUM: u32 = 1;
const EDWARDS_KEY: u32 = 2;
const SLICE: u32 = 3;

// A block looks random when it has 5 to 27 bytes from 0x80 up, at most 4 that are 0 or 0xff, and 24 different ones at least. By
// simulation (10^8 blocks of random bytes) one in 25,000 does not.
const LEAST_HIGH: u8 = 5;
const MOST_HIGH: u8 = 27;
const MOST_EXTREME: u8 = 4;
const MOST_REPEATED: u8 = 7;

let first: usize = 0;
let next: usize = 0;
let runStop: usize = 0;
let tripleStop: usize = 0;
let stop: usize = 0;
let limit: usize = 0;
let origin: usize = 0;
let runStart: usize = 0;
let runEnd: usize = 0;

/**
 * Starts a survey of what begins in [start, end) and ends at or before `dataEnd`; positions count from `windowAt`. Words of the
 * process lie at `windowAt` + phase modulo 8.
 */
export function beginSurvey(start: usize, end: usize, dataEnd: usize, windowAt: usize, phase: usize): void {
  first = start;
  next = start + ((windowAt + phase - start) & 7);
  stop = end;
  limit = dataEnd;
  origin = windowAt;
  runStop = min(end, dataEnd + 1 - BLOCK_BYTES);
  // A key of Edwards curves is recognised by its pointer, 80 bytes behind its start.
  tripleStop = min(end + 80, dataEnd + 1 - TRIPLE_BYTES);
  runStart = runEnd = 0;
}

export function moreSurvey(): u32 {
  return <u32>(next < tripleStop);
}

/**
 * Writes hits of 8 bytes to [hits, space) and returns their end: u32 position; u32 length of a run, a multiple of 8, or the kind
 * of a structure. The survey is over when `moreSurvey()` is 0; otherwise call again.
 */
export function resumeSurvey(hits: usize, space: usize): usize {
  const zerosEnd = min(limit, tripleStop + SEGMENT_BYTES);
  for (let at = next; at < tripleStop; at += STEP_BYTES) {
    if (hits + MOST_HIT_BYTES > space) {
      next = at;
      return hits;
    }
    // No structure begins with a word of zeros but a key that is recognised further on, no random block has one.
    if (load<u64>(at) == 0 && isZeros(at, zerosEnd)) {
      at = skipZeros(at, zerosEnd);
      if (at >= tripleStop) break;
    }
    const blocks = randomBlocks(at);
    if (blocks) hits = addBlocks(at, variedBlocks(at, blocks), hits);
    if (hasTriples(at)) hits = addTriples(at, hits);
  }
  next = tripleStop;
  return runEnd ? addRun(hits) : hits;
}

// @ts-ignore: decorator
@inline
function add(hits: usize, at: usize, what: u32): usize {
  store<u32>(hits, <u32>(at - origin));
  store<u32>(hits, what, 4);
  return hits + 8;
}

function addRun(hits: usize): usize {
  return add(hits, runStart, <u32>(runEnd - runStart) | RUN);
}

/** Bit n: the block that begins with word n behind `at` has enough high and few extreme bytes. */
// @ts-ignore: decorator
@inline
function randomBlocks(at: usize): u32 {
  const here = countsOf(
    countsOf(countsOf(marks(at), marks(at + 16)), countsOf(marks(at + 32), marks(at + 48))),
    countsOf(countsOf(marks(at + 64), marks(at + 80)), countsOf(marks(at + 96), marks(at + 112))),
  );
  const ahead = countsOf(marks(at + 128), marks(at + 144));
  const behind = countsOf(countsOf(ahead, ahead), ahead);
  const low = i8x16.splat(15);
  const high = overBlocks(v128.and(here, low), v128.and(behind, low));
  const extreme = overBlocks(
    v128.and(i16x8.shr_u(here, 4), low),
    v128.and(i16x8.shr_u(behind, 4), low),
  );
  const above = i8x16.sub(high, i8x16.splat(LEAST_HIGH));
  const random = v128.and(
    i8x16.eq(above, i8x16.min_u(above, i8x16.splat(MOST_HIGH - LEAST_HIGH))),
    i8x16.eq(extreme, i8x16.min_u(extreme, i8x16.splat(MOST_EXTREME))),
  );
  const blocks = <u32>i8x16.bitmask(random);
  const places = at < runStop ? (runStop - at + 7) >> 3 : 0;
  return places < 16 ? blocks & ((1 << <u32>places) - 1) : blocks;
}

/** For each byte: 1 if it is at least 0x80, and 16 if it is 0 or 0xff. */
// @ts-ignore: decorator
@inline
function marks(at: usize): v128 {
  const bytes = v128.load(at);
  const zero = i8x16.splat(0);
  const extreme = v128.or(i8x16.eq(bytes, zero), i8x16.eq(bytes, i8x16.splat(-1)));
  return i8x16.sub(v128.and(extreme, i8x16.splat(16)), i8x16.lt_s(bytes, zero));
}

/** Sums of neighbouring bytes, of two vectors. Thrice gives sums of words: up to 8 in the low 4 bits, and up to 8 above. */
// @ts-ignore: decorator
@inline
function countsOf(a: v128, b: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.extadd_pairwise_i8x16_u(a), i16x8.extadd_pairwise_i8x16_u(b));
}

/** Sums of 4 bytes that follow each other. */
// @ts-ignore: decorator
@inline
function overBlocks(a: v128, b: v128): v128 {
  const second = i8x16.shuffle(a, b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  const third = i8x16.shuffle(a, b, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
  const fourth = i8x16.shuffle(a, b, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
  return i8x16.add(i8x16.add(a, second), i8x16.add(third, fourth));
}

/** Those of the blocks in which few bytes are repeated soon. */
function variedBlocks(at: usize, blocks: u32): u32 {
  let to: usize = REPEATS;
  for (let words = at; words < at + STEP_BYTES + 16; words += 16) {
    const counts = i16x8.extadd_pairwise_i8x16_u(repeats(words));
    const fours = i32x4.extadd_pairwise_i16x8_u(counts);
    const eights = i64x2.add(fours, i64x2.shr_u(fours, 32));
    store<u8>(to, <u8>i32x4.extract_lane(eights, 0));
    store<u8>(to, <u8>i32x4.extract_lane(eights, 2), 1);
    to += 2;
  }
  const first = v128.load(REPEATS);
  const sum = i8x16.add_sat_u(i8x16.add_sat_u(first, v128.load(REPEATS, 1)), v128.load(REPEATS, 2));
  return blocks & <u32>i8x16.bitmask(i8x16.eq(sum, i8x16.min_u(sum, i8x16.splat(MOST_REPEATED))));
}

/** For each byte: how many of the 8 bytes behind it are equal. */
// @ts-ignore: decorator
@inline
function repeats(at: usize): v128 {
  const bytes = v128.load(at);
  let count = i8x16.eq(bytes, v128.load(at, 1));
  count = i8x16.add(count, i8x16.eq(bytes, v128.load(at, 2)));
  count = i8x16.add(count, i8x16.eq(bytes, v128.load(at, 3)));
  count = i8x16.add(count, i8x16.eq(bytes, v128.load(at, 4)));
  count = i8x16.add(count, i8x16.eq(bytes, v128.load(at, 5)));
  count = i8x16.add(count, i8x16.eq(bytes, v128.load(at, 6)));
  count = i8x16.add(count, i8x16.eq(bytes, v128.load(at, 7)));
  return i8x16.neg(i8x16.add(count, i8x16.eq(bytes, v128.load(at, 8))));
}

/** Joins blocks that touch to runs. */
function addBlocks(at: usize, blocks: u32, hits: usize): usize {
  const words = blocks | (blocks << 1) | (blocks << 2) | (blocks << 3);
  while (blocks) {
    const start: u32 = ctz(blocks);
    const end: u32 = start + ctz(~(words >> start));
    blocks = (blocks >> end) << end;
    if (at + (<usize>start << 3) > runEnd) {
      if (runEnd) hits = addRun(hits);
      runStart = at + (<usize>start << 3);
    }
    runEnd = at + (<usize>end << 3);
  }
  return hits;
}

// What the three words of a structure have in common:
//   0  8  pointer: a multiple of 8, below 2^47 (user space of x86-64; of arm64, but for large address spaces)
//   8  8  BIGNUM: u32 top up to 256, u32 dmax up to 512; ECX_KEY: u64 length; slice: u64 length
//  16  8  BIGNUM: u32 neg, u32 flags; ECX_KEY: u32 type, then what differs by version; slice: u64 capacity
const NO_POINTER: i64 = 0xffff800000000007;
const NO_SIZES: i64 = 0xfffffc00fffffe00;
const NO_SMALL: i64 = 0x00000000fffffe00;
const LEAST_POINTER: u64 = 0x10000;

/** Whether a structure may begin in the 16 words. */
// @ts-ignore: decorator
@inline
function hasTriples(at: usize): bool {
  return v128.any_true(
    v128.or(
      v128.or(v128.or(triples(at), triples(at + 16)), v128.or(triples(at + 32), triples(at + 48))),
      v128.or(v128.or(triples(at + 64), triples(at + 80)), v128.or(triples(at + 96), triples(at + 112))),
    ),
  );
}

// @ts-ignore: decorator
@inline
function triples(at: usize): v128 {
  const zero = i64x2.splat(0);
  const sizes = v128.load(at, 8);
  const wrong = v128.or(
    v128.or(v128.and(v128.load(at), i64x2.splat(NO_POINTER)), v128.and(sizes, i64x2.splat(NO_SIZES))),
    v128.and(v128.load(at, 16), i64x2.splat(NO_SMALL)),
  );
  return v128.andnot(i64x2.eq(wrong, zero), i64x2.eq(sizes, zero));
}

function addTriples(at: usize, hits: usize): usize {
  const end = min(at + STEP_BYTES, tripleStop);
  for (; at < end; at += 8) {
    const pointer = load<u64>(at);
    const sizes = load<u64>(at, 8);
    if (pointer & NO_POINTER || pointer < LEAST_POINTER || sizes & NO_SIZES) continue;
    const last = load<u64>(at, 16);
    if (isEdwardsKey(at, sizes, last)) hits = add(hits, at - 80, EDWARDS_KEY);
    if (at >= stop) continue;
    if (isBignum(sizes, last)) hits = add(hits, at, BIGNUM);
    if (isSlice(sizes, last)) hits = add(hits, at, SLICE);
  }
  return hits;
}

/** BIGNUM of OpenSSL, LibreSSL and BoringSSL: limbs in use, limbs allocated; whether negative, flags. */
function isBignum(sizes: u64, last: u64): bool {
  const top = <u32>sizes;
  const dmax = <u32>(sizes >> 32);
  return top >= 1 && top <= 256 && top <= dmax && dmax <= 512 && !(last & 0xffffffe0fffffffe);
}

/**
 * ECX_KEY of OpenSSL 3: at 16 whether there is a public key, then its 57 bytes, at 80 the pointer to the private key, its length,
 * and the type: X25519, X448, Ed25519, Ed448.
 */
function isEdwardsKey(at: usize, length: u64, last: u64): bool {
  const type = <u32>last;
  if (type > 3 || length != (type & 1 ? (type == 1 ? 56 : 57) : 32)) return false;
  return at >= first + 80 && at < stop + 80 && load<u8>(at - 64) == 1;
}

// Limbs of 64 bits that scalars of P-256, P-384, P-521 and primes, exponents of RSA have; bytes of scalars and of Edwards keys.
const LENGTHS: u64 =
  (1 << 4) | (1 << 6) | (1 << 8) | (1 << 9) | (1 << 12) | (1 << 16) | (1 << 24) | (1 << 32) | (1 << 48) | (1 << 56) | (1 << 57);

/** Slice of Go. math/big allocates up to 5 limbs more than it needs, crypto/internal/fips140/bigmod 32, as bytes are by size class. */
function isSlice(length: u64, capacity: u64): bool {
  if (length < 64 ? !((LENGTHS >> length) & 1) : length != 64 && length != 66) return false;
  return capacity >= length && (capacity <= length + 16 || capacity == 32);
}
