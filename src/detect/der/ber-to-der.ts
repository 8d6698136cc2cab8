/**
 * Converts BER (X.690, chapter 8) to DER, as far as writers of PKCS#12 use it (NSS, Bouncy Castle): indefinite lengths, long
 * lengths where short ones would do, OCTET STRINGs in pieces. The order of a SET is kept. Refused: depth over 24, tags of more
 * than one byte, truncated elements.
 */
import { derElement } from './der-writer.ts';

const MAX_DEPTH = 24;
const CONSTRUCTED = 0x20;
const OCTET_STRING = 0x04;

/** @returns the element at `start` as DER, and the bytes that it takes in BER. Never throws. */
export function berToDer(bytes: Uint8Array, start: number): { der: Uint8Array; length: number } | undefined {
  const element = convert(bytes, start, bytes.length, MAX_DEPTH);
  return element && { der: element.der, length: element.end - start };
}

interface Converted {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly der: Uint8Array;
  readonly end: number;
}

function convert(bytes: Uint8Array, start: number, limit: number, depth: number): Converted | undefined {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || depth === 0 || (tag & 0x1f) === 0x1f) return undefined;
  if (first === 0x80)
    return (tag & CONSTRUCTED) === 0 ? undefined : children(bytes, tag, start + 2, limit, depth, 'open');
  let content = start + 2;
  let length = first;
  if (first > 0x80) {
    const lengthBytes = first - 0x80;
    if (lengthBytes > 4 || content + lengthBytes > limit) return undefined;
    length = 0;
    for (const end = content + lengthBytes; content < end; content++) length = length * 256 + bytes[content]!;
  }
  const end = content + length;
  if (end > limit) return undefined;
  if ((tag & CONSTRUCTED) !== 0) return children(bytes, tag, content, end, depth, 'counted');
  const view = bytes.subarray(content, end);
  return { tag, content: view, der: derElement(tag, view), end };
}

function children(
  bytes: Uint8Array,
  tag: number,
  start: number,
  limit: number,
  depth: number,
  extent: 'open' | 'counted',
): Converted | undefined {
  const inner: Converted[] = [];
  let at = start;
  while (extent === 'open' ? !(bytes[at] === 0 && bytes[at + 1] === 0) : at < limit) {
    const child = at < limit ? convert(bytes, at, limit, depth - 1) : undefined;
    if (child === undefined) return undefined;
    inner.push(child);
    at = child.end;
  }
  const end = extent === 'open' ? at + 2 : limit;
  if (end > limit) return undefined;
  if (tag === (OCTET_STRING | CONSTRUCTED)) {
    if (inner.some((child) => child.tag !== OCTET_STRING)) return undefined;
    const content = Buffer.concat(inner.map((child) => child.content));
    return { tag: OCTET_STRING, content, der: derElement(OCTET_STRING, content), end };
  }
  const content = Buffer.concat(inner.map((child) => child.der));
  return { tag, content, der: derElement(tag, content), end };
}
