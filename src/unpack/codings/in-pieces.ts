/** Decodes runs of any length while they are read, in bounded memory. */
import { plainBytes } from '../../bytes/plain-bytes.ts';
import { swapped } from './swapped-words.ts';

/** What was decoded of the bytes at hand. */
export interface Piece {
  readonly decoded: Uint8Array;
  /** The first of these bytes that is needed again, with those that follow. */
  readonly used: number;
  /** Whether the run ends in these bytes. */
  readonly isOver: boolean;
}

/**
 * No separator, line or number is longer, so that a run of which so many bytes are needed again has ended: what follows it is read by
 * itself.
 */
const MAX_KEPT_BYTES = 16 * 1024;

/**
 * @param chunks from the beginning of a run to the end of what it lies in
 * @param decode is given what it did not use, and the next chunk behind it; `isLast` where nothing follows
 */
export async function* inPieces(
  chunks: AsyncIterable<Uint8Array>,
  decode: (bytes: Uint8Array, isLast: boolean) => Piece,
): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = plainBytes(Buffer.concat([kept, chunk]));
    const { decoded, used, isOver } = decode(bytes, false);
    yield decoded;
    if (isOver) return;
    kept = bytes.subarray(used);
    if (kept.length > MAX_KEPT_BYTES) break;
  }
  yield decode(kept, true).decoded;
}

/** Reverses the bytes of each word of a stream. */
export async function* swappedWords(pieces: AsyncIterable<Uint8Array>, wordBytes: number): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array = new Uint8Array(0);
  for await (const piece of pieces) {
    const bytes = plainBytes(Buffer.concat([kept, piece]));
    const whole = bytes.length - (bytes.length % wordBytes);
    yield swapped(bytes.subarray(0, whole), wordBytes);
    kept = bytes.subarray(whole);
  }
  yield swapped(kept, wordBytes);
}
