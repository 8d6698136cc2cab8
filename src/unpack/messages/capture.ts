/**
 * Network captures (pcap, pcapng). The content of a packet is scanned as is, but a key may begin in one and end in the next. TCP
 * streams with bytes from several packets are reassembled, each direction an entry; HTTP/2 and WebSocket streams, which pack their
 * content, even if they consist of one.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { latin1 } from '../container/text.ts';
import { CAPTURE_HEAD_BYTES, isPcap, isPcapng, packetsOf } from './capture-packets.ts';
import { HEADERS_BYTES, segmentIn } from './capture-segments.ts';
import { MAX_SEGMENTS, MAX_STREAMS, StreamIndex } from './capture-streams.ts';
import { beginsConnection } from './http2-frames.ts';

export const capture: SourceContainer = {
  id: 'packet-capture',
  title: 'packet capture: pcap, pcapng; TCP streams',
  limits: 'encrypted traffic; IP fragments, and links other than Ethernet, Linux cooked and raw IP: only raw bytes',
  reads: 'source',
  headBytes: CAPTURE_HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [0xa1, 0xd4, 0x4d, 0x0a],
  sniff: (head) => isPcap(head) || isPcapng(head),
  entries,
};

const NO_FRAMES =
  'they hold WebSocket or HTTP/2, where the beginning of a frame cannot be found from the middle; from here on they are scanned as is';
const TORN = {
  missing: { code: 'damaged', message: `packets before these are missing, and ${NO_FRAMES}` },
  before: {
    code: 'budget',
    message: atFixedLimit(
      `these go on after ${MAX_SEGMENTS} packets or ${MAX_STREAMS} streams, and ${NO_FRAMES}`,
      'cut the capture by connections before the scan',
    ),
  },
} as const;

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const ahead = new ReadAheadSource(source);
  let index = new StreamIndex();
  const packets = packetsOf(ahead, budget);
  let failure: unknown;
  for (let isDone = false; !isDone; ) {
    try {
      isDone = fill(index, ahead, packets);
    } catch (error) {
      [failure, isDone] = [error, true];
    }
    for (const part of index.parts()) {
      if (part.torn !== undefined) yield { trouble: TORN[part.torn], name: part.name };
      yield { name: part.name, open: () => joinedPieces(source, part.pieces(), budget) };
    }
    // After this many packets, the next part of the capture begins with a new index.
    index = new StreamIndex(index.packed());
  }
  if (failure !== undefined) throw failure;
}

/** @returns whether there are no more packets; false when the index is full */
function fill(
  index: StreamIndex,
  source: ByteSource,
  packets: Iterator<{ start: number; end: number; linkType: number }>,
): boolean {
  while (!index.isFull) {
    const { value: packet, done } = packets.next();
    if (done) return true;
    const length = packet.end - packet.start;
    const head = source.read(packet.start, Math.min(length, HEADERS_BYTES));
    const segment = segmentIn(head, length, packet.linkType);
    if (segment === undefined) continue;
    index.add(segment, packet.start, isPacked(head.subarray(segment.start, segment.end)));
  }
  return false;
}

/** A response that switches to another protocol, which may pack content of the same packet. */
const SWITCHES = Buffer.from('HTTP/1.1 101');
/** `docker attach` switches with `Upgrade: tcp`, `kubectl exec` with `SPDY/3.1`: their content is plain. */
const SWITCHES_TO_OTHER = /\r\nUpgrade:[ \t]*(?!websocket|h2c|[ \t])/i;

function isPacked(head: Uint8Array): boolean {
  if (!SWITCHES.equals(head.subarray(0, SWITCHES.length))) return beginsConnection(head);
  return !SWITCHES_TO_OTHER.test(latin1(head));
}
