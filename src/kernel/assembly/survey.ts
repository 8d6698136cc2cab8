// Finds where large random numbers may lie, and structures that point to such. Takes 16 words of 64 bits at a time, and
// tests each position both as the first of 4 words that look random and as a pointer followed by two small numbers.
import { MASKS, REPEATS } from './layout';
import { areScheduleWords, areSmallIntegers, isBignum, isEdwardsKey, isPhpArray, isSlice, isSliceBehindZero } from './structures';
import { MIN_POINTER, NO_POINTER, NO_SIZES, NO_SMALL, PRIVATE_KEY, TAG } from './structures';
import { isZeros, SEGMENT_BYTES, skipZeros } from './zeros';

const STEP_BYTES: usize = 128;
const BLOCK_BYTES: usize = 32;
/** Size of a BIGNUM or a slice, and of an ECX_KEY from its pointer on. */
const TRIPLE_BYTES: usize = 24;
/**
 * A step has at most 16 structures at different places, of which those of V8 may be of two kinds, and ends at most 4
 * runs; the last step ends one more.
 */
const MAX_HIT_BYTES: usize = 37 * 8;

/** The low 3 bits of a hit's second word; the other bits are the length of a run. */
const RUN: u32 = 0;
const BIGNUM: u32 = 1;
const EDWARDS_KEY: u32 = 2;
const SLICE: u32 = 3;
const SMALL_INTEGERS: u32 = 4;
const PHP_ARRAY: u32 = 5;
const SCHEDULE_WORDS: u32 = 6;

// What makes a block look random: how many bytes are 0x80 or more; how many are 0 or 0xff; how many pairs a byte of the
// first 3 words forms with an equal one among the 8 after it. Of 5 million blocks of random bytes, one in 25,000 does
// not meet this.
const MIN_HIGH: u8 = 5;
const MAX_HIGH: u8 = 27;
const MAX_EXTREME: u8 = 4;
const MAX_REPEATED: u8 = 7;

let first: usize = 0;
let next: usize = 0;
let stop: usize = 0;
let runStop: usize = 0;
let tripleStop: usize = 0;
let limit: usize = 0;
let origin: usize = 0;
let runStart: usize = 0;
let runEnd: usize = 0;

/**
 * Starts a survey of what begins in [start, end) and ends at or before `dataEnd`. Positions count from `windowAt`,
 * which is a multiple of 8. Tested positions are `phase` modulo 8.
 */
export function beginSurvey(start: usize, end: usize, dataEnd: usize, windowAt: usize, phase: usize): void {
  first = start;
  next = start + ((phase - start) & 7);
  stop = end;
  limit = dataEnd;
  origin = windowAt;
  runStop = min(end, dataEnd + 1 - BLOCK_BYTES);
  // An ECX_KEY is recognised by its pointer to the private key, which lies after its start.
  tripleStop = min(end + PRIVATE_KEY, dataEnd + 1 - TRIPLE_BYTES);
  runStart = runEnd = 0;
  // V8 rebuilds a constant vector at each use. One loaded from memory stays in its register, which is a quarter faster.
  store<u64>(MASKS, NO_POINTER);
  store<u64>(MASKS, NO_SIZES, 8);
  store<u64>(MASKS, NO_SMALL, 16);
  store<u8>(MASKS, 16, 24);
}

export function moreSurvey(): u32 {
  return <u32>(next < tripleStop);
}

/**
 * Writes hits of 8 bytes to [hits, space) and returns their end: u32 position; u32 length of a run, a multiple of 8, or
 * kind of a structure. The survey is complete when `moreSurvey()` is 0; otherwise call again.
 */
