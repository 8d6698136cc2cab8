/** Heads of OpenPGP packets, RFC 9580, section 4.2, and checks of their bodies that confirm them. */

/** Section 5: the packets that a message consists of. */
export const TAG = {
  keyOfRecipient: 1,
  signature: 2,
  keyOfPassword: 3,
  onePassSignature: 4,
  compressed: 8,
  encrypted: 9,
  marker: 10,
  literal: 11,
  encryptedWithSum: 18,
  encryptedWithAead: 20,
} as const;

export const ENCRYPTED_TAGS: readonly number[] = [TAG.encrypted, TAG.encryptedWithSum, TAG.encryptedWithAead];

export interface PacketHead {
  readonly tag: number;
  /** Size of the head itself. */
  readonly headBytes: number;
  /** Size of the body, or of its first part when `isPartial`; infinite for a body that extends to the end. */
  readonly bodyBytes: number;
  readonly isPartial: boolean;
}

/** The longest head: a tag and a length of five bytes. */
export const MAX_PACKET_HEAD_BYTES = 6;

/*  0  1  bit 7: always 1; bit 6: new format, and the tag in the other six (4.2.1)
 *        old format: the tag in bits 5 to 2, and in bits 1 and 0 how the length is written (4.2.2): 1, 2, 4 bytes, or to the end
 *  1  n  length                                                                                                              */
export function packetHead(bytes: Uint8Array, at: number): PacketHead | undefined {
  const first = bytes[at];
  if (first === undefined || first < 0x80) return undefined;
  if (first >= 0xc0) {
    const length = bodyLength(bytes, at + 1);
    return length && { tag: first & 0x3f, ...length, headBytes: 1 + length.headBytes };
  }
  const tag = (first >> 2) & 15;
  if ((first & 3) === 3) return { tag, headBytes: 1, bodyBytes: Number.POSITIVE_INFINITY, isPartial: false };
  const width = 1 << (first & 3);
  const bodyBytes = bigEndian(bytes, at + 1, width);
  return bodyBytes === undefined ? undefined : { tag, headBytes: 1 + width, bodyBytes, isPartial: false };
}

/**
 * 4.2.1: up to 191: the length; up to 223: the first of two bytes; 255: four follow; else a power of two, after which
 * another length follows.
 */
export function bodyLength(bytes: Uint8Array, at: number): Omit<PacketHead, 'tag'> | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 192) return { headBytes: 1, bodyBytes: first, isPartial: false };
  if (first >= 224 && first < 255) return { headBytes: 1, bodyBytes: 2 ** (first & 0x1f), isPartial: true };
  const bodyBytes = first === 255 ? bigEndian(bytes, at + 1, 4) : bigEndian(bytes, at, 2);
  if (bodyBytes === undefined) return undefined;
  if (first === 255) return { headBytes: 5, bodyBytes, isPartial: false };
  return { headBytes: 2, bodyBytes: bodyBytes - (192 << 8) + 192, isPartial: false };
}

function bigEndian(bytes: Uint8Array, at: number, width: number): number | undefined {
  if (at + width > bytes.length) return undefined;
  let value = 0;
  for (let index = at; index < at + width; index++) value = value * 256 + bytes[index]!;
  return value;
}

/*  5.9, literal data:
 *  0  1  b, t or u; l, 1 and m of old
 *  1  1  length of the name
 *  2  n  name
 *  .  4  date, seconds since 1970, 0 for none
 *  .  .  the data                               */
const LITERAL_FORMATS = Buffer.from('btul1m');
/** PGP dates from 1991. */
const FIRST_SECOND = 0x28000000;

/** What precedes the data in a literal packet; undefined when `body`, its first bytes, is invalid or too short. */
export function literalHead(body: Uint8Array): { readonly name: Uint8Array; readonly headBytes: number } | undefined {
  const nameEnd = 2 + (body[1] ?? 0);
  const date = bigEndian(body, nameEnd, 4);
  return date === undefined ? undefined : { name: body.subarray(2, nameEnd), headBytes: nameEnd + 4 };
}
export const MAX_LITERAL_HEAD_BYTES = 2 + 255 + 4;

