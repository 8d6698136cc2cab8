/** Bytes that stand in a text as digits of some kind, with what lies between them, such as quotes and line ends. */
export interface SpelledBytes {
  readonly bytes: Uint8Array;
  /** Where in `bytes` the anchor's first byte stands. */
  readonly at: number;
  /** For each byte, the offset in the window of its first digit; and of the first character behind its last. */
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}
