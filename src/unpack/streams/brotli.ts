/**
 * Brotli, RFC 7932, and its large windows (`brotli --large_window`). It has no magic number, and nearly anything can be the beginning of a
 * stream, so it is recognised by name only. It has no checksum; where it breaks off, the bytes are also handed on as is.
 */
import { brotliDecompressSync, constants, createBrotliDecompress } from 'node:zlib';
import { FormatError } from '../../model/errors.ts';
import { resumed } from '../codecs/resumed.ts';
import { ZlibPump } from '../codecs/zlib-pump.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer } from '../container/container.ts';
import { remainder } from '../container/remainder.ts';

const OUTPUT_BYTES = 1 << 20;
/** A stream of which no more is packed or unpacked is unpacked in one call: a tenth of what it costs piece by piece. */
const SMALL_BYTES = 64 << 10;
/** Input per write: an error loses the output of one write. */
const INPUT_BYTES = 16 << 10;
/**
 * Input that is kept. A stream that turns out damaged within it is probably not Brotli, so its bytes are scanned from the
 * first one on.
 */
const KEPT_BYTES = 1 << 20;

export const brotli: StreamContainer = {
  id: 'brotli',
  title: 'Brotli (by its name, .br or .tbr)',
  openedBy: 'node:zlib',
  limits: 'of a stream with a window above 64 MiB, all after the first 48 MiB',
  headBytes: 3,
  reads: 'stream',
  firstBytes: [],
  sniff: () => false,
  sniffName: (name) => /\.t?br$/i.test(name),
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const reader = new ChunkReader(chunks);
  const stream = new Stream(reader);
  const content = stream.unpack();
  try {
    // Without any output, it was no stream.
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
  /** The reader is behind the end of the stream. */
  hasEnded = false;
  /** Set when it cannot be fully unpacked: `at its beginning` while all of its input is kept. */
  broken: 'at its beginning' | 'later' | undefined;
  readonly #reader: ChunkReader;
  /** All input while it is small; afterwards the latest piece alone. */
  #kept: Uint8Array[] = [];
  #isAllKept = true;
  #keptBytes = 0;
  #outputBytes = 0;
  /** Window size: how much output the decoder may have to keep. */
  #windowBytes = 0;

  constructor(reader: ChunkReader) {
    this.#reader = reader;
  }

  /** Where `raw` begins. */
  get rawStart(): number {
    return this.#reader.position - this.#keptBytes;
  }

  /** Yields all output, then throws: FormatError when damaged, the reader's `endError` when cut off. */
  async *unpack(): AsyncGenerator<Uint8Array> {
    this.#windowBytes = largeWindowBytes(await this.#reader.peek(2));
    const small = this.#windowBytes === 0 ? unpackSmall(this.#reader.front) : undefined;
    if (small !== undefined) {
      await this.#reader.take(small.consumed);
      this.hasEnded = true;
      return yield small.output;
    }
    const pump = this.#newPump();
    try {
      for (;;) {
        const piece = await this.#reader.some(INPUT_BYTES);
        if (piece === undefined) break;
        this.#keep(piece);
        for await (const output of pump.write(piece)) {
          this.#outputBytes += output.length;
          yield output;
          if (this.#windowBytes > MAX_WINDOW_BYTES && this.#outputBytes > MAX_KEPT_OUTPUT_BYTES) throw this.#tooLarge();
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

  #tooLarge(): FormatError {
    this.#break();
    const [window, most] = [this.#windowBytes, MAX_KEPT_OUTPUT_BYTES].map((bytes) => `${bytes / 2 ** 20} MiB`);
    const message = `the Brotli stream has a window of ${window}: only its first ${most} are unpacked; unpack it before the scan`;
    return new FormatError(message, 'unsupported');
  }

  #newPump(): ZlibPump {
    const params = { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: this.#windowBytes > 0 };
    return new ZlibPump(createBrotliDecompress({ chunkSize: OUTPUT_BYTES, params }));
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

  /** Output that precedes the damage and was not yielded yet. */
  async *#unpackAgain(): AsyncGenerator<Uint8Array> {
    if (!this.#isAllKept) return;
    const pump = this.#newPump();
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

/** @returns undefined when the stream is longer, is cut off or is damaged */
function unpackSmall(input: Uint8Array): { readonly output: Uint8Array; readonly consumed: number } | undefined {
  if (input.length > SMALL_BYTES) return undefined;
  try {
    const chunkSize = Math.max(constants.Z_MIN_CHUNK, Math.min(4 * input.length, SMALL_BYTES));
    const options = { info: true, maxOutputLength: SMALL_BYTES, chunkSize };
    // With `info`, node:zlib returns the engine too; @types/node does not declare that.
    const result = brotliDecompressSync(input, options) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return { output: result.buffer, consumed: result.engine.bytesWritten };
  } catch {
    return undefined;
  }
}

/* Large windows (WindowBits in c/dec/decode.c of Brotli): the byte 11, which RFC 7932 reserves, then 6 bits: log2 of the window. */
/** 0 for a stream without a large window. */
function largeWindowBytes(head: Uint8Array): number {
  return head[0] === 0x11 && head.length > 1 ? 2 ** (head[1]! & 0x3f) : 0;
}
const MAX_WINDOW_BYTES = 64 << 20;
/** The decoder's buffer grows with the output to the next power of two, and needs twice that while it is reallocated. */
const MAX_KEPT_OUTPUT_BYTES = 48 << 20;

function isDamaged({ failure }: ZlibPump): boolean {
  if (failure === undefined) return false;
  if ('code' in failure && /^ERR_+ERROR_FORMAT_/.test(String(failure.code))) return true;
  throw failure;
}
