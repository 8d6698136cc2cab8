/**
 * ASCII as UTF-16 and UTF-32, in either byte order. Detectors read UTF-16 by themselves, so of that only what another
 * coding would report is decoded; UTF-32 is decoded whole.
 */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS, type Signs } from '../../model/sign.ts';
import { PRINTABLE } from '../container/plausible.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from './coding.ts';

/** A probe of four bytes lies in every stretch of 48. */
const STEP = 44;
/** 24 characters of UTF-16, 16 of UTF-32. */
const MIN_BYTES: Readonly<Record<2 | 4, number>> = { 2: 48, 4: 64 };
/** Small numbers in tables are not text. */
const MIN_LETTERS = 0.6;
const MIN_DISTINCT = 8;
const ALPHANUMERIC = membersOf(/[A-Za-z0-9]/);

/** @param codings to apply to UTF-16 text */
export function wideText(codings: readonly Coding[]): Coding {
  return {
    id: 'utf-16',
    title: 'UTF-16 around other codings, and UTF-32',
    sign: SIGNS.wide,
    *find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Generator<Run> {
      const lowest = Math.max(0, start - CODING_REACH_BYTES);
      for (let at = lowest; at + 4 <= bytes.length && at < end; ) {
        const skipped = signs === undefined ? 0 : stepsToSign(signs, at);
        if (skipped < 0) return;
        at += skipped;
        // Skips one-byte text, and most other data.
        const stretch = bytes[at] !== 0 && bytes[at + 1] !== 0 ? undefined : stretchAt(bytes, at, lowest);
        if (stretch === undefined) {
          at += STEP;
          continue;
        }
        const isLong = stretch.end - stretch.start >= MIN_BYTES[stretch.unit];
        at = Math.max(at + STEP, isLong ? stretch.end : 0);
        if (!isLong) continue;
        if (stretch.unit === 2) yield* narrowRuns(bytes, stretch, { codings, window: { start, end } });
        else if (stretch.start >= start && stretch.start < end && isWorded(narrow(bytes, stretch)))
          yield { start: stretch.start, end: goesOn(bytes, stretch) ? bytes.length : stretch.end };
      }
    },
    decode(run) {
      const unit = unitAt(run, 0);
      if (unit === 0) return [];
      const isBig = run[0] === 0;
      return [narrow(run, { start: 0, end: run.length - (run.length % unit), unit, place: isBig ? unit - 1 : 0 })];
    },
  };
}

/** Distance to the next probe that can meet a stretch, whose sign is less than `MIN_BYTES` away; -1 when there is none. */
function stepsToSign(signs: Signs, at: number): number {
  const sign = signs.next(SIGNS.wide, Math.max(0, at - MIN_BYTES[2]));
  if (sign < 0) return -1;
  return Math.max(0, STEP * Math.ceil((sign - MIN_BYTES[2] - at) / STEP));
}

interface Stretch extends Run {
  /** Bytes per character. */
  readonly unit: 2 | 4;
  /** Index of the byte that is not zero. */
  readonly place: number;
}

/** 2 or 4 where four bytes are two characters of UTF-16 or one of UTF-32; else 0. */
function unitAt(bytes: Uint8Array, at: number): 0 | 2 | 4 {
  const [first, second, third, fourth] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!];
  if (first === 0 && third === 0) {
    if (PRINTABLE[second] === 1) return PRINTABLE[fourth] === 1 ? 2 : fourth === 0 ? 4 : 0;
    return second === 0 && PRINTABLE[fourth] === 1 ? 4 : 0;
  }
  if (second !== 0 || fourth !== 0) return 0;
  if (PRINTABLE[first] === 1) return PRINTABLE[third] === 1 ? 2 : third === 0 ? 4 : 0;
  return first === 0 && PRINTABLE[third] === 1 ? 4 : 0;
}

function stretchAt(bytes: Uint8Array, at: number, lowest: number): Stretch | undefined {
  const unit = unitAt(bytes, at);
  if (unit === 0) return undefined;
  let place = 0;
  while (bytes[at + place] === 0) place++;
  // Whether the character is the first byte of a unit or the last depends on the byte order.
  const little = extend(bytes, { start: at + place, unit, place: 0, lowest });
  const big = extend(bytes, { start: at + place - unit + 1, unit, place: unit - 1, lowest });
  return big.end - big.start > little.end - little.start ? big : little;
}

function extend(
  bytes: Uint8Array,
  { start, unit, place, lowest }: Pick<Stretch, 'start' | 'unit' | 'place'> & { readonly lowest: number },
): Stretch {
  let [first, end] = [start, start];
  while (first - unit >= lowest && isCharacter(bytes, first - unit, unit, place)) first -= unit;
  while (end >= lowest && end + unit <= bytes.length && isCharacter(bytes, end, unit, place)) end += unit;
  return { start: first, end, unit, place };
}

function isCharacter(bytes: Uint8Array, at: number, unit: number, place: number): boolean {
  if (PRINTABLE[bytes[at + place]!] === 0) return false;
  for (let index = 0; index < unit; index++) if (index !== place && bytes[at + index] !== 0) return false;
  return true;
}

function narrow(bytes: Uint8Array, { start, end, unit, place }: Stretch): Uint8Array {
  const text = new Uint8Array((end - start) / unit);
  for (let index = 0, at = start + place; index < text.length; index++, at += unit) text[index] = bytes[at]!;
  return text;
}

function goesOn(bytes: Uint8Array, { end, unit }: Stretch): boolean {
  return bytes.length - end < unit;
}

/** What the other codings find in the narrowed text, with offsets in the original. */
function narrowRuns(
  bytes: Uint8Array,
  stretch: Stretch,
  { codings, window }: { readonly codings: readonly Coding[]; readonly window: Run },
): readonly Run[] {
  const { start, unit } = stretch;
  const text = narrow(bytes, stretch);
  const index = (at: number) => Math.min(text.length, Math.max(0, Math.ceil((at - start) / unit)));
  const runs = codings.flatMap((coding) => [...coding.find(text, index(window.start), index(window.end))]);
  runs.sort((one, other) => one.start - other.start || other.end - one.end);
  let passed = 0;
  const found: Run[] = [];
  for (const run of runs) {
    if (run.start < passed) continue;
    passed = run.end;
    const isCut = run.end === text.length && goesOn(bytes, stretch);
    found.push({ start: start + run.start * unit, end: isCut ? bytes.length : start + run.end * unit });
  }
  return found;
}

function isWorded(text: Uint8Array): boolean {
  let letters = 0;
  let rising = 0;
  for (const [index, byte] of text.entries()) {
    letters += ALPHANUMERIC[byte]!;
    if (byte === text[index - 1]! + 1) rising++;
  }
  return letters >= MIN_LETTERS * text.length && rising < text.length / 4 && new Set(text).size >= MIN_DISTINCT;
}
