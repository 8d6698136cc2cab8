/** Unpacks one Zstandard frame that is passed piece by piece. */
export interface FrameDecoder {
  /** The output for `piece`; ends early when it cannot be unpacked, after which there is no more output. */
  write(piece: Uint8Array): AsyncIterable<Uint8Array>;
  readonly hasFailed: boolean;
  close(): void;
}

export interface ZstdDecoder {
  /** The largest window it may allocate: a power of two. */
  readonly maxWindowBytes: number;
  /** @param windowBytes that the frame's header asks for */
  openFrame(windowBytes: number): FrameDecoder;
  /**
   * Unpacks a whole frame in one call; undefined when it makes more than `maxOutputBytes` or cannot be unpacked.
   * @param expectedBytes a hint for the size of the output, harmless when wrong
   */
  decodeFrame?(frame: Uint8Array, maxOutputBytes: number, expectedBytes?: number): Uint8Array | undefined;
}
