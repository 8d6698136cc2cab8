/** Captures of a network: TCP over IPv4 or IPv6, over Ethernet and others, in pcap or pcapng. Independent of src. */

export interface Frame {
  readonly from?: number;
  readonly to?: number;
  readonly sequence: number;
  readonly data: string | Uint8Array;
  readonly isSyn?: boolean;
  /** From the second address to the first. */
  readonly isBack?: boolean;
}

export type Link = 'ethernet' | 'vlan' | 'cooked' | 'cooked 2' | 'raw' | 'loopback';
const LINK_TYPES: Readonly<Record<Link, number>> = {
  ...{ ethernet: 1, vlan: 1, cooked: 113, 'cooked 2': 276, raw: 101, loopback: 0 },
};

interface Style {
  readonly format?: 'pcap' | 'pcapng';
  readonly order?: 'little' | 'big';
  readonly link?: Link;
  readonly isIpv6?: boolean;
}

/** RFC 9293, section 3.1; checksums are left out, as network cards have it. */
function tcp({ from = 80, to = 40_000, sequence, data, isSyn = false }: Frame): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt16BE(from, 0);
  header.writeUInt16BE(to, 2);
  header.writeUInt32BE(sequence >>> 0, 4);
  header[12] = 0x60;
  header[13] = isSyn ? 0x12 : 0x18;
  header.set([1, 1, 1, 0], 20);
  return Buffer.concat([header, Buffer.from(data as Uint8Array)]);
}

function ip(payload: Buffer, isIpv6: boolean, isBack = false): Buffer {
  const header = Buffer.alloc(isIpv6 ? 48 : 20);
  header[0] = isIpv6 ? 0x60 : 0x45;
  if (isIpv6) {
    header.writeUInt16BE(8 + payload.length, 4);
    // Options for the target, of eight bytes, come before TCP.
    header[6] = 60;
    header.fill(0x11, 8, 40);
    header[40] = 6;
  } else {
    header.writeUInt16BE(20 + payload.length, 2);
    header[9] = 6;
    header.set([10, 0, 0, isBack ? 2 : 1, 10, 0, 0, isBack ? 1 : 2], 12);
  }
  return Buffer.concat([header, payload]);
}

function link(payload: Buffer, kind: Link, isIpv6: boolean): Buffer {
  const type = Buffer.from(isIpv6 ? [0x86, 0xdd] : [8, 0]);
  // What makes a short frame of Ethernet long enough.
  const padding = Buffer.alloc(Math.max(0, 46 - payload.length), 0x55);
  const before: Readonly<Record<Link, Buffer>> = {
    ethernet: Buffer.concat([Buffer.alloc(12, 2), type]),
    vlan: Buffer.concat([Buffer.alloc(12, 2), Buffer.from([0x81, 0, 0, 7]), type]),
    cooked: Buffer.concat([Buffer.alloc(14), type]),
    'cooked 2': Buffer.concat([type, Buffer.alloc(18)]),
    raw: Buffer.alloc(0),
    loopback: Buffer.from([2, 0, 0, 0]),
  };
  return Buffer.concat([before[kind], payload, kind === 'ethernet' ? padding : Buffer.alloc(0)]);
}

export function buildCapture(
  frames: readonly Frame[],
  { format = 'pcap', order = 'little', link: kind = 'ethernet', isIpv6 = false }: Style = {},
): Buffer {
  const packets = frames.map((frame) => link(ip(tcp(frame), isIpv6, frame.isBack), kind, isIpv6));
  const words = (...numbers: number[]) => {
    const bytes = Buffer.alloc(4 * numbers.length);
    for (const [at, number] of numbers.entries())
      if (order === 'big') bytes.writeUInt32BE(number, 4 * at);
      else bytes.writeUInt32LE(number, 4 * at);
    return bytes;
  };
  const halves = (first: number, second: number) =>
    order === 'big' ? words(first * 0x1_0000 + second) : words(second * 0x1_0000 + first);
  if (format === 'pcap') {
    const head = [words(0xa1b2c3d4), halves(2, 4), words(0, 0, 0x4_0000, LINK_TYPES[kind])];
    return Buffer.concat([...head, ...packets.flatMap((one) => [words(1, 2, one.length, one.length), one])]);
  }
  const block = (type: number, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    return Buffer.concat([words(type, padded.length + 12), padded, words(padded.length + 12)]);
  };
  return Buffer.concat([
    block(0x0a0d0d0a, words(0x1a2b3c4d), halves(1, 0), words(0xffffffff, 0xffffffff)),
    block(1, halves(LINK_TYPES[kind], 0), words(0x4_0000)),
    // A comment in a block that no reader knows.
    block(0x0bad, Buffer.from('nothing')),
    ...packets.map((one, at) =>
      at === 0 ? block(3, words(one.length), one) : block(6, words(0, 1, 2, one.length, one.length), one),
    ),
  ]);
}

/** What a server sends, cut into segments of `size` bytes. */
export function segments(data: string | Uint8Array, size: number, first = 1000): Frame[] {
  const bytes = Buffer.from(data as Uint8Array);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => ({
    sequence: first + index * size,
    data: bytes.subarray(index * size, (index + 1) * size),
  }));
}
