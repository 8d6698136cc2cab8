/** CRC-64 of Redis (crc64.c): the polynomial of Jones, reflected, from zero, in two halves of 32 bits. */

const POLYNOMIAL = { high: 0x95ac9329, low: 0xac4bc9b5 };
const HIGHS = new Uint32Array(256);
const LOWS = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = (low & 1) === 1;
    low = ((low >>> 1) | (high << 31)) >>> 0;
    high >>>= 1;
    if (isOdd) [high, low] = [(high ^ POLYNOMIAL.high) >>> 0, (low ^ POLYNOMIAL.low) >>> 0];
  }
  HIGHS[byte] = high;
  LOWS[byte] = low;
}

export class Crc64 {
  high = 0;
  low = 0;

  add(byte: number): void {
    const index = (this.low ^ byte) & 0xff;
    this.low = (((this.low >>> 8) | (this.high << 24)) ^ LOWS[index]!) >>> 0;
    this.high = ((this.high >>> 8) ^ HIGHS[index]!) >>> 0;
  }
}
