/** Finds a key whose frame is around an anchor, in the bytes of a window or in bytes that a detector decoded from text. */

import type { LockedKey, ProvenKey, ReadKey, UnprovenKey } from '../proof/read-key.ts';
import { readDerKey } from './der-keys.ts';
import { readEncryptedKeyInfo } from './encrypted-key-info.ts';
import { BYTES_BEFORE_KEY_ANCHOR, SEC1_WIDTHS } from './key-anchors.ts';
import { readLongKey } from './long-key.ts';

export interface FoundKey<Key extends ReadKey = ReadKey> {
  readonly key: Key;
  readonly start: number;
}

/** Longest frame that is read whole: PKCS#8 of RSA-16384 takes 9,315 bytes; the rest is for attributes and the public half. */
export const MAX_DER_KEY_BYTES = 12 * 1024;

/**
 * The outermost DER key around the anchor, so that PKCS#8 comes before the PKCS#1 or SEC1 inside it.
 * @param at where one of DER_KEY_ANCHORS begins
 */
export function findDerKey(bytes: Uint8Array, at: number): FoundKey<ProvenKey | UnprovenKey> | undefined {
  for (let start = Math.max(0, at - BYTES_BEFORE_KEY_ANCHOR); start <= at - 2; start++) {
    if (!beginsFrame(bytes, start, 0x02)) continue;
    const most = bytes.subarray(0, start + MAX_DER_KEY_BYTES);
    const key = readDerKey(most, start) ?? readLongKey(most, start, MAX_DER_KEY_BYTES);
    if (key === undefined || key.state === 'bare' || start + key.length <= at) continue;
    return { key, start };
  }
  return undefined;
}

/**
 * An EncryptedPrivateKeyInfo.
 * @param at where one of ENCRYPTED_KEY_ANCHORS begins, after two headers
 */
export function findEncryptedKey(bytes: Uint8Array, at: number): FoundKey<LockedKey> | undefined {
  for (let start = Math.max(0, at - 8); start <= at - 4; start++) {
    if (!beginsFrame(bytes, start, 0x30)) continue;
    const key = readEncryptedKeyInfo(bytes.subarray(0, start + MAX_DER_KEY_BYTES), start);
    if (key !== undefined) return { key, start };
  }
  return undefined;
}

/** pkcs8ShroudedKeyBag (RFC 7292, section 4.2.2): part of a PKCS#12 store, which has a detector of its own. */
const SHROUDED_BAG = Buffer.from('060b2a864886f70d010c0a0102', 'hex');
/** The identifier is followed by the tag [0] with at most four bytes of length. */
const MAX_TAG_BYTES = 6;

/** Whether an EncryptedPrivateKeyInfo at `start` is the value of such a bag. */
export function isShroudedBag(bytes: Uint8Array, start: number): boolean {
  const before = bytes.subarray(Math.max(0, start - SHROUDED_BAG.length - MAX_TAG_BYTES), start);
  return Buffer.from(before).includes(SHROUDED_BAG);
}

/** SEQUENCE, a length of one to four bytes, and the tag of the first element; a version is an INTEGER of one byte. */
function beginsFrame(bytes: Uint8Array, start: number, tag: number): boolean {
  if (bytes[start] !== 0x30) return false;
  const lengthByte = bytes[start + 1]!;
  const first = start + 2 + (lengthByte < 0x80 ? 0 : lengthByte - 0x80);
  return lengthByte <= 0x83 && bytes[first] === tag && (tag !== 0x02 || bytes[first + 1] === 0x01);
}

/** Tag and length of a frame: the length takes three bytes behind its count from 64 KiB on. */
export const MAX_HEADER_BYTES = 5;

/**
 * Bytes from `at` to the end of the frame that begins shortly before. Its first element, with this tag, is at `at`, or contains
 * `at` if it is a SEQUENCE. Undefined if no frame begins there.
 */
export function frameBytes(bytes: Uint8Array, at: number, tag: 0x02 | 0x30): number | undefined {
  for (let start = Math.max(0, at - (tag === 0x30 ? 8 : MAX_HEADER_BYTES)); start <= at - 2; start++) {
    if (!beginsFrame(bytes, start, tag)) continue;
    const first = bytes[start + 1]!;
    const header = first < 0x80 ? 2 : first - 0x80 + 2;
    let length = first < 0x80 ? first : 0;
    for (let index = start + 2; index < start + header; index++) length = length * 256 + bytes[index]!;
    if (tag === 0x02 && start + header !== at) continue;
    return start + header + length - at;
  }
  return undefined;
}

/**
 * Whether the element after a version fits the length of its frame, as counted by `frameBytes`: tested before thousands of digits
 * are decoded. The first number of RSA takes a fifth of the frame, that of DSA a third.
 */
export function fitsFrame(bytes: Uint8Array, at: number, wanted: number): boolean {
  const [tag, first, second, third] = [bytes[at + 3], bytes[at + 4]!, bytes[at + 5]!, bytes[at + 6]!];
  const length = first < 0x80 ? first : first === 0x81 ? second : second * 256 + third;
  if (tag === 0x02) return first <= 0x82 && wanted > 2.5 * length && wanted < 7 * length + 64;
  if (tag === 0x04) return length <= 68 && wanted < 800;
  if (tag !== 0x30 || length >= wanted) return false;
  return first < 0x80 ? second === 0x06 && (bytes[at + 5 + length] ?? 0x04) === 0x04 : first <= 0x82;
}

/**
 * Whether a key can begin with these bytes, which follow the first byte of a version INTEGER: 01, the version, a tag, a length and
 * what every key has there. Only `count` bytes are known; the rest is not tested.
 */
export function looksLikeKey(next: Uint8Array, count: number): boolean {
  if (count < 8) return true;
  const [tag, first] = [next[2]!, next[3]!];
  if (first === 0x80 || first > 0x82) return false;
  const content = first < 0x80 ? 4 : first - 0x80 + 4;
  // A leading zero for the sign if the top bit of the modulus is set, or a modulus of unusual width.
  if (tag === 0x02) return next[content] === 0 ? next[content + 1]! >= 0x80 : next[content]! < 0x80;
  if (tag === 0x04) return SCALAR_BYTES.has(first);
  return tag === 0x30 && next[content] === 0x06;
}
/** Widths of scalars, also with a leading zero or one or two bytes short. */
const SCALAR_BYTES = new Set([...SEC1_WIDTHS].flatMap((bytes) => [bytes - 2, bytes - 1, bytes, bytes + 1]));
