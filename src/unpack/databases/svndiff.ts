/**
 * Binary deltas of Subversion (subversion/notes/svndiff), anywhere: in dumps by `svnadmin dump --deltas` and `svnrdump`, and in
 * files of a commit in progress. For a new file, the delta contains everything, usually packed with zlib or LZ4.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { turnAfterDamage } from '../codecs/inflate.ts';
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
/** What FSFS writes after a delta; read as the five numbers of a window, it is invalid. */
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
  // Subversion's own libraries contain the letters, too.
  sniff: (head) => isSvndiffHeader(head) && beginsSvndiffWindow(head.subarray(SVNDIFF_HEADER_BYTES), head[3]!),
  entries,
};

/** @returns whether its version is known */
export function isSvndiffHeader(head: Uint8Array): boolean {
  return hasMagic(head, LETTERS) && (head[3] ?? 0xff) <= MAX_SVNDIFF_VERSION;
}

/** Where the delta that begins at `start` ends, and why. */
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

/** The output of the delta; a line feed replaces what it copies from the older text. */
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
    if (isDamaged) {
      wrong++;
      await turnAfterDamage();
    }
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
  // In the middle of other bytes, only its first window proves it: KDE's message catalogues contain the letters, a zero, and a word.
  const isUnproven = stop === 'none' || end === SVNDIFF_HEADER_BYTES;
  if (stop !== 'end' && stop !== 'text')
    yield { ...damaged(brokenDelta(extent)), ...(isUnproven && { notInside: true as const }) };
  // Its end is proved only by what follows.
  const startsAt = stop === 'none' ? undefined : end;
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), startsAt);
}

/** A description of the damage. */
export function brokenDelta({ end, stop }: DeltaExtent): string {
  if (stop === 'cut' || stop === 'end')
    return `the delta is cut off at byte ${end}; what there is of its last window is scanned as is`;
  return `expected a window of the delta at byte ${end}, found none, or one whose instructions are wrong; what follows is scanned as is`;
}
