import type { MemoryImage } from './memory-search.ts';

/** A run of words that look random, with what stands around it. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Valid until the next run, or the next read of the image. */
  readonly bytes: Uint8Array;
  /** Where in `bytes` the run begins: at most MARGIN_BYTES, less at the beginning of the image. */
  readonly at: number;
}

/** What a run is shown with on both sides: a header before a number, the rest of a number that is not aligned. */
const MARGIN_BYTES = 40;
/** A longer run is compressed or encrypted data, where one number cannot be told from the next. */
const MAX_RUN_BYTES = 4 << 10;
const RUNS_PER_LOOK_AT_THE_CLOCK = 1024;

/** @param leastBytes shorter runs are passed over, and not read */
export function* runsOf(image: MemoryImage, leastBytes = 0): Generator<Run> {
  const { runs } = image.survey;
  for (let index = 0; index < runs.length; index += 2) {
    if (index % RUNS_PER_LOOK_AT_THE_CLOCK === 0) image.checkTime();
    const start = runs[index]!;
    const length = runs[index + 1]!;
    if (length > MAX_RUN_BYTES || length < leastBytes) continue;
    const from = Math.max(0, start - MARGIN_BYTES);
    const bytes = image.read(from, start - from + length + MARGIN_BYTES);
    yield { start, end: start + length, bytes, at: start - from };
  }
}

/**
 * Words are looked at where they are aligned, so that up to this many bytes of a number that is not stand before its run, and as
 * many behind.
 */
export const SLACK_BYTES = 8;

/** Index of the first run that ends behind an offset. */
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
