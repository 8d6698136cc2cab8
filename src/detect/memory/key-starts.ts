import { SLACK_BYTES } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';

/** How the beginning of a large key is recognised. */
export interface KeyStart {
  /** Shorter runs have no key. */
  readonly minRunBytes: number;
  /** Bytes that `begins` looks at from the beginning of the key on. */
  readonly sampleBytes: number;
  begins(bytes: Uint8Array, at: number): boolean;
}

/** Of a longer run, as compressed data are, the beginning. */
const MAX_SEARCHED_BYTES = 64 << 10;
/** A key in a heap begins at a word, one in a heap dump of Java or behind a header of DER at any byte. */
const WORD_BYTES = 8;
const RUNS_PER_LOOK_AT_THE_CLOCK = 1024;

/** Offsets in the image at which a large key may begin, in and before the runs of the survey. */
export function* keyStartsIn(image: MemoryImage, start: KeyStart): Generator<number> {
  const { runs } = image.survey;
  for (let index = 0; index < runs.length; index += 2) {
    if (index % RUNS_PER_LOOK_AT_THE_CLOCK === 0) image.checkTime();
    if (runs[index + 1]! < start.minRunBytes) continue;
    // Collected first: who receives one reads the image.
    yield* startsIn(image, runs[index]!, Math.min(runs[index + 1]!, MAX_SEARCHED_BYTES), start);
  }
}

/** Every byte near the beginning of the run, and then every word. */
function startsIn(image: MemoryImage, runStart: number, length: number, start: KeyStart): number[] {
  const from = Math.max(0, runStart - SLACK_BYTES);
  const bytes = image.read(from, runStart - from + length + start.sampleBytes);
  const places: number[] = [];
  const end = bytes.length - start.sampleBytes;
  const nearBeginning = runStart - from + SLACK_BYTES;
  for (let at = 0; at < end; at += at < nearBeginning ? 1 : WORD_BYTES)
    if (start.begins(bytes, at)) places.push(from + at);
  return places;
}
