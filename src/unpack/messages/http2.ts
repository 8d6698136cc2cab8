/**
 * HTTP/2 without TLS (RFC 9113), one direction of a connection, as found in a capture. Headers are packed with HPACK, and most of their
 * text with Huffman codes, so no token in them is visible; frames split bodies.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { type Field, HpackDecoder } from './hpack.ts';
import {
  BEGIN_BYTES,
  beginsConnection,
  CONTINUATION,
  DATA,
  END_HEADERS,
  FIRST_BYTES,
  type Frame,
  framesOf,
  HEADERS,
  PUSH_PROMISE,
} from './http2-frames.ts';

export const http2: SourceContainer = {
  id: 'http2',
  title: 'HTTP/2: headers (HPACK), bodies in frames',
  limits: 'what follows a missing packet (a gap): only raw bytes',
  reads: 'source',
  headBytes: BEGIN_BYTES,
  keepsLeaf: 'searched',
  firstBytes: FIRST_BYTES,
  notInDecodedText: true,
  sniff: beginsConnection,
  entries,
};

/** Limit on frames with pieces of bodies, to bound memory; a body that continues beyond it begins anew. */
const MAX_PIECES = 1 << 18;
/** Limit for one block of headers: servers accept some 16 to 256 KiB. */
const MAX_BLOCK_BYTES = 1 << 20;
/** Limit on streams with Brotli bodies: a later one is scanned as is. */
const MAX_PACKED_STREAMS = 1 << 16;
/** Handed on at a time. */
const BATCH_CHARACTERS = 1 << 16;

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry> {
  const ofBrotli = new Set<number>();
  yield { name: 'headers', open: () => headerText(source, ofBrotli, budget) };
  let [bodies, count] = [new Map<number, Frame[]>(), 0];
  try {
    for (const frame of framesOf(new ReadAheadSource(source), budget)) {
      if (frame.type !== DATA || frame.start === frame.end) continue;
      const pieces = bodies.get(frame.stream);
      if (pieces === undefined) bodies.set(frame.stream, [frame]);
      else pieces.push(frame);
      if (++count < MAX_PIECES) continue;
      const full = bodies;
      [bodies, count] = [new Map(), 0];
      yield* bodiesOf(source, full, ofBrotli, budget);
    }
  } catch (error) {
    // Reported already by the headers, which read the same frames.
    if (!(error instanceof FormatError)) throw error;
  }
  yield* bodiesOf(source, bodies, ofBrotli, budget);
}

/**
 * Bodies in several frames, and Brotli bodies, which have no magic number; other content of a single frame is seen as
 * it lies.
 */
function* bodiesOf(
  source: ByteSource,
  bodies: ReadonlyMap<number, readonly Frame[]>,
  ofBrotli: ReadonlySet<number>,
  budget: Budget,
): Generator<Entry> {
  for (const [stream, pieces] of bodies) {
    const isBrotli = ofBrotli.has(stream);
    if (pieces.length === 1 && !isBrotli) continue;
    yield {
      // The extension tells the walker the format.
      name: `body of stream ${stream}${isBrotli ? '.br' : ''}`,
      taken: () => pieces,
      open: () => joinedPieces(source, pieces, budget),
    };
  }
}

/** All header blocks, one field a line and a blank line after each block, as in HTTP/1.1. */
async function* headerText(source: ByteSource, ofBrotli: Set<number>, budget: Budget): AsyncGenerator<Uint8Array> {
  let text = '';
  let failure: unknown;
  try {
    for (const line of headerLines(source, ofBrotli, budget)) {
      text += line;
      if (text.length < BATCH_CHARACTERS) continue;
      budget.checkTime();
      yield Buffer.from(text, 'latin1');
      text = '';
    }
  } catch (error) {
    failure = error;
  }
  if (text !== '') yield Buffer.from(text, 'latin1');
  if (failure !== undefined) throw failure;
}

function* headerLines(source: ByteSource, ofBrotli: Set<number>, budget: Budget): Generator<string> {
  const decoder = new HpackDecoder();
  for (const { stream, at, bytes, isCut } of blocksOf(new ReadAheadSource(source), budget)) {
    try {
      for (const field of decoder.fields(bytes, isCut)) {
        if (isBrotli(field) && ofBrotli.size < MAX_PACKED_STREAMS) ofBrotli.add(stream);
        yield `${field.name}: ${field.value}\r\n`;
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new FormatError(
        `the headers at offset ${at} cannot be read (${error.message}); from there on they are scanned as is`,
      );
    }
    yield '\r\n';
  }
}

function isBrotli({ name, value }: Field): boolean {
  return name === 'content-encoding' && /(?:^|,) ?br$/.test(value);
}

interface Block {
  readonly stream: number;
  /** Offset of its first frame. */
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly isCut: boolean;
}

/** A block may continue in further frames, directly behind its first one (section 4.3). */
function* blocksOf(source: ByteSource, budget: Budget): Generator<Block> {
  let first: Frame | undefined;
  let parts: Uint8Array[] = [];
  let length = 0;
  const block = (isCut: boolean): Block => ({ ...first!, bytes: Buffer.concat(parts), isCut });
  for (const frame of framesOf(source, budget)) {
    const { type, flags, start, end, at } = frame;
    const isFirst = type === HEADERS || type === PUSH_PROMISE;
    if (first !== undefined ? type !== CONTINUATION : type === CONTINUATION)
      throw new FormatError(`the frame at offset ${at} is not the one that the headers before it need`);
    if (!isFirst && type !== CONTINUATION) continue;
    if (isFirst) [first, parts, length] = [frame, [], 0];
    length += end - start;
    if (length > MAX_BLOCK_BYTES) throw new FormatError(`the headers at offset ${first!.at} are longer than 1 MiB`);
    // An empty view would keep the whole read-ahead buffer alive.
    if (start < end) parts.push(source.read(start, end - start));
    if ((flags & END_HEADERS) === 0 && !frame.isCut) continue;
    yield block(frame.isCut);
    first = undefined;
  }
  if (first !== undefined) yield block(true);
}
