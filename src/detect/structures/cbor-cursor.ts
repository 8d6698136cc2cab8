/**
 * CBOR (RFC 8949) as far as keys need it: definite lengths, integers up to 32 bits. Refused: indefinite lengths, 64-bit lengths,
 * nesting deeper than 4. An incomplete item gives undefined; nothing is allocated by a length field.
 */
export class CborCursor {
  readonly #bytes: Uint8Array;
  position: number;

  /** Reads `bytes`, which remain the caller's, from `position` on. */
  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  /** Major type of the next item, 0 to 7. */
  get nextMajor(): number | undefined {
    const byte = this.#bytes[this.position];
    return byte === undefined ? undefined : byte >> 5;
  }

  /** Argument of an item of this major type: a number, a length or a count. */
  head(major: number): number | undefined {
    const byte = this.#bytes[this.position];
    if (byte === undefined || byte >> 5 !== major) return undefined;
    const short = byte & 31;
    if (short < 24) {
      this.position++;
      return short;
    }
    const width = WIDTHS[short - 24];
    const at = this.position + 1;
    if (width === undefined || at + width > this.#bytes.length) return undefined;
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + this.#bytes[at + i]!;
    this.position = at + width;
    return value;
  }

  /** An integer of either sign. */
  integer(): number | undefined {
    if (this.nextMajor === 1) {
      const value = this.head(1);
      return value === undefined ? undefined : -1 - value;
    }
    return this.head(0);
  }

  byteString(): Uint8Array | undefined {
    return this.#content(2);
  }

  boolean(): boolean | undefined {
    const byte = this.#bytes[this.position];
    if (byte !== 0xf4 && byte !== 0xf5) return undefined;
    this.position++;
    return byte === 0xf5;
  }

  /** Skips an item of any type. */
  skip(depth = 0): boolean {
    const major = this.nextMajor;
    if (major === undefined || depth > MAX_DEPTH) return false;
    if (major === 2 || major === 3) return this.#content(major) !== undefined;
    const value = this.head(major);
    if (value === undefined) return false;
    if (major < 2 || major === 7) return true;
    const items = major === 6 ? 1 : major === 5 ? 2 * value : value;
    if (items > MAX_ITEMS) return false;
    for (let i = 0; i < items; i++) if (!this.skip(depth + 1)) return false;
    return true;
  }

  #content(major: 2 | 3): Uint8Array | undefined {
    const start = this.position;
    const length = this.head(major);
    if (length === undefined || this.position + length > this.#bytes.length) {
      this.position = start; // otherwise the rest of the string would be read as the next item
      return undefined;
    }
    const view = this.#bytes.subarray(this.position, this.position + length);
    this.position += length;
    return view;
  }
}

const WIDTHS = [1, 2, 4];
const MAX_DEPTH = 4;
const MAX_ITEMS = 64;
