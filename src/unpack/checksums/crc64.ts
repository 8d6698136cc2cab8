/** CRC-64 with reflected polynomials, in two halves of 32 bits. */

interface Halves {
  readonly high: number;
  readonly low: number;
}

/** Indexed by byte. */
interface Tables {
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
}

class Polynomial {
  readonly #polynomial: Halves;
  /** Built lazily: it takes milliseconds, and few runs meet such a checksum. */
  #tables: Tables | undefined;

  constructor(high: number, low: number) {
    this.#polynomial = { high, low };
  }

  get tables(): Tables {
    this.#tables ??= makeTables(this.#polynomial);
    return this.#tables;
  }
}

/** Of Redis (crc64.c), with the initial value zero. */
export const JONES = new Polynomial(0x95ac9329, 0xac4bc9b5);
/** Of ECMA-182, as .xz uses it: the initial value is all ones, and the result inverted. */
export const ECMA = new Polynomial(0xc96c5795, 0xd7870f42);

function makeTables(polynomial: Halves): Tables {
  const [highs, lows] = [new Uint32Array(256), new Uint32Array(256)];
  for (let byte = 0; byte < 256; byte++) {
    let [high, low] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (low & 1) === 1;
      low = ((low >>> 1) | (high << 31)) >>> 0;
      high >>>= 1;
      if (isOdd) [high, low] = [(high ^ polynomial.high) >>> 0, (low ^ polynomial.low) >>> 0];
    }
    highs[byte] = high;
    lows[byte] = low;
  }
  return { highs, lows };
}

export class Crc64 {
  high: number;
  low: number;
  readonly #tables: Tables;

  /** @param initial both halves of the initial value */
  constructor(polynomial: Polynomial, initial = 0) {
    this.high = initial;
    this.low = initial;
    this.#tables = polynomial.tables;
  }

  add(byte: number): void {
    const index = (this.low ^ byte) & 0xff;
    this.low = (((this.low >>> 8) | (this.high << 24)) ^ this.#tables.lows[index]!) >>> 0;
    this.high = ((this.high >>> 8) ^ this.#tables.highs[index]!) >>> 0;
  }
}
