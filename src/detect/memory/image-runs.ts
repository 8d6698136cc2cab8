import type { MemoryImage } from './memory-search.ts';

/** A run of words that look random, with the bytes around it. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Valid until the next run, or the next read of the image. */
  readonly bytes: Uint8Array;
  /** Where the run begins in `bytes`: at most BYTES_BEFORE, less at the beginning of the image. */
  readonly at: number;
}

/** Bytes shown before a run: a header. */
const BYTES_BEFORE = 40;
/**
 * Bytes shown after a run: the rest of an unaligned number, or of P-521 the word with 9 bits that ends x, which looks like no random
 * one and so ends the run, and then y.
 */
const BYTES_BEHIND = 80;
/** A longer run is compressed or encrypted data, in which numbers cannot be told apart. */
const MAX_RUN_BYTES = 4 << 10;
const RUNS_PER_LOOK_AT_THE_CLOCK = 1024;

/** Of a longer run, as compressed data are, a large key is looked for at the beginning only. */
const MAX_SEARCHED_BYTES = 64 << 10;

/**
 * Runs that may hold a large key, which are not read.
 * @param minBytes shorter runs are passed over
 */
export function* largeRunsOf(image: MemoryImage, minBytes: number): Generator<{ start: number; length: number }> {
  for (const { start, length } of placesOfRuns(image))
    if (length >= minBytes) yield { start, length: Math.min(length, MAX_SEARCHED_BYTES) };
}

function* placesOfRuns(image: MemoryImage): Generator<{ start: number; length: number }> {
  const { runs } = image.survey;
  for (let index = 0; index < runs.length; index += 2) {
    if (index % RUNS_PER_LOOK_AT_THE_CLOCK === 0) image.checkTime();
    yield { start: runs[index]!, length: runs[index + 1]! };
  }
}

/** @param minBytes shorter runs are passed over, and not read */
export function* runsOf(image: MemoryImage, minBytes = 0): Generator<Run> {
  for (const { start, length } of placesOfRuns(image)) {
    if (length > MAX_RUN_BYTES || length < minBytes) continue;
    const from = Math.max(0, start - BYTES_BEFORE);
    const bytes = image.read(from, start - from + length + BYTES_BEHIND);
    yield { start, end: start + length, bytes, at: start - from };
  }
}

/** The survey looks at aligned words only, so an unaligned number may extend up to this many bytes before its run and after it. */
export const SLACK_BYTES = 8;

/** Index of the first run that ends after an offset. */
export function firstRunBehind(runs: Float64Array, offset: number): number {
  let low = 0;
  let high = runs.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (runs[2 * middle]! + runs[2 * middle + 1]! <= offset) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}
