/**
 * Binary deltas of Subversion (subversion/notes/svndiff), wherever they stand: in dumps that `svnadmin dump --deltas` and `svnrdump`
 * write, and in files of a commit that is under way. Of a new file the delta holds all, packed with zlib or LZ4 as a rule.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import {
  applyWindow,
  beginsSvndiffWindow,
  MAX_SVNDIFF_VERSION,
  SVNDIFF_HEADER_BYTES,
  svndiffWindowAt,
} from '../codecs/svndiff-window.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, type Magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

const LETTERS: Magic = { offset: 0, bytes: [...Buffer.from('SVN')] };
const HEAD_BYTES = 4096;
const LINE_FEED = 0x0a;
/** What FSFS writes behind a delta; of the five numbers that it would be, no window is made. */
const END_OF_REPRESENTATION = Buffer.from('ENDREP\n');

export const svndiff: SourceContainer = {
  id: 'svndiff',
  title: 'Subversion delta (svndiff; dumps with deltas)',
  limits: 'the content of what is copied from an older text',
  reads: 'source',
  headBytes: HEAD_BYTES,
  embeddedBy: Array.from({ length: MAX_SVNDIFF_VERSION + 1 }, (_, version) => ({
    offset: 0,
    bytes: [...LETTERS.bytes, version],
  })),
  firstBytes: LETTERS.bytes.slice(0, 1),
  // Subversion's own libraries hold the letters, too.
  sniff: (head) => isSvndiffHeader(head) && beginsSvndiffWindow(head.subarray(SVNDIFF_HEADER_BYTES), head[3]!),
  entries,
};

/** @returns whether it is of a version that is known */
export function isSvndiffHeader(head: Uint8Array): boolean {
  return hasMagic(head, LETTERS) && (head[3] ?? 0xff) <= MAX_SVNDIFF_VERSION;
}

/** Where a delta ends that begins at `start`, and why. */
export interface DeltaExtent {
  readonly start: number;
  readonly end: number;
  readonly version: number;
  /** `end`: of the source, or of the representation; `text`: an empty line, as in a dump. */
  readonly stop: 'end' | 'text' | 'cut' | 'none' | 'wrong';
}

export function deltaExtent(source: ByteSource, start: number, budget: Budget): DeltaExtent {
  const version = source.read(start + SVNDIFF_HEADER_BYTES - 1, 1)[0]!;
  let end = start + SVNDIFF_HEADER_BYTES;
  for (;;) {
    budget.checkTime();
    if (end === source.size || isEndOfRepresentation(source, end)) return { start, end, version, stop: 'end' };
    const window = svndiffWindowAt(source, end, version);
    if (typeof window === 'string') {
      const isText = source.read(end, 1)[0] === LINE_FEED;
      return { start, end, version, stop: isText ? 'text' : window };
    }
    end = window.end;
  }
}

export function isEndOfRepresentation(source: ByteSource, at: number): boolean {
  const bytes = source.read(at, Math.min(END_OF_REPRESENTATION.length, source.size - at));
  return END_OF_REPRESENTATION.equals(bytes);
}

/** What the delta makes; a line feed stands for what it copies from the text before. */
export async function* deltaContent(
  source: ByteSource,
  { start, end, version }: DeltaExtent,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  let wrong = 0;
  for (let at = start + SVNDIFF_HEADER_BYTES; at < end; ) {
    budget.checkTime();
    const window = svndiffWindowAt(source, at, version);
    if (typeof window === 'string') break;
    const { bytes, isDamaged } = applyWindow(window, version);
    if (isDamaged) wrong++;
    yield bytes;
    at = window.end;
  }
  if (wrong > 0)
    throw new FormatError(
      `windows of the delta whose new data cannot be unpacked: ${wrong}; of these only a part is scanned`,
    );
}

async function* entries(whole: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const source = new ReadAheadSource(whole);
  const extent = deltaExtent(source, 0, budget);
  const { end, stop } = extent;
  if (end > SVNDIFF_HEADER_BYTES) yield { name: 'data', open: () => deltaContent(source, extent, budget) };
  // In the middle of other bytes its first window is what proves it: catalogues of messages of KDE have the letters, zero, and a word.
  const isUnproven = stop === 'none' || end === SVNDIFF_HEADER_BYTES;
  if (stop !== 'end' && stop !== 'text')
    yield { ...damaged(brokenDelta(extent)), ...(isUnproven && { notInside: true as const }) };
  // Nothing but what stands behind proves where it ends.
  const startsAt = stop === 'none' ? undefined : end;
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), startsAt);
}

/** In words. */
export function brokenDelta({ end, stop }: DeltaExtent): string {
  if (stop === 'cut' || stop === 'end')
    return `the delta is cut off at byte ${end}; what there is of its last window is scanned as is`;
  return `expected a window of the delta at byte ${end}, found none, or one whose instructions are wrong; what follows is scanned as is`;
}
