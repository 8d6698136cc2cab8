/** Extracts the TCP segment of a packet (RFC 9293): its stream, and its position in that. Skips link and IP headers. */

export interface Segment {
  /** Addresses and ports, joined to a name of this direction. */
  readonly stream: string;
  /** Of the first byte, modulo 2^32. */
  readonly sequence: number;
  readonly isFirst: boolean;
  /** Start of the payload in the packet. */
  readonly start: number;
  readonly end: number;
}

/** Bytes inspected: more than the headers of any network. */
export const HEADERS_BYTES = 256;

const [IPV4, IPV6, VLAN, VLAN_OUTER, PPPOE] = [0x0800, 0x86dd, 0x8100, 0x88a8, 0x8864];
const [NULL, ETHERNET, RAW_BSD, RAW_OPENBSD, RAW, LOOP, COOKED, COOKED_2] = [0, 1, 12, 14, 101, 108, 113, 276];
const [LINK_IPV4, LINK_IPV6] = [228, 229];
const TCP = 6;
const MAX_TAGS = 4;

/** @param head the first `HEADERS_BYTES` of the packet, or all of it. @param length of the captured part of the packet */
export function segmentIn(head: Uint8Array, length: number, linkType: number): Segment | undefined {
  const ip = ipStart(head, linkType);
  if (ip < 0 || ip >= head.length) return undefined;
  const version = head[ip]! >> 4;
  if (version === 4) return fromIpv4(head, ip, length);
  return version === 6 ? fromIpv6(head, ip, length) : undefined;
}

/** Offset of the IP header; -1 when there is none. */
function ipStart(head: Uint8Array, linkType: number): number {
  switch (linkType) {
    case ETHERNET:
      return behindType(head, 12);
    case COOKED:
      return behindType(head, 14);
    case COOKED_2:
      return isIp(wordAt(head, 0)) ? 20 : -1;
    case NULL:
    case LOOP:
      return 4;
    case RAW:
    case RAW_BSD:
    case RAW_OPENBSD:
    case LINK_IPV4:
    case LINK_IPV6:
      return 0;
    default:
      return -1;
  }
}

/** Behind the EtherType at `at`, and any VLAN tags. */
function behindType(head: Uint8Array, at: number): number {
  let type = at;
  for (let tags = 0; tags < MAX_TAGS && [VLAN, VLAN_OUTER].includes(wordAt(head, type)); tags++) type += 4;
  if (wordAt(head, type) === PPPOE) return type + 10;
  return isIp(wordAt(head, type)) ? type + 2 : -1;
}

function isIp(type: number): boolean {
  return type === IPV4 || type === IPV6;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** RFC 791, section 3.1. Fragments of a packet are not reassembled. */
function fromIpv4(head: Uint8Array, ip: number, length: number): Segment | undefined {
  const isPiece = (wordAt(head, ip + 6) & 0x3fff) !== 0;
  if (head[ip + 9] !== TCP || isPiece) return undefined;
  // Zero where the network card does the segmentation.
  const total = wordAt(head, ip + 2);
  const end = total === 0 ? length : Math.min(length, ip + total);
  const addresses = { source: head.subarray(ip + 12, ip + 16), target: head.subarray(ip + 16, ip + 20) };
  return fromTcp(head, { tcp: ip + 4 * (head[ip]! & 15), end, ...addresses });
}

/** IPv6 extension headers that another header may follow: hop by hop, routing, options. */
const EXTENSIONS = [0, 43, 60];
const MAX_EXTENSIONS = 8;

/** RFC 8200, section 3. */
function fromIpv6(head: Uint8Array, ip: number, length: number): Segment | undefined {
  let [next, tcp] = [head[ip + 6] ?? -1, ip + 40];
  for (let count = 0; count < MAX_EXTENSIONS && EXTENSIONS.includes(next); count++) {
    next = head[tcp] ?? -1;
    tcp += 8 + 8 * (head[tcp + 1] ?? 0);
  }
  if (next !== TCP) return undefined;
  const payload = wordAt(head, ip + 4);
  const end = payload === 0 ? length : Math.min(length, ip + 40 + payload);
  return fromTcp(head, { tcp, end, source: head.subarray(ip + 8, ip + 24), target: head.subarray(ip + 24, ip + 40) });
}

interface Addressed {
  readonly tcp: number;
  readonly end: number;
  readonly source: Uint8Array;
  readonly target: Uint8Array;
}

const TCP_BYTES = 20;
const SYN = 2;

function fromTcp(head: Uint8Array, { tcp, end, source, target }: Addressed): Segment | undefined {
  if (tcp + TCP_BYTES > head.length) return undefined;
  const start = tcp + 4 * (head[tcp + 12]! >> 4);
  if (start < tcp + TCP_BYTES) return undefined;
  const isFirst = (head[tcp + 13]! & SYN) !== 0;
  const sequence = wordAt(head, tcp + 4) * 0x1_0000 + wordAt(head, tcp + 6) + (isFirst ? 1 : 0);
  const stream = `${ending(source, wordAt(head, tcp))} to ${ending(target, wordAt(head, tcp + 2))}`;
  return { stream, sequence: sequence % 0x1_0000_0000, isFirst, start, end: Math.max(start, end) };
}

/** An address and a port in the form of RFC 5952, but with zeros not compressed. */
function ending(address: Uint8Array, port: number): string {
  if (address.length === 4) return `${address.join('.')}:${port}`;
  const words = Array.from({ length: 8 }, (_, index) => wordAt(address, 2 * index).toString(16));
  return `[${words.join(':')}]:${port}`;
}
