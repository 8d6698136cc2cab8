/**
 * Bodies that HTTP/1.1 sends in chunks (RFC 9112, section 7.1): what is packed in one is cut by the sizes between them. Other bodies are
 * seen as they lie. In streams that a capture holds, and in answers that a program saved with their headers.
 */
import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { ReadAheadSource } from '../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from './container.ts';
import { damaged } from './damaged.ts';
import { joinedPieces } from './joined-pieces.ts';
import { occurrencesIn } from './magic.ts';

const HEAD_BYTES = 64;
const FIRST_LINE = /^(?:HTTP\/1\.[01] [1-5]\d\d[ \r]|(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) [/h*])/;
const CHUNKED = Buffer.from('chunked');
const FIELD = /\r\nTransfer-Encoding:[ \t]*(?:[a-z]{1,16}, ?)?$/i;
const MOST_FIELD_BYTES = 64;
/** Of the fields behind this one: more than servers take. */
const MOST_HEADER_BYTES = 16 << 10;

export const httpChunks: SourceContainer = {
  id: 'http-chunks',
  title: 'HTTP/1.1 messages with bodies in chunks',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...Buffer.from('HGPDO')],
  sniff: (head) => FIRST_LINE.test(latin1(head.subarray(0, HEAD_BYTES))),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const ahead = new ReadAheadSource(source);
  let [end, body] = [0, -1];
  for (const at of occurrencesIn(source, CHUNKED, budget)) {
    if (at < end) continue;
    const before = Math.max(0, at - MOST_FIELD_BYTES);
    if (!FIELD.test(latin1(ahead.read(before, at - before)))) continue;
    if (body <= at) body = behindHeaders(ahead, at);
    if (body < 0) continue;
    const start = body;
    const chunks = () => chunksOf(new ReadAheadSource(source, WINDOW_BYTES), start, budget);
    const { count, last, breaksAt } = countOf(chunks());
    end = last;
    const name = `body at ${start}`;
    // One chunk lies there as a whole.
    if (count > 1) yield { name, packedAt: { start, end }, open: () => joinedPieces(source, chunks(), budget) };
    // What prints a header over a body that was put together already has no chunk at all.
    if (count > 0 && breaksAt !== undefined)
      yield damaged(`expected the size of a chunk at byte ${breaksAt}; what stands there is scanned as it lies`, name);
  }
}

/** @returns `breaksAt`: where something else than a chunk stands */
function countOf(chunks: Generator<Chunk, number | undefined>) {
  let [count, last] = [0, 0];
  for (let step = chunks.next(); ; step = chunks.next()) {
    if (step.done) return { count, last, breaksAt: step.value };
    count++;
    last = step.value.end;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** -1 when the header does not end soon. */
function behindHeaders(source: ByteSource, at: number): number {
  const bytes = source.read(at, Math.min(MOST_HEADER_BYTES, source.size - at));
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('\r\n\r\n');
  return end < 0 ? -1 : at + end + 4;
}

interface Chunk {
  readonly start: number;
  readonly end: number;
}

const SIZE_LINE = /^([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]{0,200})?\r\n/;
/** The bytes end in it. */
const CUT_SIZE_LINE = /^[0-9A-Fa-f]{0,12}[ \t]*(?:;[^\r\n]{0,200})?\r?$/;
const MOST_SIZE_BYTES = 220;
/** Chunks are some KiB. */
const WINDOW_BYTES = 1 << 16;

/** To the last one, or to where something else stands, which is returned. The end of the bytes may cut the last. */
function* chunksOf(source: ByteSource, body: number, budget: Budget): Generator<Chunk, number | undefined> {
  for (let at = body, count = 0; at < source.size; count++) {
    if ((count & 0xfff) === 0) budget.checkTime();
    const text = latin1(source.read(at, Math.min(MOST_SIZE_BYTES, source.size - at)));
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
