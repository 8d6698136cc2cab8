/** Writes messages of CMS (RFC 5652) with all lengths left open, as programs do that do not know them. Shares no code with what reads them. */

const OPEN = 0x80;
const END = Buffer.alloc(2);

/** @param arc behind 1.2.840.113549.1 */
const objectIdentifier = (...arc: number[]): Buffer =>
  Buffer.from([0x06, 6 + arc.length, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, ...arc].with(1, 7 + arc.length));
const open = (tag: number, ...parts: Uint8Array[]): Buffer => Buffer.concat([Buffer.from([tag, OPEN]), ...parts, END]);

export const DATA = objectIdentifier(7, 1);
const SIGNED_DATA = objectIdentifier(7, 2);
const COMPRESSED_DATA = objectIdentifier(9, 16, 1, 9);
const VERSION = Buffer.from([0x02, 0x01, 0x01]);

/** An OCTET STRING, and its length in as few bytes as there can be. */
export function octets(bytes: Uint8Array): Buffer {
  const length = bytes.length < OPEN ? [bytes.length] : [0x82, bytes.length >> 8, bytes.length & 0xff];
  return Buffer.concat([Buffer.from([0x04, ...length]), bytes]);
}

/** @param pieceBytes less than 64 KiB */
export function inPieces(data: Uint8Array, pieceBytes: number): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < data.length; at += pieceBytes) pieces.push(octets(data.subarray(at, at + pieceBytes)));
  return open(0x24, ...pieces);
}

export function messageOf(type: Buffer, content: Uint8Array): Buffer {
  return open(0x30, type, open(0xa0, content));
}

export function signedInPieces(data: Uint8Array, pieceBytes: number, certificate: Uint8Array): Buffer {
  const algorithms = open(0x31, open(0x30, objectIdentifier(1, 11)));
  const inner = messageOf(DATA, inPieces(data, pieceBytes));
  return messageOf(SIGNED_DATA, open(0x30, VERSION, algorithms, inner, open(0xa0, certificate)));
}

/** @param packed by zlib */
export function compressedInPieces(packed: Uint8Array, pieceBytes: number): Buffer {
  const algorithm = open(0x30, objectIdentifier(9, 16, 3, 8));
  return messageOf(
    COMPRESSED_DATA,
    open(0x30, VERSION.with(2, 0), algorithm, messageOf(DATA, inPieces(packed, pieceBytes))),
  );
}
