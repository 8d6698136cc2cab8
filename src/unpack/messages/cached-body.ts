/**
 * Bodies of HTTP responses as browser caches keep them: packed as the server sent them (RFC 9110, section 8.4.1). Only the header
 * tells that one is Brotli; other codecs begin with a magic number.
 */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { isTextToEnd } from '../container/plausible.ts';

/** A header line; lines end with CR LF in one browser and with NUL in the other. Of several codings, the last one was applied last. */
const BROTLI = /[\n\0]Content-Encoding:[ \t]*(?:[a-z-]{1,16}[ \t]*,[ \t]*){0,4}br[ \t]*[\r\0]/i;
const SAMPLE_BYTES = 512;

/** Yields nothing when there is no body. @param header possibly with surrounding bytes */
export function* cachedBody(source: ByteSource, { start, end }: Range, header: string): Generator<Entry> {
  if (start >= end) return;
  const isBrotli = BROTLI.test(header) && !isTextToEnd(source.read(start, Math.min(SAMPLE_BYTES, end - start)), 0);
  // The extension tells the walker the format.
  yield { name: isBrotli ? 'body.br' : 'body', open: () => streamOf(source, start, end) };
}
