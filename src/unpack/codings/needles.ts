/** The places of several short texts, in their order. */
export class Needles {
  readonly #buffer: Buffer;
  readonly #needles: readonly Uint8Array[];
  readonly #next: number[];
  /** Up to here all is done; may be moved on. */
  passed: number;

  constructor(bytes: Uint8Array, needles: readonly Uint8Array[], from: number) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#needles = needles;
    this.#next = needles.map((needle) => this.#buffer.indexOf(needle, from));
    this.passed = from;
  }

  /** -1 when there are no more. */
  next(): number {
    let first = -1;
    for (let index = 0; index < this.#next.length; index++) {
      let at = this.#next[index]!;
      if (at >= 0 && at < this.passed) {
        at = this.#buffer.indexOf(this.#needles[index]!, this.passed);
        this.#next[index] = at;
      }
      if (at >= 0 && (first < 0 || at < first)) first = at;
    }
    if (first >= 0) this.passed = first + 1;
    return first;
  }
}
