/**
 * The same bytes, not copied, as an Uint8Array that is no Buffer. V8 compiles what reads bytes for the classes that it
 * has met: whatever reads both is compiled again, and slower.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return Buffer.isBuffer(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes;
}
