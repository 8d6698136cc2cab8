import type { ByteSource } from '../bytes/byte-source.ts';

const LF = 10;
const CHUNK_BYTES = 1 << 20;
/** A NUL in the first bytes, or in the bytes before the place, says that this is no text and has no lines. */
const TEXT_SAMPLE_BYTES = 4096;
/** Lines far inside a huge file help nobody, and every thread counts them from the start: of 256 MiB of text as long as a third of the scan. */
const MAX_TEXT_BYTES = 64 << 20;

export interface LineColumn {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in bytes. */
  readonly column: number;
}

/** Lines before a place in a source. */
interface Count {
  readonly base: number;
  readonly line: number;
  readonly lineStart: number;
}

const START: Count = { base: 0, line: 1, lineStart: 0 };
/** How far each source is counted: a thread goes through the ranges of one in their order. */
const counts = new WeakMap<ByteSource, Count>();

/**
 * Line and column of each offset (ascending) in the first MAX_TEXT_BYTES, so that there may be fewer than offsets; nothing at all
 * when `source` does not look like text.
 */
export function linesOf(source: ByteSource, places: readonly number[]): readonly LineColumn[] {
  const offsets = places.filter((offset) => offset < MAX_TEXT_BYTES);
  if (offsets.length === 0 || !looksLikeText(source)) return [];
  const found: LineColumn[] = [];
  const reached = counts.get(source);
  let { base, line, lineStart } = reached !== undefined && reached.base <= offsets[0]! ? reached : START;
  const read = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, source.size));
  for (; found.length < offsets.length; base += CHUNK_BYTES) {
    counts.set(source, { base, line, lineStart });
    const chunk = read.subarray(0, Math.max(0, Math.min(CHUNK_BYTES, source.size - base)));
    source.readInto(chunk, base);
    let counted = 0;
    const countTo = (end: number) => {
      const feeds = lineFeeds(chunk, counted, end);
      line += feeds;
      if (feeds > 0) lineStart = base + chunk.lastIndexOf(LF, end - 1) + 1;
      counted = end;
    };
    while (found.length < offsets.length && offsets[found.length]! - base < chunk.length) {
      const offset = offsets[found.length]!;
      countTo(offset - base);
      found.push({ line, column: offset - lineStart + 1 });
    }
    if (found.length < offsets.length) countTo(chunk.length);
    if (chunk.length === 0) break;
  }
  return found;
}

/** How many line feeds stand in [start, end). */
function lineFeeds(bytes: Buffer, start: number, end: number): number {
  const first = Math.min(end, start + ((4 - ((bytes.byteOffset + start) & 3)) & 3));
  // Where nothing is left, the place need not be that of a word.
  if (first === end) return feedsInBytes(bytes, start, end);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + first, (end - first) >> 2);
  const rest = first + 4 * words.length;
  return feedsInBytes(bytes, start, first) + feedsInWords(words) + feedsInBytes(bytes, rest, end);
}

function feedsInBytes(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (bytes[at] === LF) count++;
  return count;
}

/**
 * Four bytes at a time, in four counters of a byte each: a line of a source has some forty bytes, so that to look for one after the
 * other takes longer than the scan.
 */
function feedsInWords(words: Int32Array): number {
  let count = 0;
  for (let word = 0; word < words.length; ) {
    let counters = 0;
    for (const until = Math.min(words.length, word + 255); word < until; word++) {
      const differs = words[word]! ^ 0x0a0a0a0a;
      // Bit 7 of a byte stays clear only where all of it is zero (Warren, "Hacker's Delight", section 6-1).
      const others = ((differs & 0x7f7f7f7f) + 0x7f7f7f7f) | differs;
      counters = (counters + ((~others >>> 7) & 0x01010101)) | 0;
    }
    count += (counters & 0xff) + ((counters >>> 8) & 0xff) + ((counters >>> 16) & 0xff) + (counters >>> 24);
  }
  return count;
}

function looksLikeText(source: ByteSource): boolean {
  return !source.read(0, Math.min(TEXT_SAMPLE_BYTES, source.size)).includes(0);
}
