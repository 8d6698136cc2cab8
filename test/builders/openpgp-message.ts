/** Writes packets of OpenPGP messages (RFC 9580) and armour around them. Independent of src. */

/** 4.2.1, or 4.2.2 when `old`; `parts`: in parts of 512 bytes and a last one; `indeterminate`: to the end. */
export type LengthStyle = 'new' | 'old' | 'parts' | 'indeterminate';

export function packet(tag: number, body: Uint8Array, style: LengthStyle = 'new'): Buffer {
  if (style === 'indeterminate') return Buffer.concat([Buffer.of(0x83 | (tag << 2)), body]);
  if (style === 'old') {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([Buffer.of(0x82 | (tag << 2)), length, body]);
  }
  const pieces: Uint8Array[] = [Buffer.of(0xc0 | tag)];
  let at = 0;
  for (; style === 'parts' && body.length - at > 512; at += 512)
    pieces.push(Buffer.of(224 + 9), body.subarray(at, at + 512));
  pieces.push(lengthOf(body.length - at), body.subarray(at));
  return Buffer.concat(pieces);
}

function lengthOf(length: number): Buffer {
  if (length < 192) return Buffer.of(length);
  if (length < 8384) return Buffer.of(192 + ((length - 192) >> 8), (length - 192) & 255);
  const five = Buffer.alloc(5, 255);
  five.writeUInt32BE(length, 1);
  return five;
}

/** 5.9 */
export function literalPacket(name: string, data: string | Uint8Array, style?: LengthStyle): Buffer {
  const head = Buffer.concat([Buffer.from('b'), Buffer.of(Buffer.byteLength(name)), Buffer.from(name)]);
  return packet(11, Buffer.concat([head, Buffer.of(0x65, 0x4a, 0x1b, 0x2c), Buffer.from(data)]), style);
}

/** 5.6 */
export function compressedPacket(algorithm: number, packed: Uint8Array, style?: LengthStyle): Buffer {
  return packet(8, Buffer.concat([Buffer.of(algorithm), packed]), style);
}

/** 5.4, version 3 */
export function onePassPacket(): Buffer {
  return packet(4, Buffer.of(3, 0, 10, 1, 1, 2, 3, 4, 5, 6, 7, 8, 1));
}

/** 5.2, version 4, with a notation in its hashed part. */
export function signaturePacket(notation = ''): Buffer {
  const hashed = Buffer.concat([Buffer.of(notation.length + 1, 20), Buffer.from(notation)]);
  const body = [
    Buffer.of(4, 0, 1, 10, 0, hashed.length),
    hashed,
    Buffer.of(0, 0, 1, 2, 0, 128),
    Buffer.alloc(16, 0x99),
  ];
  return packet(2, Buffer.concat(body));
}

/** 5.3, version 4, and what is encrypted with it (5.13). */
export function passwordMessage(ciphertext: Uint8Array): Buffer {
  const key = packet(3, Buffer.of(4, 9, 3, 10, 1, 2, 3, 4, 5, 6, 7, 8, 0xff));
  return Buffer.concat([key, packet(18, Buffer.concat([Buffer.of(1), ciphertext]))]);
}

/** 6.2 */
export function armoured(bytes: Uint8Array, { sum = crc24(bytes), lines = '' } = {}): string {
  const digits = Buffer.from(bytes).toString('base64').replaceAll(/.{64}/g, '$&\n');
  const told = Buffer.of(sum >> 16, (sum >> 8) & 255, sum & 255).toString('base64');
  return `-----BEGIN PGP MESSAGE-----\n${lines}\n${digits}\n=${told}\n-----END PGP MESSAGE-----\n`;
}

/** 6.1.1, bit by bit. */
export function crc24(bytes: Uint8Array): number {
  let sum = 0xb704ce;
  for (const byte of bytes) {
    sum ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      sum <<= 1;
      if (sum & 0x1000000) sum ^= 0x1864cfb;
    }
  }
  return sum & 0xffffff;
}
