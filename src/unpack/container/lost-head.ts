/**
 * What stands behind the last frame of a packed file, where another one may have lost its head: nothing else tells of it, and xz, zstd and
 * lz4 call it an error. Text is none, nor what begins as a format does that is opened by itself, nor a few bytes.
 */

import { isZero } from '../../bytes/zeros.ts';
import type { ChunkReader } from './chunk-reader.ts';
import type { Trouble } from './container.ts';
import { hasMagic, magic } from './magic.ts';
import { beginsFormat, isTextToEnd } from './plausible.ts';

export const LOST_HEAD_BYTES = 18;
/** A device tree, which boot loaders want behind a packed kernel (Devicetree Specification 0.4, 5.2): it is plain. */
const DEVICE_TREE = magic('d0 0d fe ed');

/** What is told of `head`, if it may be a frame of `format` that has lost its own. */
export function* lostHead(head: Uint8Array, format: string): Generator<Trouble> {
  if (head.length < LOST_HEAD_BYTES || isKnown(head) || hasMagic(head, DEVICE_TREE)) return;
  const message = `expected nothing but ${format} up to the end, found other bytes, which are scanned as is`;
  yield { trouble: { code: 'damaged', message }, notInside: true };
}

/** Whether it is text, zeros or another format, and so no frame that has lost its head. @param head at most 64 KiB */
export function isKnown(head: Uint8Array): boolean {
  return isTextToEnd(head, 0) || beginsFormat(head) || isZero(head);
}

/** `lostHead` of what the reader stands on; it stays there. */
export async function* lostHeadAt(reader: ChunkReader, format: string): AsyncGenerator<Trouble> {
  yield* lostHead(await reader.peek(LOST_HEAD_BYTES), format);
}
