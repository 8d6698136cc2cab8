import { largeRunsOf, SLACK_BYTES } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';

/** How the beginning of a large key is recognised. */
export interface KeyStart {
  /** Shorter runs have no key. */
  readonly minRunBytes: number;
  /** Bytes that `begins` looks at from the beginning of the key on. */
  readonly sampleBytes: number;
  begins(bytes: Uint8Array, at: number): boolean;
}

/** A key in a heap begins at a word, one in a heap dump of Java or behind a header of DER at any byte. */
const WORD_BYTES = 8;

/** Offsets in the image at which a large key may begin, in and before the runs of the survey. */
export function* keyStartsIn(image: MemoryImage, start: KeyStart): Generator<number> {
  // Collected run by run: who receives one reads the image.
  for (const run of largeRunsOf(image, start.minRunBytes)) yield* startsIn(image, run.start, run.length, start);
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
