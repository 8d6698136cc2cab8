const PIECE_BYTES = 64 << 10;

/**
 * Regroups the same bytes into larger chunks: a chunk for each small part would cost more than what it holds. Bytes that precede an error
 * are yielded before it is thrown.
 */
export function* gathered(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let [piece, filled]: [Uint8Array | undefined, number] = [undefined, 0];
  try {
    for (const part of parts) {
      if (piece !== undefined && filled + part.length > piece.length) {
        yield piece.subarray(0, filled);
        [piece, filled] = [undefined, 0];
      }
      piece ??= new Uint8Array(Math.max(PIECE_BYTES, part.length));
      piece.set(part, filled);
      filled += part.length;
    }
  } catch (error) {
    if (piece !== undefined) yield piece.subarray(0, filled);
    throw error;
  }
  if (piece !== undefined) yield piece.subarray(0, filled);
}
