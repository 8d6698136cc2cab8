/** Bytes of a hole that are handed on; of a longer one there is nothing more to see. */
const MAX_HOLE_BYTES = 16 << 20;
const ZEROS = new Uint8Array(1 << 20);

/** What stands for a hole of `bytes` in a file: zeros, and not all of many, so that an empty disk of a terabyte costs nothing. */
export function* sparseZeros(bytes: number): Generator<Uint8Array> {
  for (let left = Math.min(bytes, MAX_HOLE_BYTES); left > 0; left -= ZEROS.length)
    yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}
