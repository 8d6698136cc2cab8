/**
 * Containers that lie in themselves. An image of which a file is mapped to the image's own blocks gives its files at every depth:
 * one bit wrong in EROFS is enough, and with two such files there are 2^16 images in sixteen levels.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Container } from '../container/container.ts';
import type { VainReads } from './failures.ts';

/** A container that is being opened, and what it is opened in. */
export interface Ancestor {
  readonly container: Container;
  readonly source: ByteSource;
  /** Of what was found in the middle of other bytes: what was read in vain of that, and of all that is found in it. */
  readonly vain?: VainReads;
}

/**
 * Beyond what tells the format. Of an image whose files lie plainly in it: the superblock, with sizes, dates and an id. Of others also
 * names and packed data, since archives of one build begin with the same folders and dates.
 */
const HEAD_BYTES = { image: 512, other: 4 << 10 } as const;
/** So many that begin alike may lie in one another; a copy in a copy with something else behind is thinkable. */
const MAX_ALIKE = 2;
/**
 * A packed archive that is so much smaller than the one around it is an earlier one, as where each release was packed with the last one in
 * its folder (aes-js 4.0.0-beta.4, four of them). Of an image this says nothing: its files may be any part of it.
 */
const EARLIER = 7 / 8;
const CHUNK_BYTES = 256 << 10;

/** @returns why `container` is not opened in `source` once more; undefined when it may be */
export function repetition(
  ancestors: readonly Ancestor[],
  container: Container,
  source: ByteSource,
): string | undefined {
  // Where a file lies plainly, any part of the container may be it.
  const isImage = container.keepsLeaf === 'as it lies';
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
  'the container that this lies in lies here once more, as in an archive that unpacks to itself; it is scanned as is and not opened again; exclude it where that is meant, or leave it out of the build';
const ALIKE = `more than ${MAX_ALIKE} containers that begin alike lie in one another, as in an image whose files are the image; unpack it before the scan`;

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
