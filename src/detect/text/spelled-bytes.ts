/** Bytes that stand in a text as digits of some kind, with what lies between them, such as quotes and line ends. */
export interface SpelledBytes {
  readonly bytes: Uint8Array;
  /** Where in `bytes` the anchor's first byte stands. */
  readonly at: number;
  /** For each byte, the offset in the window of its first digit; and of the first character behind its last. */
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/**
 * @param at where the anchor stands in `window`
 * @param before most bytes before the anchor's first
 * @param after most bytes from the anchor's first on
 */
export type ReadSpelling = (window: Uint8Array, at: number, before: number, after: number) => SpelledBytes | undefined;
