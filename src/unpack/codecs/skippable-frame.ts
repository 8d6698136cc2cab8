/**
 * Skippable frames of Zstandard and LZ4 (RFC 8878, 3.1.2), which hold no packed data. Users store names, indexes and
 * whole files there; decoders skip them, so nobody would see those.
 */
import type { ChunkReader } from '../container/chunk-reader.ts';
import type { SpooledPieces } from '../container/spooled-pieces.ts';

/*  0  4  magic number = 5x 2a 4d 18
 *  4  4  size
 *  8  n  content   */
const HEADER_BYTES = 8;
const PIECE_BYTES = 1 << 20;

export const SKIPPABLE_FIRST_BYTES: readonly number[] = Array.from({ length: 16 }, (_, low) => 0x50 | low);

export function isSkippable(head: Uint8Array): boolean {
  return head.length >= 4 && (head[0]! & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
}

/** Offset in `head` of the first thing that is no skippable frame; at or beyond its end when that is out of sight. */
export function behindSkippables(head: Uint8Array): number {
  let at = 0;
  while (isSkippable(head.subarray(at, at + 4)) && at + HEADER_BYTES <= head.length)
    at += HEADER_BYTES + sizeOf(head, at);
  return at;
}

function sizeOf(bytes: Uint8Array, at: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at + 4, 4).readUInt32LE();
}

/**
 * Reads the frame at the reader's position into `contents`. @throws the reader's `endError` when it is cut off; the
 * bytes before that are kept
 */
export async function takeSkippable(reader: ChunkReader, contents: SpooledPieces): Promise<void> {
  const header = await reader.take(HEADER_BYTES);
  let left = header.length < HEADER_BYTES ? 0 : sizeOf(header, 0);
  if (left > 0) contents.begin();
  while (left > 0) {
    const piece = await reader.some(Math.min(left, PIECE_BYTES));
    if (piece === undefined) break;
    contents.add(piece);
    left -= piece.length;
  }
  if (header.length < HEADER_BYTES || left > 0) throw reader.endError('a skippable frame is cut off');
}
