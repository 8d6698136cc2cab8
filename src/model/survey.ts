/**
 * Where big random numbers, and structures that point at them, may lie in a memory image: what the kernel saw, for searches to
 * judge. Offsets count in the image, ascending.
 */
export interface Survey {
  /**
   * Pairs of offset and length in bytes: runs of words that look random, in packed values also of words that begin 4 bytes from these.
   * A long one is compressed or encrypted data.
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
}
