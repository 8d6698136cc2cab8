import type { Anchor } from '../model/anchor.ts';
import type { Background } from './background.ts';

/** Stands for a byte of a window that lies outside of the anchor. */
export const ANY = -1;

/**
 * How likely a start (or an end) of a window is to meet an end (or a start) of another window in its bucket; found by
 * trial with bench/kernel.
 */
const CROSSING = 0.003;

/** Four bytes by which the filter recognises an anchor at even, or at odd, addresses. */
export interface AnchorWindow {
  readonly anchor: number;
  /**
   * Start of the window relative to the anchor: -1 to length - 3. Even for anchors at even addresses, odd for those at
   * odd ones.
   */
  readonly offset: number;
  /** Letters are lower case where either case matches; the first or the last byte may be ANY. */
  readonly bytes: readonly [number, number, number, number];
  /** Bit n is set when byte n is a letter that matches in either case. */
  readonly letters: number;
}

/** Chooses two windows for each anchor: the rarest one at an even offset, and the rarest one at an odd offset. */
export function chooseWindows(anchors: readonly Anchor[], kinds: readonly Background[]): readonly AnchorWindow[] {
  const windows: AnchorWindow[] = [];
  for (const [number, anchor] of anchors.entries()) {
    const [even, odd] = rarestOffsets(anchor, kinds);
    windows.push(windowAt(number, anchor, even), windowAt(number, anchor, odd));
  }
  return windows;
}

/** The window of anchor number `anchor` that starts at `offset`. */
export function windowAt(anchor: number, { bytes, ignoreCase }: Anchor, offset: number): AnchorWindow {
  const four: [number, number, number, number] = [ANY, ANY, ANY, ANY];
  let letters = 0;
  for (let index = 0; index < 4; index++) {
    const at = offset + index;
    if (at < 0 || at >= bytes.length) continue;
    four[index] = bytes[at]!;
    if (!ignoreCase || !isLetter(four[index]!)) continue;
    four[index]! |= 0x20;
    letters |= 1 << index;
  }
  return { anchor, offset, bytes: four, letters };
}

export function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

function rarestOffsets(anchor: Anchor, kinds: readonly Background[]): readonly [even: number, odd: number] {
  const count = anchor.bytes.length - 1;
  likely.fill(0, 0, count);
  for (const kind of kinds) addLikelihoods(anchor, kind, count, CROSSING);
  let odd = 0;
  let even = 1;
  for (let at = 2; at < count; at++) {
    if (at & 1) {
      if (likely[at]! < likely[even]!) even = at;
    } else if (likely[at]! < likely[odd]!) odd = at;
  }
  return [even - 1, odd - 1];
}

/** By offset of the window in the anchor, plus 1; reused for each anchor. */
const likely = new Float64Array(32);
// By offset in the anchor, in all cases that match: the byte; it and the next one; these two and the one after; the
// pair in either case.
const ones = new Float64Array(32);
const pairs = new Float64Array(32);
const triples = new Float64Array(32);
const pairsInEitherCase = new Float64Array(32);

/** Adds the probability of each window in this kind of data, computed from each byte after the one or two before it. */
function addLikelihoods({ bytes, ignoreCase }: Anchor, kind: Background, count: number, crossing: number): void {
  const last = bytes.length - 1;
  for (let at = 0; at <= last; at++) {
    ones[at] = ofByte(kind, bytes[at]!, ignoreCase);
    if (at < last) pairs[at] = ofPair(kind, bytes[at]!, bytes[at + 1]!, ignoreCase);
    if (kind.triple && at < last) pairsInEitherCase[at] = ofPair(kind, bytes[at]!, bytes[at + 1]!, true);
    if (kind.triple && at < last - 1) triples[at] = kind.triple(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!);
  }
  for (let at = 0; at < count; at++) {
    const first = Math.max(0, at - 1);
    const end = Math.min(last, at + 2);
    const start = at === 0 ? ones[0]! : pairs[at - 1]!;
    const stop = at === count - 1 ? ones[last]! : pairs[at + 1]!;
    let whole = pairs[first]!;
    for (let middle = first + 1; middle < end; middle++) whole *= pairs[middle]! / ones[middle]!;
    if (kind.triple) whole = byTriples(first, end) * caseShare(first, end);
    likely[at]! += kind.weight * (whole + crossing * (start + stop));
  }
}

function byTriples(first: number, end: number): number {
  const whole = triples[first]!;
  if (end - first === 2) return whole;
  // Neither estimate is exact, so triples may not make frequent what is rare by its pairs.
  const middle = pairsInEitherCase[first + 1]!;
  return Math.min(
    (whole * triples[first + 1]!) / middle,
    pairsInEitherCase[first]!,
    middle,
    pairsInEitherCase[first + 2]!,
  );
}

/** Triples are known only for both cases together; pairs say how much of that is the case that matches. */
function caseShare(first: number, end: number): number {
  let share = 1;
  for (let at = first; at < end; at += 2) share *= pairs[at]! / pairsInEitherCase[at]!;
  return share;
}

function ofByte(kind: Background, byte: number, ignoreCase: boolean): number {
  return ignoreCase && isLetter(byte) ? kind.one[byte]! + kind.one[byte ^ 0x20]! : kind.one[byte]!;
}

function ofPair(kind: Background, first: number, second: number, ignoreCase: boolean): number {
  let sum = kind.pair(first, second);
  if (!ignoreCase) return sum;
  const otherSecond = isLetter(second);
  if (otherSecond) sum += kind.pair(first, second ^ 0x20);
  if (isLetter(first)) {
    sum += kind.pair(first ^ 0x20, second);
    if (otherSecond) sum += kind.pair(first ^ 0x20, second ^ 0x20);
  }
  return sum;
}
