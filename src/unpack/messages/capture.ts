/**
 * Captures of a network (pcap, pcapng): what a packet holds is seen as it lies, but a key may begin in one and end in the next. Streams
 * of TCP whose bytes came in several packets are put together, each direction an entry; of HTTP/2 and WebSocket,
 * which pack what they hold, those of one, too.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { CAPTURE_HEAD_BYTES, isPcap, isPcapng, packetsOf } from './capture-packets.ts';
import { HEADERS_BYTES, segmentIn } from './capture-segments.ts';
import { StreamIndex } from './capture-streams.ts';
import { beginsConnection } from './http2-frames.ts';

export const capture: SourceContainer = {
  id: 'packet-capture',
  title: 'packet capture: pcap, pcapng; streams of TCP',
  limits: 'what is encrypted; fragments of IP, and links other than Ethernet, Linux cooked and raw IP, as they lie',
  reads: 'source',
  headBytes: CAPTURE_HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [0xa1, 0xd4, 0x4d, 0x0a],
  sniff: (head) => isPcap(head) || isPcapng(head),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry> {
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
    for (const part of index.parts())
      yield { name: part.name, open: () => joinedPieces(source, part.pieces(), budget) };
    // What goes on behind a capture of many packets begins anew.
    index = new StreamIndex();
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

/** Answer of a server that goes on as another protocol, which may pack what stands in the same packet. */
const SWITCHES = Buffer.from('HTTP/1.1 101');

function isPacked(head: Uint8Array): boolean {
  return beginsConnection(head) || SWITCHES.equals(head.subarray(0, SWITCHES.length));
}
