/** A copy of `bytes` with `write` done to it. */
export function changed(bytes: Uint8Array, write: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  write(copy);
  return copy;
}
