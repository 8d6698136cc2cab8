// Finds signs of encoded text, 32 cells of 8 bytes at a time, with one bit for each cell and sign. A module of its own
// that works on the kernel's memory; src/kernel/signs.ts builds its tables and defines what the bits mean.
import { withoutDullEscapes } from './escapes';
import { SIGN_PACKS, SIGN_PAIRS, SIGN_TABLES } from './layout';
import { withLiterals } from './literals';
import { isDull } from './words';
import { isZeros } from './zeros';

const BLOCK_BYTES: usize = 256;
const PIECE_BYTES: usize = 128;
const PAIRS: usize = 5;
const SIGNS: usize = 9;

/**
 * Writes one 32-bit word for each sign and each 256-byte block of [from, to): those of the first sign to `out`, those
 * of each further sign `plane` bytes after the previous one's. Both ends are multiples of 256.
 * @returns one bit for each sign that was found anywhere
 */
export function findSigns(from: usize, to: usize, out: usize, plane: usize): u32 {
  findEach(from, to, out, plane);
  const bytes = ((to - from) / BLOCK_BYTES) << 2;
  let seen: u32 = 0;
  for (let sign: usize = 0; sign < SIGNS; sign++) {
    const words = out + sign * plane;
    let any: u32 = 0;
    for (let at: usize = 0; at < bytes; at += 4) any |= load<u32>(words + at);
    if (any) seen |= 1 << (<u32>sign);
  }
  return seen;
}

/** Longer than a screen: state kept outside it, or a function for each piece, costs one to five percent. */
function findEach(from: usize, to: usize, out: usize, plane: usize): void {
  let before = i8x16.splat(0);
  let tokensBefore: u64 = 0;
  let numbersBefore: u64 = 0;
  goesOn = false;
  let isNear = true;
  let isHere = holdsText(from);
  for (let at = from; at < to; at += BLOCK_BYTES, out += 4) {
    for (let sign: usize = 2; sign < SIGNS; sign++) store<u32>(out + sign * plane, 0);
    const isNext = at + BLOCK_BYTES < to ? holdsText(at + BLOCK_BYTES) : true;
    const isBare = !(isNear || isHere || isNext);
    isNear = isHere;
    isHere = isNext;
    if (isBare) {
      store<u32>(out, 0);
      store<u32>(out + plane, 0);
      before = i8x16.splat(0);
      tokensBefore = numbersBefore = 0;
      goesOn = false;
      if (!(load<u64>(at) == 0 && isZeros(at, to)) && isWide(at)) store<u32>(out + 2 * plane, -1);
      continue;
    }
    let least = i8x16.splat(-1);
    let tokens: u64 = 0;
    let numbers: u64 = 0;
    for (let piece: usize = 0; piece < 2; piece++) {
      const low = v128.load(SIGN_TABLES);
      const rows = v128.load(SIGN_TABLES, 16);
      const noTokens = v128.load(SIGN_TABLES, 32);
      const noNumbers = v128.load(SIGN_TABLES, 48);
      const leadRows = v128.load(SIGN_TABLES, 64);
      const leadColumns = v128.load(SIGN_TABLES, 80);
      const nextRows = v128.load(SIGN_TABLES, 96);
      const nextColumns = v128.load(SIGN_TABLES, 112);
      const backtick = v128.load(SIGN_TABLES, 128);
      const ofBacktick = v128.load(SIGN_TABLES, 144);
      let any = i8x16.splat(0);
      const start = at + piece * PIECE_BYTES;
      for (let offset: usize = 0; offset < PIECE_BYTES; offset += 32) {
        const a = v128.load(start + offset);
        const b = v128.load(start + offset, 16);
        const aLow = v128.and(a, low);
        const bLow = v128.and(b, low);
        const aHigh = v128.and(i16x8.shr_u(a, 4), low);
        const bHigh = v128.and(i16x8.shr_u(b, 4), low);
        const aRow = i8x16.swizzle(rows, aHigh);
        const bRow = i8x16.swizzle(rows, bHigh);
        const pack = (offset >> 1) + SIGN_PACKS;
        v128.store(pack, foreign(noTokens, aLow, aRow, bLow, bRow));
        v128.store(pack, foreign(noNumbers, aLow, aRow, bLow, bRow), 64);
        const aLead = product(leadRows, aHigh, leadColumns, aLow);
        const bLead = product(leadRows, bHigh, leadColumns, bLow);
        const aNext = product(nextRows, aHigh, nextColumns, aLow);
        const bNext = product(nextRows, bHigh, nextColumns, bLow);
        const aPairs = v128.or(v128.and(aNext, oneLater(before, aLead)), v128.and(i8x16.eq(a, backtick), ofBacktick));
        const bPairs = v128.or(v128.and(bNext, oneLater(aLead, bLead)), v128.and(i8x16.eq(b, backtick), ofBacktick));
        before = bLead;
        v128.store(offset + SIGN_PAIRS, aPairs);
        v128.store(offset + SIGN_PAIRS, bPairs, 16);
        any = v128.or(any, v128.or(aPairs, bPairs));
        least = i8x16.min_u(least, a);
      }
      tokens |= <u64>fullCells(SIGN_PACKS) << (piece << 4);
      numbers |= <u64>fullCells(SIGN_PACKS + 64) << (piece << 4);
      if (v128.any_true(any)) writePairs(any, out + 3 * plane + (piece << 1), plane);
    }
    withoutDullPairs(at, from, out, plane);
    writeRuns(at, out, plane, (tokens << 32) | tokensBefore, (numbers << 32) | numbersBefore);
    tokensBefore = tokens;
    numbersBefore = numbers;
    if (!i8x16.all_true(least) && isWide(at)) store<u32>(out + 2 * plane, -1);
  }
}

