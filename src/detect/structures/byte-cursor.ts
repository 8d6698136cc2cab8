/** Takes bytes one piece after the other; undefined where they are cut. Nothing is allocated by a length field. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  #position: number;

  /** Reads `bytes`, which remain the caller's, from `start` on. */
  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes;
    this.#position = start;
  }

  /** Offset in the bytes given to the constructor. */
  get position(): number {
    return this.#position;
  }

  get atEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  /** The next `length` bytes as a view. */
  take(length: number): Uint8Array | undefined {
    const end = this.#position + length;
    if (end > this.#bytes.length) return undefined;
    const view = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return view;
  }
}
