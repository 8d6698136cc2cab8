/**
 * Bytes with a size that can be read anywhere: a file, a spooled entry, a slice of either. Reads are synchronous: all
 * our sources are local, workers have nothing better to do, and detectors follow pointers through them.
 */
export interface ByteSource {
  readonly size: number;
  /**
   * Fills `target` from `offset`: exactly `target.length` bytes.
   * @throws FormatError when the range leaves the source, AccessError when the system refuses
   */
  readInto(target: Uint8Array, offset: number): void;
  /** A new array (or a view that nobody will change) of exactly `length` bytes; callers bound `length` first. */
  read(offset: number, length: number): Uint8Array;
  /** The same bytes, in order, as other threads of this process can read them while the source is open. */
  pieces(): readonly Piece[];
  /** Where the zeros end in which `offset` lies, if they are known without reading: those of a hole. */
  holeEnd?(offset: number): number | undefined;
}

/** Part of a source as plain data. */
export type Piece =
  | { readonly size: number; readonly descriptor: number; readonly offset: number }
  | { readonly size: number; readonly bytes: Uint8Array };

/** All of `source`, from `offset`, in chunks that the consumer owns. */
export async function* streamOf(
  source: ByteSource,
  offset = 0,
  end = source.size,
  chunkBytes = 1 << 18,
): AsyncGenerator<Uint8Array> {
  for (let at = offset; at < end; at += chunkBytes) yield source.read(at, Math.min(chunkBytes, end - at));
}
