/** Writes Bech32 (BIP-173) for tests. Independent of src. */
const DIGITS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

export function bech32(prefix: string, bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const data = (bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2));
  const codes = [...Buffer.from(prefix)];
  const sum = checksum([
    ...codes.map((code) => code >> 5),
    0,
    ...codes.map((code) => code & 31),
    ...data,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  const tail = [25, 20, 15, 10, 5, 0].map((shift) => ((sum ^ 1) >> shift) & 31);
  return `${prefix}1${[...data, ...tail].map((digit) => DIGITS.charAt(digit)).join('')}`;
}

function checksum(values: number[]): number {
  const terms = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  return values.reduce((state, value) => {
    const top = Math.floor(state / 2 ** 25);
    let next = (((state % 2 ** 25) * 32) | 0) ^ value;
    terms.forEach((term, bit) => {
      if ((top >> bit) & 1) next ^= term;
    });
    return next >>> 0;
  }, 1);
}
