/**
 * Packets in a capture: libpcap's files (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng), in either byte order.
 * Yields where packets lie, not their content.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';

export interface Packet {
  readonly start: number;
  readonly end: number;
  /** LINKTYPE_ of tcpdump.org, which determines the packet's first header. */
  readonly linkType: number;
}

export const CAPTURE_HEAD_BYTES = 24;

/*  0  4  a1b2c3d4, or a1b23c4d with nanoseconds, in the byte order of all that follows
 *  4  4  version: 2, 4; any other, which may be damage, is read the same
 *  8  8  time zone and accuracy: zero
 * 16  4  longest packet
 * 20  4  link type, and six bits about checksums above it                               */
const PCAP_MAGICS = [0xa1b2c3d4, 0xa1b23c4d];
/*  0  4  0a0d0d0a
 *  4  4  length of the block
 *  8  4  1a2b3c4d, in the byte order of the section                                      */
const SECTION = 0x0a0d0d0a;
const ORDER_MAGIC = 0x1a2b3c4d;

/** Byte order of 16-bit and 32-bit numbers, that of the machine that wrote them. */
type Order = 'little' | 'big';

function numberAt(bytes: Uint8Array, at: number, order: Order, width: 2 | 4 = 4): number {
  let number = 0;
  for (let index = 0; index < width; index++)
    number = number * 256 + bytes[at + (order === 'big' ? index : width - 1 - index)]!;
  return number;
}

function orderOf(bytes: Uint8Array, at: number, magics: readonly number[]): Order | undefined {
  return (['little', 'big'] as const).find((order) => magics.includes(numberAt(bytes, at, order)));
}

export function isPcap(head: Uint8Array): boolean {
  if (head.length < CAPTURE_HEAD_BYTES) return false;
  return orderOf(head, 0, PCAP_MAGICS) !== undefined;
}

export function isPcapng(head: Uint8Array): boolean {
  if (head.length < CAPTURE_HEAD_BYTES || numberAt(head, 0, 'big') !== SECTION) return false;
  return orderOf(head, 8, [ORDER_MAGIC]) !== undefined;
}

/** @throws FormatError after the last packet, when the file ends within one, or continues with something else */
export function* packetsOf(source: ByteSource, budget: Budget): Generator<Packet> {
  const head = source.read(0, CAPTURE_HEAD_BYTES);
  yield* isPcap(head) ? pcapPackets(source, head, budget) : pcapngPackets(source, budget);
}

/*  0  8  time
 *  8  4  bytes that follow
 * 12  4  bytes on the wire  */
const RECORD_BYTES = 16;
/** The longest packet of libpcap is 256 KiB; of USB, 128 MiB. */
const MAX_PACKET_BYTES = 128 << 20;

function* pcapPackets(source: ByteSource, head: Uint8Array, budget: Budget): Generator<Packet> {
  const order = orderOf(head, 0, PCAP_MAGICS)!;
  const linkType = numberAt(head, 20, order) & 0xffff;
  for (let at = CAPTURE_HEAD_BYTES, count = 0; at < source.size; count++) {
    if ((count & 0xfff) === 0) budget.checkTime();
    if (at + RECORD_BYTES > source.size) throw endsEarly(at);
    const start = at + RECORD_BYTES;
    const length = numberAt(source.read(at + 8, 4), 0, order);
    if (length > MAX_PACKET_BYTES) throw isNone(at);
    if (length > source.size - start) throw endsEarly(at);
    at = start + length;
    yield { start, end: at, linkType };
  }
}

/*  0  4  type: 1 interface, 2 and 6 packet, 3 simple packet, 0a0d0d0a section
 *  4  4  length of the block, a multiple of 4
 *     n
 *     4  length again          */
const BLOCK_BYTES = 12;
const [INTERFACE, OLD_PACKET, SIMPLE_PACKET, PACKET] = [1, 2, 3, 6];
/** Where packets begin in the block, and where their length and interface number are. */
const PACKET_FIELDS = { [OLD_PACKET]: { start: 28, length: 20 }, [PACKET]: { start: 28, length: 20 } } as const;
/** More interfaces than any machine has. */
const MAX_INTERFACES = 1 << 12;

function* pcapngPackets(source: ByteSource, budget: Budget): Generator<Packet> {
  let order: Order = 'little';
  let linkTypes: number[] = [];
  for (let at = 0, count = 0; at < source.size; count++) {
    if ((count & 0xfff) === 0) budget.checkTime();
    if (at + BLOCK_BYTES > source.size) throw endsEarly(at);
    const head = source.read(at, Math.min(SIMPLE_START, source.size - at));
    const isSection = numberAt(head, 0, 'big') === SECTION;
    if (isSection) {
      order = orderOf(head, 8, [ORDER_MAGIC]) ?? order;
      linkTypes = [];
    }
    const type = isSection ? SECTION : numberAt(head, 0, order);
    const length = numberAt(head, 4, order);
    if (length < BLOCK_BYTES || length % 4 !== 0) throw isNone(at);
    if (length > source.size - at) throw endsEarly(at);
    if (type === INTERFACE && linkTypes.length < MAX_INTERFACES) linkTypes.push(numberAt(head, 8, order, 2));
    const packet = packetIn(source, { at, length, type, order }, linkTypes);
    if (packet !== undefined) yield packet;
    at += length;
  }
}

const SIMPLE_START = 12;

interface Block {
  readonly at: number;
  readonly length: number;
  readonly type: number;
  readonly order: Order;
}

function packetIn(
  source: ByteSource,
  { at, length, type, order }: Block,
  linkTypes: readonly number[],
): Packet | undefined {
  const end = at + length - 4;
  if (type === SIMPLE_PACKET) {
    if (length < SIMPLE_START + 4) return undefined;
    const bytes = numberAt(source.read(at + 8, 4), 0, order);
    return { start: at + SIMPLE_START, end: Math.min(end, at + SIMPLE_START + bytes), linkType: linkTypes[0] ?? 0 };
  }
  const fields = PACKET_FIELDS[type];
  if (fields === undefined || length < fields.start + 4) return undefined;
  const id = numberAt(source.read(at + 8, 4), 0, order, type === OLD_PACKET ? 2 : 4);
  const bytes = numberAt(source.read(at + fields.length, 4), 0, order);
  return { start: at + fields.start, end: Math.min(end, at + fields.start + bytes), linkType: linkTypes[id] ?? -1 };
}

function endsEarly(at: number): FormatError {
  return new FormatError(`the capture ends inside the packet at offset ${at}; what was captured before it is read`);
}

function isNone(at: number): FormatError {
  return new FormatError(`expected a packet of a capture at offset ${at}, found other bytes; they are scanned as is`);
}
