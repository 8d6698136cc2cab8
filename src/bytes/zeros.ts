/** A mebibyte of zeros; nobody may change it. */
export const ZEROS = new Uint8Array(1 << 20);

/** Whether these bytes were made as zeros of a hole, and not read or unpacked. */
export function isOfHole({ buffer }: Uint8Array): boolean {
  return buffer === ZEROS.buffer;
}

/** Whether all bytes are zero, at the speed of memory; immediate for a hole, or when the first byte is not zero. */
export function isZero(bytes: Uint8Array): boolean {
  if (isOfHole(bytes)) return true;
  if (bytes.length > 0 && bytes[0] !== 0) return false;
  for (let at = 0; at < bytes.length; at += ZEROS.length) {
    const part = bytes.subarray(at, at + ZEROS.length);
    if (Buffer.compare(part, ZEROS.subarray(0, part.length)) !== 0) return false;
  }
  return true;
}

/** `bytes` zeros, in chunks that nobody may change. */
export function* zeros(bytes: number): Generator<Uint8Array> {
  for (let left = bytes; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}
