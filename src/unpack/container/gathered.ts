const PIECE_BYTES = 64 << 10;

/** The same bytes in pieces of some size: a chunk for each would cost more than what it holds. What came before an error comes before it. */
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
