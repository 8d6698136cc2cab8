/**
 * Connections that begin as HTTP/1.1 and switch to another protocol (RFC 9110, section 7.8): WebSocket, whose messages are yielded, and
 * HTTP/2 (`h2c`, RFC 7540, section 3.2, as Java's client requests it). Reads one direction, as found in a capture.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { beginsMessage, contentLength, FIRST_BYTES, FIRST_LINE_BYTES, headsWith } from './http-head.ts';
import { BEGIN_BYTES, beginsConnection } from './http2-frames.ts';
import { webSocketMessages } from './websocket.ts';
import { beginsFrames } from './websocket-frames.ts';

/** Part of the field name, in either case. */
const UPGRADE = Buffer.from('pgrade:');
const PROTOCOL = /\r\nUpgrade:[ \t]*(websocket|h2c)[ \t]*\r\n/i;
/** Status of a response. */
const STATUS = /HTTP\/1\.[01] ([1-5]\d\d)[ \r]/;
const SWITCHES = '101';

export const httpUpgrade: SourceContainer = {
  id: 'http-upgrade',
  title: 'WebSocket (masked, packed, in frames) and HTTP/2 after an HTTP/1.1 upgrade',
  limits: 'what follows a missing packet (a gap), and connections whose start is missing: only raw bytes',
  reads: 'source',
  headBytes: FIRST_LINE_BYTES,
  keepsLeaf: 'searched',
  firstBytes: FIRST_BYTES,
  notInDecodedText: true,
  sniff: beginsMessage,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry> {
  const ahead = new ReadAheadSource(source);
  let end = 0;
  for (const { head, body } of headsWith(UPGRADE, ahead, budget, () => end)) {
    end = body;
    const status = STATUS.exec(head)?.[1];
    const protocol = PROTOCOL.exec(head)?.[1]?.toLowerCase();
    if (protocol === undefined || (status !== undefined && status !== SWITCHES)) continue;
    // The body of a request precedes the other protocol.
    const from = status === undefined ? body + (contentLength(head) ?? 0) : body;
    if (from >= source.size) continue;
    // A server may refuse; then the next request follows.
    if (protocol === 'websocket' && beginsFrames(ahead, from, status === undefined))
      return yield* webSocketMessages(source, from, budget);
    if (protocol === 'h2c' && beginsConnection(ahead.read(from, Math.min(BEGIN_BYTES, source.size - from))))
      return yield behindUpgrade(source, from);
  }
}

function behindUpgrade(source: ByteSource, from: number): Entry {
  const content = { start: from, end: source.size };
  return {
    name: `HTTP/2 from byte ${from} on`,
    open: () => streamOf(source, from, content.end),
    taken: () => [content],
  };
}
