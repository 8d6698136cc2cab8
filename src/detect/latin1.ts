/** Bytes [from, to) of `bytes`, clamped to its length, as text of one character per byte. */
export function latin1(bytes: Uint8Array, from: number, to = bytes.length): string {
  const start = Math.max(0, from);
  const end = Math.min(to, bytes.length);
  return start >= end ? '' : Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
