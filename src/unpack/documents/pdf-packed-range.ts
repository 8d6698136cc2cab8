import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { startsZlib } from '../codecs/zlib-format.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import { planFilters } from './pdf-decode.ts';
import type { PdfObjects, PdfStream } from './pdf-scan.ts';
import { isReference } from './pdf-value.ts';

/**
 * The data of a stream that contains the keywords of other streams. Deflate stores what it cannot compress (RFC 1951, section 3.2.4), such
 * as a document in a document, with block headers in the middle. Such inner streams are covered by the data, and are not read on their own.
 * Applies only where deflate ends where `/Length` says: otherwise a stream could be hidden this way.
 */
export class PackedRange {
  /** End of the data; 0 where there is none. */
  end = 0;
  readonly #source: ByteSource;
  readonly #objects: PdfObjects;
  readonly #budget: Budget;
  #stated: { readonly start: number; readonly end: number } | undefined;
  #lookups = 0;

  constructor(source: ByteSource, objects: PdfObjects, budget: Budget) {
    this.#source = source;
    this.#objects = objects;
    this.#budget = budget;
  }

  /** @param stream the latest one, which so far seems to end at a keyword */
  follow({ dictionary, start, end }: PdfStream): void {
    const stated = dictionary.get('Length');
    const length = isReference(stated) ? this.#objects.get(stated) : stated;
    this.#stated = undefined;
    if (typeof length !== 'number' || length <= end - start || start + length > this.#source.size) return;
    if (planFilters(dictionary, this.#objects).filters[0]?.kind === 'flate')
      this.#stated = { start, end: start + length };
  }

  async holds(at: number): Promise<boolean> {
    const stated = this.#stated;
    if (stated !== undefined && at < stated.end) {
      this.#stated = undefined;
      if (await this.#isPacked(stated.start, stated.end)) this.end = stated.end;
    }
    return at < this.end;
  }

  async #isPacked(start: number, end: number): Promise<boolean> {
    if (this.#lookups++ >= MAX_LOOKUPS) return false;
    const reader = new ChunkReader(streamOf(this.#source, start, end));
    let bytes = 0;
    try {
      if (!startsZlib(await reader.take(2))) return false;
      for await (const chunk of inflateNext(reader)) {
        this.#budget.checkTime();
        bytes += chunk.length;
        if (bytes > this.#budget.limits.maxEntryBytes) return false;
      }
      return end - start - reader.position <= CHECKSUM_BYTES + LINE_END_BYTES;
    } catch (error) {
      if (error instanceof FormatError) return false;
      throw error;
    } finally {
      await reader.close();
    }
  }
}
/** zlib's Adler-32. */
const CHECKSUM_BYTES = 4;
const LINE_END_BYTES = 2;
/** Limit for one file: each lookup unpacks a stream once more. */
const MAX_LOOKUPS = 100;
