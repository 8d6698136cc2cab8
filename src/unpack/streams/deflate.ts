/**
 * A bare deflate stream, RFC 1951: what `gzinflate` of PHP, `DeflateStream` of .NET and the redirect binding of SAML read, and a page of
 * draw.io, usually in base64. It has no magic number, so it is opened only if its dynamic codes are complete, and if it ends where the
 * bytes end.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { deflateHead } from '../codecs/deflate-head.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { ZLIB_HEAD_BYTES } from '../codecs/zlib-head.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, SourceContainer } from '../container/container.ts';

/**
 * Bits 1 and 2 of the first byte say how the first block is packed: here, with codes that precede it. Bit 0: whether it is the last
 * one.
 */
const METHOD_MASK = 0b110;
const OWN_CODES = 0b100;

export const deflate: SourceContainer = {
  id: 'deflate',
  title: 'raw deflate with dynamic codes (gzinflate, DeflateStream, draw.io)',
  openedBy: 'node:zlib',
  limits: 'streams that do not end with the file or text',
  reads: 'source',
  keepsLeaf: 'searched',
  isCodec: true,
  headBytes: ZLIB_HEAD_BYTES,
  firstBytes: Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => (byte & METHOD_MASK) === OWN_CODES),
  sniff: (head) => head.length > 0 && (head[0]! & METHOD_MASK) === OWN_CODES && deflateHead(head, 0) === 'likely',
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry> {
  if (!(await endsWith(source, budget))) return;
  const open = (): AsyncGenerator<Uint8Array> => inflateNext(new ChunkReader(streamOf(source)));
  yield { name: 'data', open, taken: () => [{ start: 0, end: source.size }] };
}

/**
 * Nearly all random data breaks off within a few bytes. A stream that exceeds the limit for an entry counts as one; the walk reports the
 * limit.
 */
async function endsWith(source: ByteSource, budget: Budget): Promise<boolean> {
  const reader = new ChunkReader(streamOf(source));
  let bytes = 0;
  try {
    for await (const chunk of inflateNext(reader)) {
      budget.checkTime();
      bytes += chunk.length;
      if (bytes > budget.limits.maxEntryBytes) return true;
    }
    return reader.position === source.size;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  } finally {
    await reader.close();
  }
}
