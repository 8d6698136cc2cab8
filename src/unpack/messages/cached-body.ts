/**
 * Bodies of answers of HTTP, as the caches of browsers keep them: packed as the server sent them (RFC 9110, section 8.4.1). Which are
 * Brotli only the header tells; other codecs begin with a magic number.
 */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { isTextToEnd } from '../container/plausible.ts';

/** A line of a header, whose lines end with CR LF in one browser and with NUL in the other. Of several codings, what was done last. */
const BROTLI = /[\n\0]Content-Encoding:[ \t]*(?:[a-z-]{1,16}[ \t]*,[ \t]*){0,4}br[ \t]*[\r\0]/i;
const SAMPLE_BYTES = 512;

/** None when there is no body. @param header with what stands around it */
export function* cachedBody(source: ByteSource, { start, end }: Range, header: string): Generator<Entry> {
  if (start >= end) return;
  const isBrotli = BROTLI.test(header) && !isTextToEnd(source.read(start, Math.min(SAMPLE_BYTES, end - start)), 0);
  // Its name tells the walker what it is.
  yield { name: isBrotli ? 'body.br' : 'body', open: () => streamOf(source, start, end) };
}
