/** Unpacks one Zstandard frame, given piece by piece. */
export interface FrameDecoder {
  /** All that comes out of `piece`; ends early when it cannot be unpacked, after which nothing more comes out. */
  write(piece: Uint8Array): AsyncIterable<Uint8Array>;
  readonly hasFailed: boolean;
  close(): void;
}

export interface ZstdDecoder {
  /** The largest window that it is let keep: a power of two. */
  readonly maxWindowBytes: number;
  /** @param windowBytes what the frame's header asks for */
  openFrame(windowBytes: number): FrameDecoder;
  /** A whole frame in one call, or undefined when it makes more than `maxOutputBytes` or cannot be unpacked. */
  decodeFrame?(frame: Uint8Array, maxOutputBytes: number): Uint8Array | undefined;
}