export function resumeSurvey(hits: usize, space: usize): usize {
  const noPointer = v128.load64_splat(MASKS);
  const noSizes = v128.load64_splat(MASKS, 8);
  const noSmall = v128.load64_splat(MASKS, 16);
  const sixteen = v128.load8_splat(MASKS, 24);
  const zerosEnd = min(limit, tripleStop + SEGMENT_BYTES);
  for (let at = next; at < tripleStop; at += STEP_BYTES) {
    if (hits + MAX_HIT_BYTES > space) {
      next = at;
      return hits;
    }
    if (load<u64>(at) == 0 && isZeros(at, zerosEnd)) {
      // No block with a word of zeros looks random, and no pointer is 0.
      at = skipZeros(at, zerosEnd);
      if (at >= tripleStop) break;
    }
    const blocks = randomBlocks(at, sixteen);
    if (blocks) hits = addBlocks(at, variedBlocks(at, blocks), hits);
    let any = v128.or(triples(at, noPointer, noSizes, noSmall), triples(at + 16, noPointer, noSizes, noSmall));
    any = v128.or(any, triples(at + 32, noPointer, noSizes, noSmall));
    any = v128.or(any, triples(at + 48, noPointer, noSizes, noSmall));
    any = v128.or(any, triples(at + 64, noPointer, noSizes, noSmall));
    any = v128.or(any, triples(at + 80, noPointer, noSizes, noSmall));
    any = v128.or(any, triples(at + 96, noPointer, noSizes, noSmall));
    any = v128.or(any, triples(at + 112, noPointer, noSizes, noSmall));
    if (v128.any_true(any)) hits = addTriples(at, hits);
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

/** Bit n is set when the block that begins with word n has enough high and few extreme bytes. */
// @ts-ignore: decorator
@inline
function randomBlocks(at: usize, sixteen: v128): u32 {
  const a = countsOf(marks(at, sixteen), marks(at + 16, sixteen));
  const b = countsOf(marks(at + 32, sixteen), marks(at + 48, sixteen));
  const c = countsOf(marks(at + 64, sixteen), marks(at + 80, sixteen));
  const d = countsOf(marks(at + 96, sixteen), marks(at + 112, sixteen));
  const here = countsOf(countsOf(a, b), countsOf(c, d));
  const e = countsOf(marks(at + 128, sixteen), marks(at + 144, sixteen));
  const behind = countsOf(countsOf(e, e), e);
  const low = i8x16.splat(15);
  const high = overBlocks(v128.and(here, low), v128.and(behind, low));
  const extreme = overBlocks(v128.and(i16x8.shr_u(here, 4), low), v128.and(i16x8.shr_u(behind, 4), low));
  const above = i8x16.sub(high, i8x16.splat(MIN_HIGH));
  const blocks = atMost(above, MAX_HIGH - MIN_HIGH) & atMost(extreme, MAX_EXTREME);
  const places = at < runStop ? (runStop - at + 7) >> 3 : 0;
  return places < 16 ? blocks & ((1 << <u32>places) - 1) : blocks;
}

/** For each byte: 1 if it is at least 0x80, plus 16 if it is 0 or 0xff. */
// @ts-ignore: decorator
@inline
function marks(at: usize, sixteen: v128): v128 {
  const bytes = v128.load(at);
  const zero = i8x16.splat(0);
  const extreme = v128.or(i8x16.eq(bytes, zero), i8x16.eq(bytes, i8x16.splat(-1)));
  return i8x16.sub(v128.and(extreme, sixteen), i8x16.lt_s(bytes, zero));
}

/**
 * Sums of adjacent bytes of two vectors. Applied three times to marks, it sums them by word: the high bytes, up to 8,
 * in the low 4 bits, and the extreme ones, up to 8, above.
 */
// @ts-ignore: decorator
@inline
function countsOf(a: v128, b: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.extadd_pairwise_i8x16_u(a), i16x8.extadd_pairwise_i8x16_u(b));
}

/** Sums of 4 consecutive bytes. */
// @ts-ignore: decorator
@inline
function overBlocks(a: v128, b: v128): v128 {
  const second = i8x16.shuffle(a, b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  const third = i8x16.shuffle(a, b, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
  const fourth = i8x16.shuffle(a, b, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
  return i8x16.add(i8x16.add(a, second), i8x16.add(third, fourth));
}

// @ts-ignore: decorator
@inline
function atMost(counts: v128, most: u8): u32 {
  return <u32>i8x16.bitmask(i8x16.eq(counts, i8x16.min_u(counts, i8x16.splat(most))));
}

/** Keeps the blocks that have few repeated bytes. Machine code has many. */
function variedBlocks(at: usize, blocks: u32): u32 {
  let byWord: usize = REPEATS;
  for (let words = at; words < at + STEP_BYTES + 16; words += 16) {
    const fours = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(repeats(words)));
    const eights = i64x2.add(fours, i64x2.shr_u(fours, 32));
    store<u8>(byWord, <u8>i32x4.extract_lane(eights, 0));
    store<u8>(byWord, <u8>i32x4.extract_lane(eights, 2), 1);
    byWord += 2;
  }
  const ofTwo = i8x16.add(v128.load(REPEATS), v128.load(REPEATS, 1));
  return blocks & atMost(i8x16.add_sat_u(ofTwo, v128.load(REPEATS, 2)), MAX_REPEATED);
}

/** For each byte: how many of the 8 bytes after it are equal. */
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

/** Joins adjacent and overlapping blocks into runs. */
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

/** A 64-bit lane has all bits set when the three words from there on may be those of a structure. */
// @ts-ignore: decorator
@inline
function triples(at: usize, noPointer: v128, noSizes: v128, noSmall: v128): v128 {
  const zero = i64x2.splat(0);
  const sizes = v128.load(at, 8);
  const wrong = v128.or(v128.and(v128.load(at), noPointer), v128.and(sizes, noSizes));
  const fits = i64x2.eq(v128.or(wrong, v128.and(v128.load(at, 16), noSmall)), zero);
  return v128.andnot(fits, i64x2.eq(sizes, zero));
}

function addTriples(at: usize, hits: usize): usize {
  const end = min(at + STEP_BYTES, tripleStop);
  for (; at < end; at += 8) {
    const pointer = load<u64>(at);
    if (pointer & NO_POINTER || pointer < MIN_POINTER) continue;
    const sizes = load<u64>(at, 8);
    const last = load<u64>(at, 16);
    if (pointer & TAG) {
      if (at >= stop) continue;
      if (areSmallIntegers(sizes, last)) hits = add(hits, at, SMALL_INTEGERS);
      if (areScheduleWords(at, sizes, last, limit)) hits = add(hits, at, SCHEDULE_WORDS);
      if (isSliceBehindZero(sizes, last)) hits = add(hits, at, SLICE);
      continue;
    }
    if (isEdwardsKey(at, first, sizes, <u32>last)) hits = add(hits, at - PRIVATE_KEY, EDWARDS_KEY);
    if (at >= stop) continue;
    if (isBignum(<u32>sizes, <u32>(sizes >> 32), last)) hits = add(hits, at, BIGNUM);
    if (isSlice(sizes, last)) hits = add(hits, at, SLICE);
    if (isPhpArray(<u32>sizes, <u32>(sizes >> 32), last)) hits = add(hits, at, PHP_ARRAY);
  }
  return hits;
}
