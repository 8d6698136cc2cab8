/** CRC-64 of Redis (crc64.c): the polynomial of Jones, reflected, initial value zero, in two halves of 32 bits. */

const POLYNOMIAL = { high: 0x95ac9329, low: 0xac4bc9b5 };

/** Indexed by byte, in halves like the polynomial. */
interface Tables {
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
}

/** Built lazily: it takes milliseconds, and few runs meet a dump of Redis. */
let tables: Tables | undefined;

function makeTables(): Tables {
  const [highs, lows] = [new Uint32Array(256), new Uint32Array(256)];
  for (let byte = 0; byte < 256; byte++) {
    let [high, low] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (low & 1) === 1;
      low = ((low >>> 1) | (high << 31)) >>> 0;
      high >>>= 1;
      if (isOdd) [high, low] = [(high ^ POLYNOMIAL.high) >>> 0, (low ^ POLYNOMIAL.low) >>> 0];
    }
    highs[byte] = high;
    lows[byte] = low;
  }
  return { highs, lows };
}

export class Crc64 {
  high = 0;
  low = 0;
  readonly #tables: Tables;

  constructor() {
    tables ??= makeTables();
    this.#tables = tables;
  }

  add(byte: number): void {
    const index = (this.low ^ byte) & 0xff;
    this.low = (((this.low >>> 8) | (this.high << 24)) ^ this.#tables.lows[index]!) >>> 0;
    this.high = ((this.high >>> 8) ^ this.#tables.highs[index]!) >>> 0;
  }
}
