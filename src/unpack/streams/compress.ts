/**
 * compress (.Z), as ncompress 5.0 reads and writes it; there is no specification. One file that ends with the input: no
 * size and no checksum shows whether it is complete.
 */
import { FormatError } from '../../model/errors.ts';
import { LzwDecoder } from '../codecs/lzw.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer } from '../container/container.ts';
import { occurrences } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

const HEADER_BYTES = 3;
const HEAD_BYTES = 5;
const PIECE_BYTES = 64 << 10;

export const compress: StreamContainer = {
  id: 'compress',
  title: 'compress (.Z)',
  headBytes: HEAD_BYTES,
  reads: 'stream',
  firstBytes: [0x1f],
  sniff: isHead,
  findEmbedded,
  entries,
};

const MAGIC = Buffer.from([0x1f, 0x9d]);
/** Random bytes fail within a few codes: each code must be defined by then. */
const PROOF_BYTES = 64;

function* findEmbedded(bytes: Uint8Array, start: number, end: number): Generator<number> {
  for (const at of occurrences(bytes, MAGIC, start, end))
    if (decodes(bytes.subarray(at, at + HEADER_BYTES + PROOF_BYTES))) yield at;
}

/** Whether the bytes behind a head decode; short ones cannot be told from noise. */
function decodes(bytes: Uint8Array): boolean {
  if (bytes.length < MIN_PROOF_BYTES || !isHead(bytes)) return false;
  const decoder = decoderFor(bytes);
  for (const _ of decoder.write(bytes.subarray(HEADER_BYTES)));
  return !decoder.isDamaged;
}
const MIN_PROOF_BYTES = 32;

function decoderFor(header: Uint8Array): LzwDecoder {
  return new LzwDecoder(header[2]! & 0x1f, (header[2]! & 0x80) !== 0);
}

/*  0  2  magic number = 1f 9d
 *  2  1  bits 0 to 4: the longest code, 9 to 16 bits; 5 and 6: zero; 7: block mode
 *  3  n  codes, the first of 9 bits, which is a byte: its highest bit is zero       */
function isHead(head: Uint8Array): boolean {
  if (head[0] !== 0x1f || head[1] !== 0x9d) return false;
  const bits = (head[2] ?? 0) & 0x7f;
  return (
    bits >= 9 && bits <= 16 && (head.length === HEADER_BYTES || (head.length >= HEAD_BYTES && (head[4]! & 1) === 0))
  );
}

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const reader = new ChunkReader(chunks);
  try {
    const header = await reader.take(HEADER_BYTES);
    if (!isHead(header)) throw reader.endError('expected the header of compress');
    const decoder = decoderFor(header);
    yield { name: 'data', open: () => unpack(reader, decoder) };
    if (decoder.isDamaged) yield remainder('behind', () => reader.rest(), reader.position);
    reader.throwIfFailed();
  } finally {
    await reader.close();
  }
}

/** Yields all output. The piece in which damage is found is put back into the reader. */
async function* unpack(reader: ChunkReader, decoder: LzwDecoder): AsyncGenerator<Uint8Array> {
  for (let piece = await reader.some(PIECE_BYTES); piece !== undefined; piece = await reader.some(PIECE_BYTES)) {
    yield* decoder.write(piece);
    if (!decoder.isDamaged) continue;
    yield* decoder.finish();
    const message = `the data of compress is damaged at or before its byte ${reader.position}`;
    reader.unread(piece.length);
    throw new FormatError(message);
  }
  yield* decoder.finish();
  reader.throwIfFailed();
  if (decoder.isCut) throw new FormatError(`the data of compress is cut off after ${reader.position} bytes`);
}
