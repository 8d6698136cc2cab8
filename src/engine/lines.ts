import type { ByteSource } from '../bytes/byte-source.ts';
import { countLineFeeds } from '../kernel/line-feeds.ts';
import type { OpenKernel } from '../kernel/open-kernel.ts';

const LF = 10;
const CHUNK_BYTES = 1 << 20;
/** Bytes of the head that are checked for a NUL; one in them means that the source is not text and has no lines. */
const TEXT_SAMPLE_BYTES = 4096;
/** A line number far inside a huge file helps nobody, and every thread would read the file from its start to count. */
const MAX_TEXT_BYTES = 64 << 20;

export interface LineColumn {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in bytes. */
  readonly column: number;
}

/** Lines counted up to an offset of a source. */
interface Count {
  readonly base: number;
  readonly line: number;
  readonly lineStart: number;
}

const START: Count = { base: 0, line: 1, lineStart: 0 };
/** How far each source has been counted: a thread goes through the ranges of a file in order. */
const counts = new WeakMap<ByteSource, Count>();

/**
 * Line and column of each offset, for ascending offsets within the first MAX_TEXT_BYTES; later offsets get none, so
 * there may be fewer results than offsets. Empty when `source` does not look like text.
 * @param kernel whose window must be free meanwhile: the text is read into it
 */
export function linesOf(source: ByteSource, places: readonly number[], kernel: OpenKernel): readonly LineColumn[] {
  const offsets = places.filter((offset) => offset < MAX_TEXT_BYTES);
  if (offsets.length === 0 || !looksLikeText(source)) return [];
  const found: LineColumn[] = [];
  const reached = counts.get(source);
  let { base, line, lineStart } = reached !== undefined && reached.base <= offsets[0]! ? reached : START;
  const { buffer, byteOffset, length } = kernel.window;
  const chunkBytes = Math.min(CHUNK_BYTES, length);
  for (; found.length < offsets.length; base += chunkBytes) {
    counts.set(source, { base, line, lineStart });
    const chunk = Buffer.from(buffer, byteOffset, Math.max(0, Math.min(chunkBytes, source.size - base)));
    source.readInto(chunk, base);
    let counted = 0;
    const countTo = (end: number) => {
      const feeds = countLineFeeds(kernel, counted, end);
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

function looksLikeText(source: ByteSource): boolean {
  return !source.read(0, Math.min(TEXT_SAMPLE_BYTES, source.size)).includes(0);
}
