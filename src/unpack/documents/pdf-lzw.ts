import { FormatError } from '../../model/errors.ts';
import { DATA_BEHIND_END, isSpace } from './pdf-filters.ts';

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4096;
const OUTPUT_BYTES = 64 << 10;

/**
 * LZW as in TIFF and PDF: ISO 32000-1, 7.4.4. Codes of 9 to 12 bits, most significant bit first.
 * @param earlyChange 1, the default: codes grow by a bit one code early
 */
export async function* lzwDecode(chunks: AsyncIterable<Uint8Array>, earlyChange: number): AsyncGenerator<Uint8Array> {
  const table = new LzwTable(earlyChange);
  let bits = 0;
  let bitCount = 0;
  let isEnded = false;
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      if (isEnded) {
        if (isSpace(byte)) continue;
        yield table.take();
        throw new FormatError(DATA_BEHIND_END);
      }
      bits = ((bits << 8) | byte) & 0xffffff;
      bitCount += 8;
      if (bitCount < table.codeBits) continue;
      bitCount -= table.codeBits;
      const code = (bits >> bitCount) & ((1 << table.codeBits) - 1);
      isEnded = code === END;
      if (!isEnded && !table.push(code)) {
        yield table.take();
        throw new FormatError('the LZW data has a code that was not made yet');
      }
      if (table.size > OUTPUT_BYTES) yield table.take();
    }
  }
  yield table.take();
}

class LzwTable {
  codeBits = 9;
  readonly #earlyChange: number;
  /** For each code: the code of its prefix, its last byte, its first byte, its length. */
  readonly #prefix = new Uint16Array(MAX_CODES);
  readonly #last = new Uint8Array(MAX_CODES);
  readonly #first = new Uint8Array(MAX_CODES);
  readonly #length = new Uint16Array(MAX_CODES);
  #next = END + 1;
  #previous = CLEAR;
  #output = Buffer.allocUnsafe(OUTPUT_BYTES + MAX_CODES + 1);
  #size = 0;

  constructor(earlyChange: number) {
    this.#earlyChange = earlyChange;
    for (let byte = 0; byte < 256; byte++) {
      this.#last[byte] = byte;
      this.#first[byte] = byte;
      this.#length[byte] = 1;
    }
  }

  get size(): number {
    return this.#size;
  }

  take(): Uint8Array {
    const bytes = this.#output.subarray(0, this.#size);
    this.#output = Buffer.allocUnsafe(OUTPUT_BYTES + MAX_CODES + 1);
    this.#size = 0;
    return bytes;
  }

  /** @returns false when the code is undefined */
  push(code: number): boolean {
    if (code === CLEAR) {
      this.#next = END + 1;
      this.codeBits = 9;
      this.#previous = CLEAR;
      return true;
    }
    if (code > this.#next || (code === this.#next && this.#previous === CLEAR)) return false;
    if (this.#previous !== CLEAR && this.#next < MAX_CODES) {
      const previous = this.#previous;
      this.#prefix[this.#next] = previous;
      this.#first[this.#next] = this.#first[previous]!;
      this.#length[this.#next] = this.#length[previous]! + 1;
      this.#last[this.#next] = code === this.#next ? this.#first[previous]! : this.#first[code]!;
      this.#next++;
      if (this.#next + this.#earlyChange >= 1 << this.codeBits && this.codeBits < 12) this.codeBits++;
    }
    if (code >= this.#next) return false;
    this.#write(code);
    this.#previous = code;
    return true;
  }

  #write(code: number): void {
    this.#size += this.#length[code]!;
    let at = this.#size;
    let one = code;
    for (let left = this.#length[code]!; left > 0; left--) {
      this.#output[--at] = this.#last[one]!;
      one = this.#prefix[one]!;
    }
  }
}
