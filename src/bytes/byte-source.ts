/**
 * Bytes with a known size that can be read at any offset: a file, a spooled entry, a slice of either. Reads are
 * synchronous: all our sources are local, a worker has nothing else to do meanwhile, and detectors follow pointers
 * through them.
 */
export interface ByteSource {
  readonly size: number;
  /**
   * Fills `target` from `offset`: exactly `target.length` bytes.
   * @throws FormatError when the range leaves the source, AccessError when the system refuses
   */
  readInto(target: Uint8Array, offset: number): void;
  /** Exactly `length` bytes, as a new array or as a view that nobody will change. Callers bound `length` first. */
  read(offset: number, length: number): Uint8Array;
  /** The same bytes, in order, in a form that other threads of this process can read while the source is open. */
  pieces(): readonly Piece[];
  /** End of the hole that `offset` lies in, where that is known without reading. */
  holeEnd?(offset: number): number | undefined;
}

/** Part of a source as plain data. */
export type Piece =
  | { readonly size: number; readonly descriptor: number; readonly offset: number }
  | { readonly size: number; readonly bytes: Uint8Array };

/** The bytes [offset, end) of `source`, in chunks that the consumer must not change. */
export async function* streamOf(
  source: ByteSource,
  offset = 0,
  end = source.size,
  chunkBytes = 1 << 18,
): AsyncGenerator<Uint8Array> {
  for (let at = offset; at < end; at += chunkBytes) yield source.read(at, Math.min(chunkBytes, end - at));
}
