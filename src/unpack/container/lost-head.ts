/**
 * Judges the bytes after the last frame of a packed file: they may be another frame whose head is damaged, which nothing else would
 * report, and which xz, zstd and lz4 call an error. Text is no such frame, nor is anything that begins like a format that is opened by
 * itself, nor a few bytes.
 */

import { isZero } from '../../bytes/zeros.ts';
import type { ChunkReader } from './chunk-reader.ts';
import type { Trouble } from './container.ts';
import { hasMagic, magic } from './magic.ts';
import { beginsFormat, isTextToEnd } from './plausible.ts';

export const LOST_HEAD_BYTES = 18;
/** A device tree, which boot loaders expect after a packed kernel (Devicetree Specification 0.4, 5.2). It is not packed. */
const DEVICE_TREE = magic('d0 0d fe ed');

/** The trouble to report if `head` may be a frame of `format` whose own head is damaged. */
export function* lostHead(head: Uint8Array, format: string): Generator<Trouble> {
  if (head.length < LOST_HEAD_BYTES || isKnown(head) || hasMagic(head, DEVICE_TREE)) return;
  const message = `expected nothing but ${format} up to the end, found other bytes, which are scanned as is`;
  yield { trouble: { code: 'damaged', message }, notInside: true };
}

/** Whether it is text, zeros or another format, and thus no frame with a damaged head. @param head at most 64 KiB */
export function isKnown(head: Uint8Array): boolean {
  return isTextToEnd(head, 0) || beginsFormat(head) || isZero(head);
}

/** `lostHead` for the bytes at the reader's position, which it does not consume. */
export async function* lostHeadAt(reader: ChunkReader, format: string): AsyncGenerator<Trouble> {
  yield* lostHead(await reader.peek(LOST_HEAD_BYTES), format);
}
