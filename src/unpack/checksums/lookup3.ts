/**
 * lookup3 of Bob Jenkins (burtleburtle.net/bob/c/lookup3.c, hashlittle), HDF5's checksum for its own structures
 * (H5checksum.c).
 */
const START = 0xdeadbeef;
const STEP_BYTES = 12;
/** Rotation of each step. */
const MIX = [4, 6, 8, 16, 19, 4] as const;
const FINAL = [14, 11, 25, 16, 4, 14, 24] as const;

/** @returns an unsigned 32-bit number */
export function lookup3(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let a = (START + bytes.length) | 0;
  let [b, c] = [a, a];
  // The last step differs, and may be a full one.
  for (; bytes.length - at > STEP_BYTES; at += STEP_BYTES) {
    a = (a + view.getInt32(at, true)) | 0;
    b = (b + view.getInt32(at + 4, true)) | 0;
    c = (c + view.getInt32(at + 8, true)) | 0;
    a = (((a - c) | 0) ^ turned(c, MIX[0])) | 0;
    c = (c + b) | 0;
    b = (((b - a) | 0) ^ turned(a, MIX[1])) | 0;
    a = (a + c) | 0;
    c = (((c - b) | 0) ^ turned(b, MIX[2])) | 0;
    b = (b + a) | 0;
    a = (((a - c) | 0) ^ turned(c, MIX[3])) | 0;
    c = (c + b) | 0;
    b = (((b - a) | 0) ^ turned(a, MIX[4])) | 0;
    a = (a + c) | 0;
    c = (((c - b) | 0) ^ turned(b, MIX[5])) | 0;
    b = (b + a) | 0;
  }
  if (at === bytes.length) return c >>> 0;
  const rest = new DataView(new ArrayBuffer(STEP_BYTES));
  for (let index = 0; at < bytes.length; index++) rest.setUint8(index, bytes[at++]!);
  a = (a + rest.getInt32(0, true)) | 0;
  b = (b + rest.getInt32(4, true)) | 0;
  c = (c + rest.getInt32(8, true)) | 0;
  c = ((c ^ b) - turned(b, FINAL[0])) | 0;
  a = ((a ^ c) - turned(c, FINAL[1])) | 0;
  b = ((b ^ a) - turned(a, FINAL[2])) | 0;
  c = ((c ^ b) - turned(b, FINAL[3])) | 0;
  a = ((a ^ c) - turned(c, FINAL[4])) | 0;
  b = ((b ^ a) - turned(a, FINAL[5])) | 0;
  c = ((c ^ b) - turned(b, FINAL[6])) | 0;
  return c >>> 0;
}

function turned(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
