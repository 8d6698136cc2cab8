/**
 * A zlib stream, RFC 1950, as made by pigz -z, git and PDF writers: one file without a name. Its magic number is two bytes with
 * many valid values, so the beginning of the deflate stream behind it decides. A wrong Adler-32 is reported, the bytes are
 * kept.
 */
import { adler32 } from '../checksums/adler32.ts';
import { deflateHead } from '../codecs/deflate-head.ts';
import { inflateNext } from '../codecs/inflate.ts';
import {
  adlerAt,
  isZlibHead,
  isZlibHeader,
  ZLIB_FIRST_BYTES,
  ZLIB_HEAD_BYTES,
  ZLIB_HEADER_BYTES,
} from '../codecs/zlib-head.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { occurrences } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { isGitObject } from '../git/git-object.ts';

const TRAILER_BYTES = 4;

export const zlib: StreamContainer = {
  id: 'zlib',
  title: 'zlib',
  openedBy: 'node:zlib',
  limits: 'streams with a preset dictionary; pixels of a PNG that has them in several chunks',
  headBytes: ZLIB_HEAD_BYTES,
  yieldsToEnd: true,
  reads: 'stream',
  firstBytes: ZLIB_FIRST_BYTES,
  sniff: (head) => isZlibHead(head) && !isGitObject(head),
  findEmbedded,
  entries,
};

/** CMF and FLG of zlib's four levels with a window of 32 KiB: the output of nearly all writers. */
const USUAL_HEADERS = [0x789c, 0x78da, 0x7801, 0x785e].map((header) => Buffer.from([header >> 8, header & 0xff]));

function* findEmbedded(bytes: Uint8Array, start: number, end: number): Generator<number> {
  const found: number[] = [];
  for (const header of USUAL_HEADERS)
    for (const at of occurrences(bytes, header, start, end))
      if (isZlibHead(bytes.subarray(at, at + ZLIB_HEAD_BYTES)) && leadsOn(bytes, at) && !isSplitPicture(bytes, at))
        found.push(at);
  yield* found.sort((a, b) => a - b);
}

/**
 * Tables of ascending numbers can look like both lengths of a stored block (parser tables in gram.bc of PostgreSQL), so a stored block that
 * is not the last must be followed by another. If it extends beyond the bytes, its content is visible anyway.
 */
function leadsOn(bytes: Uint8Array, at: number): boolean {
  if ((bytes[at + ZLIB_HEADER_BYTES]! & 7) !== 0) return true;
  const end =
    at + ZLIB_HEADER_BYTES + 5 + (bytes[at + ZLIB_HEADER_BYTES + 1]! | (bytes[at + ZLIB_HEADER_BYTES + 2]! << 8));
  return end < bytes.length && deflateHead(bytes, end) !== 'no';
}

/**
 * PNG specification, 11.2.3: the pixels of a picture are one stream, which most writers split into chunks of 8 or 64 KiB. The first of them
 * alone would be damaged, and the pictures of a manual use up what may be unpacked from what is damaged in an artifact.
 */
function isSplitPicture(bytes: Uint8Array, at: number): boolean {
  const begin = at - PNG_LENGTH_BYTES - IDAT.length;
  if (begin < 0 || !IDAT.equals(bytes.subarray(at - IDAT.length, at))) return false;
  const size = Buffer.from(bytes.buffer, bytes.byteOffset + begin, PNG_LENGTH_BYTES).readUInt32BE();
  const next = at + size + PNG_CHECKSUM_BYTES + PNG_LENGTH_BYTES;
  return IDAT.equals(bytes.subarray(next, next + IDAT.length));
}
const IDAT = Buffer.from('IDAT');
const PNG_LENGTH_BYTES = 4;
const PNG_CHECKSUM_BYTES = 4;

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const stream = new Stream(reader);
  try {
    const header = await reader.take(ZLIB_HEADER_BYTES);
    if (!isZlibHeader(header)) throw reader.endError('expected a zlib header');
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
  /** The reader is behind the stream, or where damage was met in it. */
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
