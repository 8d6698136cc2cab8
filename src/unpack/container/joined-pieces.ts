import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';

/** Size of output chunks: a piece may have one byte, and each chunk costs memory and time. */
const CHUNK_BYTES = 1 << 16;

/** Ranges of `source`, concatenated. */
export async function* joinedPieces(
  source: ByteSource,
  pieces: Iterable<{ readonly start: number; readonly end: number }>,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  let [chunk, length] = [new Uint8Array(CHUNK_BYTES), 0];
  for (const { start, end } of pieces)
    for (let at = start; at < end; ) {
      const bytes = source.read(at, Math.min(CHUNK_BYTES - length, end - at));
      chunk.set(bytes, length);
      [at, length] = [at + bytes.length, length + bytes.length];
      if (length < CHUNK_BYTES) continue;
      budget.checkTime();
      yield chunk;
      [chunk, length] = [new Uint8Array(CHUNK_BYTES), 0];
    }
  if (length > 0) yield chunk.subarray(0, length);
}
