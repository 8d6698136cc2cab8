import { BudgetError } from '../../model/errors.ts';

/** No limit of the user's: a chain of eight filters makes exabytes of a hundred bytes, and a document may have thousands of them. */
const LEAST_BYTES = 256 << 20;
/** Deflate makes so much of a byte at most (https://zlib.net/zlib_tech.html). */
const MAX_GROWTH = 1032;

/** How much may come out of filters in a row, of all streams of a document and of every filter together. One filter alone may make what it will. */
export class ChainGrowth {
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  static of(documentBytes: number): ChainGrowth {
    return new ChainGrowth(LEAST_BYTES + MAX_GROWTH * documentBytes);
  }

  async *counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#bytes += chunk.length;
      if (this.#bytes > this.#mostBytes) {
        const message = `expected at most ${this.#mostBytes} bytes out of filters in a row, found more; what the first of them pack is scanned as is`;
        throw new BudgetError(message);
      }
      yield chunk;
    }
  }
}
