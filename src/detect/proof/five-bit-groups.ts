/** Converts digits of base32 or Bech32, five bits each, to bytes. `rest` has the last `restBits` bits, too few for a byte. */
export function fiveBitGroups(digits: Iterable<number>): { bytes: Uint8Array; rest: number; restBits: number } {
  const bytes: number[] = [];
  let [state, bits] = [0, 0];
  for (const digit of digits) {
    state = ((state << 5) | digit) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((state >> bits) & 0xff);
  }
  return { bytes: Uint8Array.from(bytes), rest: state & ((1 << bits) - 1), restBits: bits };
}
