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

/** Base64 of: u32 sum over the anchors; for each window its offset in the anchor plus 1, and its bucket, a byte each. */
export function writeChoices({ windows, buckets }: Choices, anchors: readonly Anchor[]): string {
  const bytes = Buffer.alloc(4 + 2 * windows.length);
  bytes.writeUInt32LE(sumOf(anchors));
  for (const [index, { offset }] of windows.entries()) bytes.set([offset + 1, buckets[index]!], 4 + 2 * index);
  return bytes.toString('base64');
}

/** Of all anchors, or of the first of them. @returns undefined when they are of others */
export function readChoices(text: string, anchors: readonly Anchor[]): Choices | undefined {
  const bytes = Buffer.from(text, 'base64');
  const count = (bytes.length - 4) / 2;
  const isOfThese = count > 0 && count <= WINDOWS_PER_ANCHOR * anchors.length;
  if (!isOfThese || bytes.readUInt32LE() !== sumOf(anchors.slice(0, count / WINDOWS_PER_ANCHOR))) return undefined;
  const windows: AnchorWindow[] = [];
  const buckets = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    const anchor = Math.floor(index / WINDOWS_PER_ANCHOR);
    windows.push(windowAt(anchor, anchors[anchor]!, bytes[4 + 2 * index]! - 1));
    buckets[index] = bytes[5 + 2 * index]!;
  }
  return { windows, buckets };
}

/** FNV-1a, 32 bits, over length, case and bytes of each. */
function sumOf(anchors: readonly Anchor[]): number {
  let sum = 0x811c9dc5;
  const add = (byte: number): void => {
    sum = Math.imul(sum ^ byte, 0x01000193);
  };
  for (const { bytes, ignoreCase } of anchors) {
    add(bytes.length);
    add(ignoreCase ? 1 : 0);
    for (const byte of bytes) add(byte);
  }
  return sum >>> 0;
}