/** Not 0 for a byte that is no member, two bytes in one: narrowing saturates, so only 0 narrows to 0. */
// @ts-ignore: decorator
@inline
function foreign(columns: v128, aLow: v128, aRow: v128, bLow: v128, bRow: v128): v128 {
  return i8x16.narrow_i16x8_s(
    v128.and(i8x16.swizzle(columns, aLow), aRow),
    v128.and(i8x16.swizzle(columns, bLow), bRow),
  );
}

/** For each byte, by its halves: the sets that have both its row and its column. */
// @ts-ignore: decorator
@inline
function product(rows: v128, high: v128, columns: v128, low: v128): v128 {
  return v128.and(i8x16.swizzle(rows, high), i8x16.swizzle(columns, low));
}

/** `vector` moved up by one byte; the first one is the last of the vector before it. */
// @ts-ignore: decorator
@inline
function oneLater(before: v128, vector: v128): v128 {
  return i8x16.shuffle(before, vector, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
}

/** Clears the cells of escapes and quotes that encode nothing. */
// @ts-ignore: decorator
@inline
function withoutDullPairs(at: usize, from: usize, out: usize, plane: usize): void {
  const backslashes = load<u32>(out + 5 * plane);
  if (backslashes) store<u32>(out + 5 * plane, withoutDullEscapes(at, backslashes, from));
  const quotes = load<u32>(out + 7 * plane);
  if (quotes) store<u32>(out + 7 * plane, withLiterals(at, quotes));
}

/** @param ofTokens one bit for each cell whose bytes are all members: those of the previous block, then those of this one */
// @ts-ignore: decorator
@inline
function writeRuns(at: usize, out: usize, plane: usize, ofTokens: u64, ofNumbers: u64): void {
  const pairs = ofTokens & (ofTokens << 1);
  store<u32>(out, withoutWords(at, <u32>(pairs >> 32), <u32>((pairs & ~(pairs << 1)) >> 32)));
  const twice = ofNumbers & (ofNumbers << 1);
  writeNumbers(at, out + plane, plane, <u32>((twice & (twice << 2)) >> 32));
}

/**
 * Writes two signs for `cells`: where a hex digit is among the 32 bytes that end with the cell, and where something else is among them, too.
 * Most stretches without a digit are indentation; most without anything else are digests.
 * @param cells one bit for each cell that is full, as are the three before it
 */
function writeNumbers(at: usize, out: usize, plane: usize, cells: u32): void {
  let numbers: u32 = 0;
  let separated: u32 = 0;
  for (let rest = cells; rest; rest &= rest - 1) {
    const cell = at + (<usize>ctz(rest) << 3);
    const digits = hexDigits(v128.load(cell - 24)) | (hexDigits(v128.load(cell - 8)) << 16);
    const bit = rest & (0 - rest);
    if (digits) numbers |= bit;
    if (digits && ~digits) separated |= bit;
  }
  store<u32>(out, numbers);
  store<u32>(out + (SIGNS - 2) * plane, separated);
}

/** Bit n is set when byte n, of a class that is ASCII, is a hex digit. */
// @ts-ignore: decorator
@inline
function hexDigits(bytes: v128): u32 {
  const low = v128.load(SIGN_TABLES);
  const row = i8x16.swizzle(v128.load(SIGN_TABLES, 16), v128.and(i16x8.shr_u(bytes, 4), low));
  const rows = i8x16.swizzle(v128.load(SIGN_TABLES, 240), v128.and(bytes, low));
  return <u32>i8x16.bitmask(i8x16.ne(v128.and(rows, row), i8x16.splat(0)));
}

/**
 * Whether some cell of a block is all text: bytes from 8 to 127. Everything that a coding reports has more such bytes
 * in a row than two cells have. So blocks of random data, of numbers and of zeros hold no signs, except next to text.
 */
function holdsText(block: usize): bool {
  const controls = i8x16.splat(7);
  const all = i64x2.splat(-1);
  for (let at = block; at < block + BLOCK_BYTES; at += 32) {
    const a = i64x2.eq(i8x16.gt_s(v128.load(at), controls), all);
    const b = i64x2.eq(i8x16.gt_s(v128.load(at, 16), controls), all);
    if (v128.any_true(v128.or(a, b))) return true;
  }
  return false;
}

/**
 * Bit n is set when all bytes of cell n are members.
 * @param packs four vectors with two bytes a cell, which are 0 when all its bytes are members
 */
// @ts-ignore: decorator
@inline
function fullCells(packs: usize): u32 {
  const first = i8x16.narrow_i16x8_s(v128.load(packs), v128.load(packs, 16));
  const second = i8x16.narrow_i16x8_s(v128.load(packs, 32), v128.load(packs, 48));
  return <u32>i8x16.bitmask(i8x16.eq(i8x16.narrow_i16x8_s(first, second), i8x16.splat(0)));
}

/** Whether the previous block ended in a word that was found to be dull. */
let goesOn: bool = false;

/**
 * Clears the cells of dull words, and those of `firsts` whose stretch is shorter than three cells. A bit in `firsts`
 * marks the second of two full cells; some bytes before and after the two may also belong to the stretch.
 */
function withoutWords(at: usize, cells: u32, firsts: u32): u32 {
  const low = v128.load(SIGN_TABLES);
  const rows = v128.load(SIGN_TABLES, 16);
  const noTokens = v128.load(SIGN_TABLES, 32);
  if (goesOn) {
    goesOn = !~cells;
    cells &= cells + 1;
  }
  for (; firsts; firsts &= firsts - 1) {
    const cell = at + (<usize>ctz(firsts) << 3);
    const bytes = v128.load_lane<u64>(cell, v128.load64_zero(cell - 16), 1, 8);
    const row = i8x16.swizzle(rows, i8x16.shr_u(bytes, 4));
    const no = v128.and(i8x16.swizzle(noTokens, v128.and(bytes, low)), row);
    const others = <u32>i8x16.bitmask(i8x16.ne(no, i8x16.splat(0)));
    const before = clz(others & 0xff) - 24;
    const behind = ctz((others >> 8) | 0x100);
    const bit = firsts & (0 - firsts);
    if (before + behind < 8) cells ^= bit;
    else if (isDull(cell)) {
      // The carry of the addition clears all cells that follow without a gap.
      const rest = cells + bit;
      goesOn = rest < bit;
      cells &= rest;
    }
  }
  return cells;
}

/** Writes the cells that contain pairs, 16 for each sign. */
function writePairs(any: v128, out: usize, plane: usize): void {
  const halves = v128.or(any, i8x16.shuffle(any, any, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  for (let pair: usize = 0; pair < PAIRS; pair++) {
    const mask = v128.load((pair << 4) + SIGN_TABLES, 160);
    if (!v128.any_true(v128.and(halves, mask))) continue;
    const a = both(SIGN_PAIRS, mask);
    const b = both(SIGN_PAIRS + 32, mask);
    const c = both(SIGN_PAIRS + 64, mask);
    const d = both(SIGN_PAIRS + 96, mask);
    const cells = i8x16.narrow_i16x8_s(i8x16.narrow_i16x8_s(a, b), i8x16.narrow_i16x8_s(c, d));
    store<u16>(out + pair * plane, <u16>i8x16.bitmask(i8x16.ne(cells, i8x16.splat(0))));
  }
}

// @ts-ignore: decorator
@inline
function both(at: usize, mask: v128): v128 {
  return i8x16.narrow_i16x8_s(v128.and(v128.load(at), mask), v128.and(v128.load(at, 16), mask));
}

/**
 * Whether one of the vectors tested, which is every second one, looks like characters of two or four bytes: each pair
 * of bytes contains a zero, no four bytes are all zero, and the other bytes are printable.
 */
function isWide(at: usize): bool {
  const none = i8x16.splat(0);
  for (let offset: usize = 0; offset < BLOCK_BYTES; offset += 32) {
    const bytes = v128.load(at + offset);
    const zeros = i8x16.eq(bytes, none);
    let wrong = v128.or(i16x8.eq(zeros, none), i32x4.eq(bytes, none));
    let printed = v128.or(zeros, i8x16.gt_s(bytes, i8x16.splat(0x1f)));
    printed = v128.or(printed, i8x16.eq(bytes, i8x16.splat(0x09)));
    printed = v128.or(printed, v128.or(i8x16.eq(bytes, i8x16.splat(0x0a)), i8x16.eq(bytes, i8x16.splat(0x0d))));
    wrong = v128.or(wrong, v128.not(printed));
    if (!v128.any_true(wrong)) return true;
  }
  return false;
}
