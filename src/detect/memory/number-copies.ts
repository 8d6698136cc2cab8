import type { MemoryImage } from './memory-search.ts';

/** A number as it may lie in memory: 16 bytes at least. */
export interface Spelling {
  readonly bytes: Uint8Array;
}

export interface Copy<S extends Spelling> {
  readonly offset: number;
  readonly spelling: S;
}

/** Numbers reach that far beyond the runs of the survey: it looks at words of eight, and digits do not all look random. */
const SLACK_BYTES = 40;
const CHUNK_BYTES = 256 << 10;

/** More are not listed: the key is found, and has more places than reports show. */
const MOST_COPIES = 1 << 16;

/** Every place in the runs of an image where one of the spellings stands. Some 2 ms a MiB of runs, however many they are. */
export function findCopies<S extends Spelling>(image: MemoryImage, spellings: readonly S[]): Copy<S>[] {
  // Two bytes rule out most places, four nearly all.
  const starts = new Uint8Array(1 << 16);
  const byStart = new Map<number, S[]>();
  let longest = 0;
  for (const spelling of spellings) {
    const start = wordAt(spelling.bytes, 0);
    starts[start & 0xffff] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), spelling]);
    longest = Math.max(longest, spelling.bytes.length);
  }
  const copies: Copy<S>[] = [];
  for (const { base, length } of chunksOf(image, longest)) {
    image.checkTime();
    const bytes = image.read(base, length);
    for (let at = 0; at + 4 <= bytes.length; at++) {
      if (starts[bytes[at]! | (bytes[at + 1]! << 8)] === 0) continue;
      for (const spelling of byStart.get(wordAt(bytes, at)) ?? []) {
        const there = bytes.subarray(at, at + spelling.bytes.length);
        if (copies.length < MOST_COPIES && Buffer.compare(there, spelling.bytes) === 0)
          copies.push({ offset: base + at, spelling });
      }
    }
  }
  return copies;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** The runs, long ones in pieces that overlap, so that each copy is whole in one. */
function* chunksOf(image: MemoryImage, longest: number): Generator<{ base: number; length: number }> {
  const { runs } = image.survey;
  for (let run = 0; run < runs.length; run += 2) {
    const end = runs[run]! + runs[run + 1]! + SLACK_BYTES;
    for (let base = Math.max(0, runs[run]! - SLACK_BYTES); base < end; base += CHUNK_BYTES)
      yield { base, length: Math.min(end - base, CHUNK_BYTES + longest) };
  }
}
