import { fromBytes } from '../proof/big-integer.ts';

/** Reads little-endian fields and numbers of fixed width, as in CNG and CryptoAPI; undefined where they are cut. */
export class MicrosoftCursor {
  readonly #bytes: Uint8Array;
  #position: number;

  /** Reads `bytes`, which remain the caller's, from `start` on. */
  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#position = start;
  }

  /** Offset in the bytes given to the constructor. */
  get position(): number {
    return this.#position;
  }

  take(length: number): Uint8Array | undefined {
    const end = this.#position + length;
    if (end > this.#bytes.length) return undefined;
    const view = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return view;
  }

  /** DWORD; -1 where it is cut, a value that no field allows. */
  uint32(): number {
    const four = this.take(4);
    return four === undefined ? -1 : Buffer.from(four.buffer, four.byteOffset, 4).readUInt32LE();
  }

  bigEndian(length: number): bigint | undefined {
    const bytes = this.take(length);
    return bytes && fromBytes(bytes);
  }

  littleEndian(length: number): bigint | undefined {
    const bytes = this.take(length);
    return bytes && fromBytes(Uint8Array.from(bytes).reverse());
  }
}
