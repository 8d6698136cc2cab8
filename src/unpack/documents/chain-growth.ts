import { BudgetError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';

/** Not the user's limit: a chain of eight filters turns a hundred bytes into exabytes, and a document may hold thousands of chains. */
const MIN_BYTES = 256 << 20;
/** Largest growth by deflate (https://zlib.net/zlib_tech.html). */
const MAX_GROWTH = 1032;

/**
 * Bounds the output of consecutive filters: one sum for all filters of all such streams of a document. A single filter is
 * not bounded.
 */
export class ChainGrowth {
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  static of(documentBytes: number): ChainGrowth {
    return new ChainGrowth(MIN_BYTES + MAX_GROWTH * documentBytes);
  }

  /** The same chunks. @throws BudgetError at the first that exceeds the bound */
  async *counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#bytes += chunk.length;
      if (this.#bytes > this.#maxBytes) throw new BudgetError(atFixedLimit(this.#message, WAY_OUT));
      yield chunk;
    }
  }

  get #message(): string {
    return `expected at most ${this.#maxBytes} bytes from consecutive filters, found more; the data of the first filter is scanned as is`;
  }
}

const WAY_OUT = 'unpack the document before the scan (`qpdf --qdf`)';
