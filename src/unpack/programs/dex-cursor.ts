import { FormatError } from '../../model/errors.ts';

/** Reads bytes and LEB128 numbers of a DEX file one after the other. */
export class DexCursor {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** @throws FormatError behind the end of the file */
  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new FormatError('a DEX file ends early');
    return byte;
  }

  /** Of up to 32 bits, without a sign; a signed one is only passed over. */
  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new FormatError('expected a number of at most 32 bits in a DEX file');
  }
}
