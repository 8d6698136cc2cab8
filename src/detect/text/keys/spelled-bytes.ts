/** Bytes written in a text as digits of some kind, possibly with characters between them, such as quotes and line ends. */
export interface SpelledBytes {
  readonly bytes: Uint8Array;
  /** Index in `bytes` of the anchor's first byte. */
  readonly at: number;
  /** For each byte, the offset in the window of its first digit; and of the first character after its last. */
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** Reads at most that many bytes before an anchor, and from it on. */
export type ReadSpelled = (before: number, after: number) => SpelledBytes;
