/** CRC-16 of ARC, reversed polynomial 0xa001 (lib/crc16.c of Linux), which node:zlib lacks. */
export function crc16From(sum: number, bytes: Uint8Array): number {
  let all = sum;
  for (const byte of bytes) {
    all ^= byte;
    for (let bit = 0; bit < 8; bit++) all = (all >>> 1) ^ (all & 1 ? 0xa001 : 0);
  }
  return all;
}
