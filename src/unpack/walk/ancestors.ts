/**
 * Detects containers that contain themselves. An image with a file mapped to the image's own blocks yields its files at every
 * depth: one wrong bit in EROFS is enough, and two such files make 2^16 images in sixteen levels.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Container } from '../container/container.ts';
import type { WastedReads } from './failures.ts';

/** A container that is being opened, and its source. */
export interface Ancestor {
  readonly container: Container;
  readonly source: ByteSource;
  /** For containers found in the middle of other bytes: counts fruitless reads of them, and of everything found inside them. */
  readonly wasted?: WastedReads;
}

/**
 * Bytes compared beyond those that identify the format. For an image whose files lie plainly in it: the superblock, with sizes, dates
 * and an id. For others: names and packed data too, since archives of one build begin with the same folders and dates.
 */
const HEAD_BYTES = { image: 512, other: 4 << 10 } as const;
/** How many containers that begin alike may be nested: a copy inside a copy with other data after it is conceivable. */
const MAX_ALIKE = 2;
/**
 * A packed archive that is smaller than the one around it by this factor is an earlier version, as when each release was packed with the
 * previous one in its folder (aes-js 4.0.0-beta.4, four of them). For an image size proves nothing: one of its files may be any part of
 * the image.
 */
const EARLIER = 7 / 8;
const CHUNK_BYTES = 256 << 10;

/** @returns why `container` must not be opened in `source` again; undefined when it may be */
export function repetition(
  ancestors: readonly Ancestor[],
  container: Container,
  source: ByteSource,
): string | undefined {
  if (container.isNeverInside && ancestors.some((outer) => outer.container === container))
    return insideAnother(container);
  // Where files lie plainly, one of them may be any part of the container.
  const isImage = container.keepsLeaf === 'as is';
  const headBytes = container.headBytes + HEAD_BYTES[isImage ? 'image' : 'other'];
  let alike = 0;
  for (const outer of ancestors) {
    if (outer.container !== container || !beginAlike(outer.source, source, headBytes)) continue;
    if (beginsWith(source, outer.source)) return ITSELF;
    if (!isImage && source.size < outer.source.size * EARLIER) continue;
    if (++alike === MAX_ALIKE) return ALIKE;
  }
  return undefined;
}

const ITSELF =
  'this is a copy of a container that it is in, as in an archive that unpacks to itself; it is scanned as is and not opened again; exclude it if that is intended, or leave it out of the build';
const ALIKE = `more than ${MAX_ALIKE} containers with the same beginning are nested in one another, as in an image whose files are the image; unpack it before the scan`;

function insideAnother({ title }: Container): string {
  return `${title}: this lies in another one and is not opened; its bytes are scanned as is; take it out of the other and scan that too`;
}

function beginAlike(first: ByteSource, second: ByteSource, headBytes: number): boolean {
  const bytes = Math.min(headBytes, first.size, second.size);
  return Buffer.compare(first.read(0, bytes), second.read(0, bytes)) === 0;
}

function beginsWith(source: ByteSource, start: ByteSource): boolean {
  if (source.size < start.size) return false;
  for (let at = 0; at < start.size; at += CHUNK_BYTES) {
    const bytes = Math.min(CHUNK_BYTES, start.size - at);
    if (Buffer.compare(source.read(at, bytes), start.read(at, bytes)) !== 0) return false;
  }
  return true;
}
