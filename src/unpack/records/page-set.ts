/** A set of page numbers of a file, from 1 on, with one bit each. */
export class PageSet {
  readonly #bits: Uint8Array;
  readonly #pages: number;
  size = 0;

  constructor(pages: number) {
    this.#bits = new Uint8Array((pages >> 3) + 1);
    this.#pages = pages;
  }

  has(number: number): boolean {
    return (this.#bits[number >> 3]! & (1 << (number & 7))) !== 0;
  }

  /** @returns whether it is new and a page of the file */
  add(number: number): boolean {
    if (number < 1 || number > this.#pages || this.has(number)) return false;
    this.#bits[number >> 3]! |= 1 << (number & 7);
    this.size++;
    return true;
  }
}
