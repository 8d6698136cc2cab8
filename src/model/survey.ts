/**
 * Where large random numbers, and structures that point at them, may lie in a memory image. The kernel collects these
 * candidates, and searches judge them. Offsets count in the image, in ascending order.
 */
export interface Survey {
  /**
   * Pairs of offset and length in bytes: runs of words that look random. In an image of packed values, words that begin
   * 4 bytes off the usual alignment count too. A long run is compressed or encrypted data.
   */
  readonly runs: Float64Array;
  /** OpenSSL's BIGNUM. */
  readonly bignums: Float64Array;
  /** OpenSSL's ECX_KEY. */
  readonly edwardsKeys: Float64Array;
  /** A pointer, a length that a key may have, and a capacity: Go's slices. */
  readonly slices: Float64Array;
  /** Arrays of V8 whose first elements may be digits of a big number. */
  readonly smallIntegers: Float64Array;
  /** Arrays of PHP that may be digits of a big number, each from its pointer to the elements on. */
  readonly phpArrays: Float64Array;
  /** Arrays of V8 whose first elements may be words of an expanded AES key. */
  readonly scheduleWords: Float64Array;
}