function isLiteral(body: Uint8Array, { bodyBytes }: PacketHead): boolean {
  const head = literalHead(body);
  if (head === undefined || !LITERAL_FORMATS.includes(body[0]!) || head.headBytes > bodyBytes) return false;
  const date = bigEndian(body, head.headBytes - 4, 4)!;
  return (date === 0 || date >= FIRST_SECOND) && head.name.every((byte) => byte >= 0x20 && byte !== 0x7f);
}

/*  5.4, one-pass signature:  0  1  version 3 or 6   1  1  type   2  1  hash   3  1  algorithm of the key
 *       version 3:           4  8  key             12  1  whether another follows, 0 or 1            */
function isOnePassSignature(body: Uint8Array, { bodyBytes }: PacketHead): boolean {
  const [version, type = 255, hash = 255] = body;
  if (type > 1 || hash > 14) return false;
  return version === 3 ? bodyBytes === 13 && body[12]! <= 1 : version === 6 && bodyBytes > 38 && bodyBytes < 256;
}

/*  5.1, a key for a recipient:  0  1  version 3   1  8  key   9  1  its algorithm   10  .  a number, its bits in two bytes: of
 *                                               RSA all there is, of the others followed by more; X25519 and X448 have none
 *       version 6:              0  1  6   1  1  length of the key's name, with its version: 0, 21 or 33                     */
function isKeyOfRecipient(body: Uint8Array, { bodyBytes }: PacketHead): boolean {
  if (body[0] === 6) return [0, 21, 33].includes(body[1] ?? 255) && bodyBytes > 40 && bodyBytes < 4096;
  if (body[0] !== 3) return false;
  const algorithm = body[9] ?? 0;
  if (NATIVE.includes(algorithm)) return bodyBytes > 50 && bodyBytes < 256;
  const numberBytes = ((bigEndian(body, 10, 2) ?? 0) + 7) >> 3;
  const left = bodyBytes - 12 - numberBytes;
  if (numberBytes < 16) return false;
  return RSA.includes(algorithm) ? left === 0 : WITH_MORE.includes(algorithm) && left > 8 && left < 4096;
}
const RSA: readonly number[] = [1, 2];
/** ElGamal and ECDH. */
const WITH_MORE: readonly number[] = [16, 18, 20];
/** X25519 and X448. */
const NATIVE: readonly number[] = [25, 26];

/*  5.3, a key for a password:  0  1  version 4   1  1  cipher, 1 to 13   2  1  kind of S2K: 0, 1, 3, 4   3  1  hash
 *       versions 5 and 6:      0  1  5 or 6      1  1  (6: length of what follows, then) cipher, AEAD mode …   */
function isKeyOfPassword(body: Uint8Array, { bodyBytes }: PacketHead): boolean {
  const [version, second = 0, third = 255, fourth = 255] = body;
  if (bodyBytes < 4 || bodyBytes > 128) return false;
  if (version === 4)
    return second >= 1 && second <= 13 && [0, 1, 3, 4].includes(third) && (third === 4 || fourth <= 14);
  if (version === 5) return second <= 13 && third >= 1 && third <= 3 && bodyBytes > 40;
  return version === 6 && third <= 13 && fourth >= 1 && fourth <= 3 && bodyBytes > 40;
}

/*  5.2, a signature:  0  1  version 3: 1  1  5; 4 and 6: 1  1  type, 0 or 1 of a message   2  1  algorithm of the key   3  1  hash   */
function isSignature(body: Uint8Array, { bodyBytes }: PacketHead): boolean {
  const [version, second = 255] = body;
  if (bodyBytes < 20 || bodyBytes > 1 << 20) return false;
  return version === 3 ? second === 5 : (version === 4 || version === 6) && second <= 1;
}

const MARKER = Buffer.from('PGP');

/** Keyed by tag: whether these can be the first bytes of such a packet's body. Other packets cannot be checked. */
export const PACKET_CHECKS: Readonly<Record<number, (body: Uint8Array, head: PacketHead) => boolean>> = {
  [TAG.keyOfRecipient]: isKeyOfRecipient,
  [TAG.signature]: isSignature,
  [TAG.keyOfPassword]: isKeyOfPassword,
  [TAG.onePassSignature]: isOnePassSignature,
  [TAG.marker]: (body, { bodyBytes }) => bodyBytes === 3 && MARKER.equals(body.subarray(0, 3)),
  [TAG.literal]: isLiteral,
};
