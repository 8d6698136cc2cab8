/**
 * Bodies in HTTP/1.1 chunks (RFC 9112, section 7.1), where the size lines between chunks would split packed data. Also Brotli bodies,
 * which only the header identifies (RFC 9110, section 8.4.1); other codecs begin with a magic number and are found where they lie.
 * Applies to streams in a capture, and to responses that a program saved with their headers, also in records of WARC (ISO 28500).
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { hasMagic, type Magic, magic, occurrencesIn } from '../container/magic.ts';
import { isTextToEnd } from '../container/plausible.ts';
import { latin1 } from '../container/text.ts';
import { beginsMessage, contentLength, FIRST_BYTES, FIRST_LINE_BYTES, headsWith } from './http-head.ts';

/** Common part of both field names, in either case. */
const ENCODING = Buffer.from('ncoding:');
const CHUNKED = /\r\nTransfer-Encoding:[ \t]*(?:[a-z]{1,16}, ?)?chunked(?![\w-])/i;
/** Of several codings, the last one was applied last. */
const BROTLI = /\r\nContent-Encoding:[ \t]*(?:[a-z-]{1,16}[ \t]*,[ \t]*){0,4}br[ \t]*(?:;[^\r\n]{0,40})?\r\n/i;
const PACKED = /\r\nContent-Encoding:[ \t]*(?:x-)?(gzip|deflate|zstd)[ \t]*\r\n/i;
/** RFC 1952, section 2.3.1; RFC 1950, section 2.2, with the window of 32 KiB that all programs choose; RFC 8878, section 3.1.1. */
const MAGICS: Readonly<Record<string, Magic>> = {
  gzip: magic('1f 8b 08'),
  deflate: magic('78'),
  zstd: magic('28 b5 2f fd'),
};
/** "WARC/" with the version, ISO 28500, annex A. */
const WARC = magic('57 41 52 43 2f');
/** Responses without a body, whatever their fields say. */
const NO_BODY = /HTTP\/[0-9.]{1,3} (?:1\d\d|204|304)[ \r]/;
const PROTOCOL = Buffer.from('HTTP/');
const SAMPLE_BYTES = 512;
/** Limit on Brotli bodies in one leaf: each costs half a millisecond, however short it is. */
const MAX_BODIES = 10_000;

export const httpChunks: SourceContainer = {
  id: 'http-chunks',
  title: 'HTTP messages with chunked or Brotli bodies, also in web archives (.warc)',
  reads: 'source',
  headBytes: FIRST_LINE_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...FIRST_BYTES, WARC.bytes[0]!],
  sniff: (head) => beginsMessage(head) || hasMagic(head, WARC),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const ahead = new ReadAheadSource(source);
  let [end, bodies] = [0, 0];
  for (const { head, body } of headsWith(ENCODING, ahead, budget, () => end)) {
    const isBrotli = BROTLI.test(head) && !NO_BODY.test(head) && !isPlain(ahead, body);
    // The extension tells the walker the format.
    const name = `body at ${body}${isBrotli ? '.br' : ''}`;
    end = body;
    if (isBrotli && ++bodies > MAX_BODIES) {
      const message = `more than ${MAX_BODIES} bodies of Brotli; the others are not unpacked`;
      yield {
        trouble: { code: 'budget', message: atFixedLimit(message, 'cut the file into smaller ones before the scan') },
      };
      return;
    }
    if (CHUNKED.test(head)) {
      const chunks = () => chunksOf(new ReadAheadSource(source, WINDOW_BYTES), body, budget);
      const { count, last, breaksAt } = countOf(chunks());
      // A single chunk is contiguous; what cuts it off may be the next message.
      if (count > 1 || (count > 0 && isBrotli)) {
        end = Math.max(end, last);
        const all = { start: body, end };
        yield { name, open: () => joinedPieces(source, chunks(), budget), taken: () => [all] };
      }
      // A tool that prints a header over an already decoded body leaves no chunks at all.
      if (count > 0 && breaksAt !== undefined)
        yield damaged(`expected the size of a chunk at byte ${breaksAt}; the bytes there are scanned as is`, name);
      if (count > 0) continue;
    }
    if (!isBrotli) {
      if (lacksEnd(source, head, body))
        yield damaged('the bytes end before the body does; what is packed in it is not unpacked to its end', name);
      continue;
    }
    end = endOf(source, head, body, budget);
    const content = { start: body, end };
    if (end > body) yield { name, open: () => streamOf(source, body, content.end), taken: () => [content] };
  }
}

/** Whether the tool that saved it also unpacked it, so that it is plain text. */
function isPlain(source: ByteSource, body: number): boolean {
  return isTextToEnd(source.read(body, Math.min(SAMPLE_BYTES, source.size - body)), 0);
}

/**
 * Whether a packed body is longer than what there is of it, as when a capture lacks a packet. Codecs with a magic number are found where
 * they lie, and there a truncated one is no gap.
 */
function lacksEnd(source: ByteSource, head: string, body: number): boolean {
  const length = contentLength(head);
  if (length === undefined || body + length <= source.size || NO_BODY.test(head)) return false;
  const begin = MAGICS[PACKED.exec(head)?.[1]?.toLowerCase() ?? ''];
  return begin !== undefined && hasMagic(source.read(body, Math.min(4, source.size - body)), begin);
}

/** The end that the head states, or the beginning of the next message. */
function endOf(source: ByteSource, head: string, body: number, budget: Budget): number {
  const length = contentLength(head);
  if (length !== undefined) return Math.min(source.size, body + length);
  for (const at of occurrencesIn(source, PROTOCOL, budget, body))
    if (beginsMessage(source.read(at, Math.min(FIRST_LINE_BYTES, source.size - at)))) return at;
  return source.size;
}

/** @returns `breaksAt`: offset of something that is no chunk */
function countOf(chunks: Generator<Chunk, number | undefined>) {
  let [count, last] = [0, 0];
  for (let step = chunks.next(); ; step = chunks.next()) {
    if (step.done) return { count, last, breaksAt: step.value };
    count++;
    last = step.value.end;
  }
}

interface Chunk {
  readonly start: number;
  readonly end: number;
}

const SIZE_LINE = /^([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]{0,200})?\r\n/;
/** A size line that the end of the bytes cuts off. */
const CUT_SIZE_LINE = /^[0-9A-Fa-f]{0,12}[ \t]*(?:;[^\r\n]{0,200})?\r?$/;
const MAX_SIZE_BYTES = 220;
/** Chunks have some KiB. */
const WINDOW_BYTES = 1 << 16;

/**
 * Up to the last one, or to something that is no chunk, whose offset is returned. The end of the bytes may cut off the
 * last one.
 */
function* chunksOf(source: ByteSource, body: number, budget: Budget): Generator<Chunk, number | undefined> {
  for (let at = body, count = 0; at < source.size; count++) {
    if ((count & 0xfff) === 0) budget.checkTime();
    const text = latin1(source.read(at, Math.min(MAX_SIZE_BYTES, source.size - at)));
    const line = SIZE_LINE.exec(text);
    if (line === null) return CUT_SIZE_LINE.test(text) ? undefined : at;
    const start = at + line[0].length;
    const size = Number.parseInt(line[1]!, 16);
    if (size === 0) return undefined;
    yield { start, end: Math.min(source.size, start + size) };
    at = start + size + 2;
  }
  return undefined;
}
