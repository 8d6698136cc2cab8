import { createHash } from 'node:crypto';
import type { Anchor } from '../model/anchor.ts';
import { type AnchorWindow, windowAt } from './windows.ts';

/** What takes time in planning: which parts of the anchors the filter looks for, and in which bucket each of them is. */
export interface Choices {
  /** Two an anchor. */
  readonly windows: readonly AnchorWindow[];
  /** By window. */
  readonly buckets: Uint8Array;
}

export const WINDOWS_PER_ANCHOR = 2;

export const DIGEST_BYTES = 8;

/** Base64 of: digest of the anchors; for each window its offset in the anchor plus 1, and its bucket, a byte each. */
export function writeChoices({ windows, buckets }: Choices, anchors: readonly Anchor[]): string {
  const bytes = Buffer.alloc(DIGEST_BYTES + 2 * windows.length);
  digestOf(anchors).copy(bytes);
  for (const [index, { offset }] of windows.entries())
    bytes.set([offset + 1, buckets[index]!], DIGEST_BYTES + 2 * index);
  return bytes.toString('base64');
}

/** Of all anchors, or of the first of them. @returns undefined when they are of others */
export function readChoices(text: string, anchors: readonly Anchor[]): Choices | undefined {
  const bytes = Buffer.from(text, 'base64');
  const digest = bytes.subarray(0, DIGEST_BYTES);
  const chosen = bytes.subarray(DIGEST_BYTES);
  const count = chosen.length / 2;
  const isOfThese = count > 0 && count <= WINDOWS_PER_ANCHOR * anchors.length;
  if (!isOfThese || !digest.equals(digestOf(anchors.slice(0, count / WINDOWS_PER_ANCHOR)))) return undefined;
  const windows: AnchorWindow[] = [];
  const buckets = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    const anchor = Math.floor(index / WINDOWS_PER_ANCHOR);
    windows.push(windowAt(anchor, anchors[anchor]!, chosen[2 * index]! - 1));
    buckets[index] = chosen[2 * index + 1]!;
  }
  return { windows, buckets };
}

/** Over length, case and bytes of each. By a hash that is native: at a start, code of ours is not compiled yet. */
export function digestOf(anchors: readonly Anchor[]): Buffer {
  const lengths = Uint8Array.from(anchors, ({ bytes, ignoreCase }) => 2 * bytes.length + Number(ignoreCase));
  const hash = createHash('sha256').update(lengths);
  hash.update(Buffer.concat(anchors.map(({ bytes }) => bytes)));
  return hash.digest().subarray(0, DIGEST_BYTES);
}
