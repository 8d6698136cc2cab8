/**
 * Brotli, RFC 7932. It has no magic number, and nearly everything can be the beginning of a stream: it is known by its name
 * only. Nothing in it tells whether what comes out is right; where it breaks off, the bytes are handed on as they lie too.
 */
import { createBrotliDecompress } from 'node:zlib';
import { FormatError } from '../../model/errors.ts';
import { resumed } from '../codecs/resumed.ts';
import { ZlibPump } from '../codecs/zlib-pump.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer } from '../container/container.ts';
import { remainder } from '../container/remainder.ts';

const OUTPUT_BYTES = 1 << 20;
/** Input given at once: an error loses the output of one write. */
const INPUT_BYTES = 16 << 10;
/** Input that is kept: a stream that is damaged in it is as a rule none, and its bytes are scanned from the first one on. */
const KEPT_BYTES = 1 << 20;

export const brotli: StreamContainer = {
  id: 'brotli',
  title: 'Brotli (by its name, .br or .tbr)',
  openedBy: 'node:zlib',
  limits: 'large windows, which RFC 7932 does not have',
  headBytes: 3,
  reads: 'stream',
  sniff: () => false,
  sniffName: (name) => /\.t?br$/i.test(name),
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const reader = new ChunkReader(chunks);
  const stream = new Stream(reader);
  const content = stream.unpack();
  try {
    // Where nothing comes out, it was no stream.
    const first = await content.next();
    yield { name: 'data', open: () => resumed(first, content) };
    if (stream.broken === 'at its beginning') yield remainder('all', () => stream.raw());
    else if (stream.broken !== undefined) yield remainder('behind', () => stream.raw(), stream.rawStart);
    else if (stream.hasEnded && (await reader.peek(1)).length > 0)
      yield remainder('behind', () => reader.rest(), reader.position);
  } finally {
    await content.return(undefined);
    await reader.close();
  }
}

class Stream {
  /** The reader stands behind the end of the stream. */
  hasEnded = false;
  /** Set where it cannot be unpacked to its end: `at its beginning` as long as all of its input is kept. */
  broken: 'at its beginning' | 'later' | undefined;
  readonly #reader: ChunkReader;
  /** Input up to the latest piece, as long as that is little; then the latest piece alone. */
  #kept: Uint8Array[] = [];
  #isAllKept = true;
  #keptBytes = 0;
  #outputBytes = 0;

  constructor(reader: ChunkReader) {
    this.#reader = reader;
  }

  /** Where `raw` begins. */
  get rawStart(): number {
    return this.#reader.position - this.#keptBytes;
  }

  /** All that comes out, then FormatError when it is damaged, or the reader's `endError` when it is cut off. */
  async *unpack(): AsyncGenerator<Uint8Array> {
    const pump = newPump();
    try {
      for (;;) {
        const piece = await this.#reader.some(INPUT_BYTES);
        if (piece === undefined) break;
        this.#keep(piece);
        for await (const output of pump.write(piece)) {
          this.#outputBytes += output.length;
          yield output;
        }
        if (isDamaged(pump)) {
          yield* this.#unpackAgain();
          this.#break();
          throw new FormatError(`the Brotli stream is damaged at or before its byte ${this.#reader.position}`);
        }
        if (pump.unusedBytes === 0) continue;
        this.#reader.unread(pump.unusedBytes);
        this.hasEnded = true;
        return;
      }
      this.hasEnded = await pump.hasEnded();
      if (this.hasEnded) return;
      this.#break();
      throw this.#reader.endError(`the Brotli stream is cut off after ${this.#reader.position} bytes`);
    } finally {
      pump.close();
    }
  }

  async *raw(): AsyncGenerator<Uint8Array> {
    yield* this.#kept;
    yield* this.#reader.rest();
  }

  #keep(piece: Uint8Array): void {
    this.#isAllKept &&= this.#keptBytes + piece.length <= KEPT_BYTES;
    if (!this.#isAllKept) {
      this.#kept = [];
      this.#keptBytes = 0;
    }
    this.#kept.push(piece);
    this.#keptBytes += piece.length;
  }

  #break(): void {
    this.broken = this.#isAllKept ? 'at its beginning' : 'later';
  }

  /** What comes out before the damage and was not given yet. */
  async *#unpackAgain(): AsyncGenerator<Uint8Array> {
    if (!this.#isAllKept) return;
    const pump = newPump();
    let skip = this.#outputBytes;
    try {
      for (const [index, piece] of this.#kept.entries()) {
        const step = index === this.#kept.length - 1 ? FINE_BYTES : piece.length;
        for (let at = 0; at < piece.length && !isDamaged(pump); at += step) {
          for await (const output of pump.write(piece.subarray(at, at + step))) {
            if (skip < output.length) yield output.subarray(skip);
            skip = Math.max(0, skip - output.length);
          }
        }
      }
    } finally {
      pump.close();
    }
  }
}
const FINE_BYTES = 64;

function newPump(): ZlibPump {
  return new ZlibPump(createBrotliDecompress({ chunkSize: OUTPUT_BYTES }));
}

function isDamaged({ failure }: ZlibPump): boolean {
  if (failure === undefined) return false;
  if ('code' in failure && /^ERR_+ERROR_FORMAT_/.test(String(failure.code))) return true;
  throw failure;
}
