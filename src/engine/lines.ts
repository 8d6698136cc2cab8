import type { ByteSource } from '../bytes/byte-source.ts';

const LF = 10;
const CHUNK_BYTES = 1 << 20;
/** A NUL in the first bytes, or in the bytes before the place, says that this is no text and has no lines. */
const TEXT_SAMPLE_BYTES = 4096;
/** Lines far inside a huge file help nobody and cost a second pass. */
const MAX_TEXT_BYTES = 256 << 20;

export interface LineColumn {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in bytes. */
  readonly column: number;
}

/** Line and column of each offset (ascending), or nothing at all when `source` does not look like text. */
export function linesOf(source: ByteSource, offsets: readonly number[]): readonly LineColumn[] {
  const last = offsets.at(-1);
  if (last === undefined || last > MAX_TEXT_BYTES || !looksLikeText(source)) return [];
  const found: LineColumn[] = [];
  let line = 1;
  let lineStart = 0;
  for (let base = 0; found.length < offsets.length; base += CHUNK_BYTES) {
    const chunk = Buffer.from(source.read(base, Math.min(CHUNK_BYTES, source.size - base)));
    for (let at = 0; ; ) {
      const feed = chunk.indexOf(LF, at);
      const lineEnd = feed < 0 ? base + chunk.length : base + feed + 1;
      while (found.length < offsets.length && offsets[found.length]! < lineEnd) {
        found.push({ line, column: offsets[found.length]! - lineStart + 1 });
      }
      if (feed < 0 || found.length === offsets.length) break;
      line++;
      lineStart = lineEnd;
      at = feed + 1;
    }
  }
  return found;
}

function looksLikeText(source: ByteSource): boolean {
  return !source.read(0, Math.min(TEXT_SAMPLE_BYTES, source.size)).includes(0);
}
