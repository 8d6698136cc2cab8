/**
 * A zlib stream, RFC 1950, as pigz -z, git and PDF writers make: one file without a name. Its magic number is two bytes of many
 * kinds, so the beginning of the deflate stream behind it decides. A wrong Adler-32 is told, the bytes are kept.
 */
import { adler32 } from '../codecs/adler32.ts';
import { deflateHead } from '../codecs/deflate-head.ts';
import { inflateNext, inflateWhole } from '../codecs/inflate.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { occurrences } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { isGitObject } from '../git/git-object.ts';

/** A header of dynamic codes has up to 320 bytes; those of usual fixed codes are known before. */
const HEAD_BYTES = 1024;
const HEADER_BYTES = 2;
const TRAILER_BYTES = 4;

export const zlib: StreamContainer = {
  id: 'zlib',
  title: 'zlib',
  openedBy: 'node:zlib',
  limits: 'streams with a preset dictionary',
  headBytes: HEAD_BYTES,
  yieldsToEnd: true,
  reads: 'stream',
  sniff: (head) => isZlibHead(head) && !isGitObject(head),
  findEmbedded,
  entries,
};

/** CMF and FLG of zlib's four levels with a window of 32 KiB: what nearly all writers make. */
const USUAL_HEADERS = [0x789c, 0x78da, 0x7801, 0x785e].map((header) => Buffer.from([header >> 8, header & 0xff]));

function* findEmbedded(bytes: Uint8Array, start: number, end: number): Generator<number> {
  const found: number[] = [];
  for (const header of USUAL_HEADERS)
    for (const at of occurrences(bytes, header, start, end))
      if (isZlibHead(bytes.subarray(at, at + HEAD_BYTES)) && leadsOn(bytes, at)) found.push(at);
  yield* found.sort((a, b) => a - b);
}

/**
 * Tables of numbers that count up have both lengths of a stored block (those of a parser, in gram.bc of PostgreSQL): behind one that is not
 * the last there has to be another block. Where the bytes end before, what is stored stands there as it is.
 */
function leadsOn(bytes: Uint8Array, at: number): boolean {
  if ((bytes[at + HEADER_BYTES]! & 7) !== 0) return true;
  const end = at + HEADER_BYTES + 5 + (bytes[at + HEADER_BYTES + 1]! | (bytes[at + HEADER_BYTES + 2]! << 8));
  return end < bytes.length && deflateHead(bytes, end) !== 'no';
}

/**
 * Whether a zlib stream begins with these bytes; give 1 KiB, or all that there is. Costs less than a microsecond for nearly all
 * that is none, and is wrong about fewer than one in 100,000 random ones that begin as zlib does. Wrong about a stream of fewer
 * than some hundred bytes that goes on behind `bytes`.
 */
export function isZlibHead(bytes: Uint8Array): boolean {
  if (!isHeader(bytes)) return false;
  const head = deflateHead(bytes, HEADER_BYTES);
  if (typeof head === 'string') return head === 'likely';
  const packed = bytes.subarray(HEADER_BYTES, head.endsAt);
  const data = inflateWhole(packed, MAX_TINY_BYTES, packed.length);
  return typeof data !== 'string' && adlerAt(bytes.subarray(head.endsAt)) === adler32(data.output);
}
/** Fewer than a hundred symbols make no more. */
const MAX_TINY_BYTES = 32 << 10;

/*  0  1  CMF: bits 0 to 3: method, 8 = deflate; 4 to 7: window, 2^(8 + n) bytes, n up to 7
 *  1  1  FLG: bit 5: a preset dictionary is needed; 6 and 7: level; 0 to 4: so that CMF * 256 + FLG is a multiple of 31   */
function isHeader(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES) return false;
  const [cmf, flags] = bytes as unknown as readonly [number, number];
  return (cmf & 15) === 8 && cmf >> 4 <= 7 && (flags & 0x20) === 0 && (cmf * 256 + flags) % 31 === 0;
}

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const stream = new Stream(reader);
  try {
    const header = await reader.take(HEADER_BYTES);
    if (!isHeader(header)) throw reader.endError('expected a zlib header');
    yield { name: 'data', open: () => stream.inflate(), soundUntil: () => 0 };
    if (stream.hasWrongSum) yield { name: 'data', trouble: WRONG_SUM };
    if (stream.isPassed && (await reader.peek(1)).length > 0)
      yield remainder('behind', () => reader.rest(), reader.position);
  } finally {
    await reader.close();
  }
}
const WRONG_SUM = {
  code: 'damaged',
  message: 'the Adler-32 of the zlib stream does not fit the data, which is scanned as it is',
} as const;

class Stream {
  hasWrongSum = false;
  /** The reader stands behind the stream, or where damage was met in it. */
  isPassed = false;
  readonly #reader: ChunkReader;

  constructor(reader: ChunkReader) {
    this.#reader = reader;
  }

  async *inflate(): AsyncGenerator<Uint8Array> {
    let sum = 1;
    try {
      for await (const chunk of inflateNext(this.#reader)) {
        sum = adler32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      this.isPassed = true;
      throw error;
    }
    const trailer = await this.#reader.take(TRAILER_BYTES);
    this.isPassed = true;
    if (trailer.length < TRAILER_BYTES) throw this.#reader.endError('the zlib stream is cut off in its last 4 bytes');
    this.hasWrongSum = adlerAt(trailer) !== sum;
    this.#reader.throwIfFailed();
  }
}

/** Adler-32, its highest byte first. @returns undefined when it is cut off */
function adlerAt(bytes: Uint8Array): number | undefined {
  if (bytes.length < TRAILER_BYTES) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, TRAILER_BYTES).readUInt32BE();
}
