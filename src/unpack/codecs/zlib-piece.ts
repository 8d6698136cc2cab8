import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { adler32 } from '../checksums/adler32.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import { inflateNext } from './inflate.ts';
import { isZlib } from './zlib-entry.ts';

const READ_BYTES = 64 << 10;
const HEADER_BYTES = 2;
const SUM_BYTES = 4;

/**
 * A zlib stream (RFC 1950) that is one piece of something larger: its damage is recorded for the caller that joins the pieces.
 */
export class ZlibPiece {
  /** Bytes unpacked so far. */
  size = 0;
  /** Offset after its checksum once all of it was read; undefined before that, and when it is damaged or too long. */
  end: number | undefined;
  hasWrongSum = false;
  readonly #source: ByteSource;
  readonly #start: number;
  readonly #limit: number;

  /** @param limit upper bound on where it ends */
  constructor(source: ByteSource, start: number, limit: number) {
    this.#source = source;
    this.#start = start;
    this.#limit = Math.min(limit, source.size);
  }

  /** Yields what can be unpacked, at most `maxBytes`. Damage ends it without an error. */
  async *read(maxBytes: number): AsyncGenerator<Uint8Array> {
    const reader = new ChunkReader(streamOf(this.#source, this.#start, this.#limit, READ_BYTES));
    try {
      if (!isZlib(await reader.take(HEADER_BYTES))) return;
      let sum = 1;
      for await (const bytes of inflateNext(reader, maxBytes)) {
        const kept = bytes.subarray(0, maxBytes - this.size);
        this.size += kept.length;
        sum = adler32(kept, sum);
        yield kept;
        if (kept.length < bytes.length) return;
      }
      const stored = await reader.take(SUM_BYTES);
      if (stored.length < SUM_BYTES) return;
      this.hasWrongSum = Buffer.from(stored).readUInt32BE(0) !== sum;
      this.end = this.#start + reader.position;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    } finally {
      await reader.close();
    }
  }
}
