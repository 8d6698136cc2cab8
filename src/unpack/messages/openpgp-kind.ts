/**
 * Whether bytes are an OpenPGP message (RFC 9580, section 10.3), and of which kind. The two-byte head of a packet occurs in much
 * other data, so its fields must be valid, and compressed data must in turn contain packets. Keys and detached signatures are no
 * messages: they hide nothing.
 */
import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { armourHead } from './openpgp-armour.ts';
import { ENCRYPTED_TAGS, PACKET_CHECKS, type PacketHead, packetHead, TAG } from './openpgp-packets.ts';

export type OpenPgpKind = 'encrypted' | 'readable';

/** Room for the session keys of ten recipients, or signatures. */
export const OPENPGP_HEAD_BYTES = 4096;

/** @param head of a file: packets, or armour */
export function openPgpKind(head: Uint8Array): OpenPgpKind | undefined {
  if (head[0]! >= 0x80) return packetsKind(head.subarray(0, OPENPGP_HEAD_BYTES));
  const armoured = head[0] === 0x2d ? armourHead(head) : undefined;
  return armoured && packetsKind(armoured);
}

/** Packets that say who may read or who signed, and precede a message. */
const LEADING: readonly number[] = [
  TAG.keyOfRecipient,
  TAG.keyOfPassword,
  TAG.onePassSignature,
  TAG.signature,
  TAG.marker,
];
const KEYS: readonly number[] = [TAG.keyOfRecipient, TAG.keyOfPassword];
/** GnuPG's limit is 32. */
const MAX_NESTED = 4;

function packetsKind(bytes: Uint8Array, depth = 0): OpenPgpKind | undefined {
  let last: number | undefined;
  for (let at = 0; ; ) {
    const head = packetHead(bytes, at);
    const hasKey = last !== undefined && KEYS.includes(last);
    // The next packet is out of view.
    if (head === undefined) return hasKey && at >= bytes.length ? 'encrypted' : undefined;
    const { tag, bodyBytes } = head;
    const body = bytes.subarray(at + head.headBytes, at + head.headBytes + bodyBytes);
    if (ENCRYPTED_TAGS.includes(tag)) return hasKey ? 'encrypted' : undefined;
    if (tag === TAG.compressed) return holdsPackets(body, depth) ? 'readable' : undefined;
    if (PACKET_CHECKS[tag]?.(body, head) !== true) return undefined;
    if (tag === TAG.literal) return last !== undefined || endsWell(bytes, at, head) ? 'readable' : undefined;
    if (!LEADING.includes(tag) || head.isPartial) return undefined;
    last = tag;
    at += head.headBytes + bodyBytes;
  }
}

/** In a small file, a literal packet that is fully in view ends with the file, or before another packet. */
function endsWell(bytes: Uint8Array, at: number, { headBytes, bodyBytes, isPartial }: PacketHead): boolean {
  // 4.2.1.4: the first part has at least 512 bytes.
  if (isPartial) return bodyBytes >= 512;
  const end = at + headBytes + bodyBytes;
  return end >= bytes.length || bytes[end]! >= 0x80;
}

/*  5.6, compressed data:  0  1  algorithm: 0 none, 1 ZIP (raw deflate), 2 ZLIB, 3 BZip2   */
function holdsPackets(body: Uint8Array, depth: number): boolean {
  const [algorithm, packed] = [body[0], body.subarray(1)];
  if (depth === MAX_NESTED) return false;
  if (algorithm === 3) return BZIP2.test(Buffer.from(packed.subarray(0, 10)).toString('latin1'));
  if (algorithm !== 1 && algorithm !== 2) return false;
  for (const length of PACKED_LENGTHS) {
    const data = beginningOf(packed.subarray(0, length), algorithm);
    if (data !== undefined) return packetsKind(data, depth + 1) !== undefined;
  }
  return false;
}
const BZIP2 = /^BZh[1-9]1AY&SY/;

/**
 * The first is longer than any head of a deflate block; data that is damaged further on, or expands too much, may still have a valid
 * beginning.
 */
const PACKED_LENGTHS = [1024, 512, ...Array.from({ length: 16 }, (_, index) => 256 - 16 * index)];
/** Limit on what is unpacked; data that expands further is tried in a shorter piece. */
const MAX_BEGINNING_BYTES = 64 << 10;

function beginningOf(packed: Uint8Array, algorithm: 1 | 2): Uint8Array | undefined {
  const inflate = algorithm === 1 ? inflateRawSync : inflateSync;
  try {
    return inflate(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_BEGINNING_BYTES });
  } catch {
    return undefined;
  }
}
