import { isZero } from '../../bytes/zeros.ts';
import type { ChunkReader } from '../container/chunk-reader.ts';

/** Skips zeros, which pad what was written to a tape or a disk in blocks. */
export async function skipZeros(reader: ChunkReader): Promise<void> {
  for (;;) {
    const piece = await reader.some(4096);
    if (piece === undefined) return;
    if (isZero(piece)) continue;
    return reader.unread(piece.length - piece.findIndex((byte) => byte !== 0));
  }
}
