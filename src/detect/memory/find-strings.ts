import type { MemoryImage } from './memory-search.ts';

/** A string that was found, with its index in the given list. */
interface Hit {
  readonly index: number;
  readonly offset: number;
}

/** Numbers reach that far beyond the runs of the survey: it looks at words of eight bytes, and not all digits look random. */
const SLACK_BYTES = 40;
const CHUNK_BYTES = 256 << 10;

/**
 * All places of `strings` in and around runs of any length, at any byte, in ascending order, each once. A string must have at
 * least 8 bytes. Costs some 2 ms per MiB of runs, however many strings there are. The image must not be read between two hits.
 */
export function* findStrings(image: MemoryImage, strings: readonly Uint8Array[]): Generator<Hit> {
  if (strings.length === 0) return;
  // Two bytes rule out most places, four nearly all.
  const starts = new Uint8Array(1 << 16);
  const byStart = new Map<number, number[]>();
  let longest = 0;
  for (const [index, string] of strings.entries()) {
    longest = Math.max(longest, string.length);
    const start = wordAt(string, 0);
    starts[start & 0xffff] = 1;
    const same = byStart.get(start);
    if (same === undefined) byStart.set(start, [index]);
    else same.push(index);
  }
  for (const { from, to } of chunksOf(image)) {
    image.checkTime();
    const bytes = image.read(from, to - from + longest);
    const end = Math.min(to - from, bytes.length - 3);
    for (let at = 0; at < end; at++) {
      if (starts[bytes[at]! | (bytes[at + 1]! << 8)] === 0) continue;
      for (const index of byStart.get(wordAt(bytes, at)) ?? [])
        if (standsAt(bytes, at, strings[index]!)) yield { index, offset: from + at };
    }
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function standsAt(bytes: Uint8Array, at: number, string: Uint8Array): boolean {
  if (at + string.length > bytes.length) return false;
  for (let index = 4; index < string.length; index++) if (bytes[at + index] !== string[index]) return false;
  return true;
}

/** Ranges [from, to) in which strings may begin; they do not overlap. */
function* chunksOf(image: MemoryImage): Generator<{ from: number; to: number }> {
  const { runs } = image.survey;
  let next = 0;
  for (let run = 0; run < runs.length; run += 2) {
    const end = runs[run]! + runs[run + 1]! + SLACK_BYTES;
    next = Math.max(next, runs[run]! - SLACK_BYTES);
    for (; next < end; next = Math.min(end, next + CHUNK_BYTES))
      yield { from: next, to: Math.min(end, next + CHUNK_BYTES) };
  }
}
