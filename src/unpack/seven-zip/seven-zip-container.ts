/** Makes a container of a format that 7-Zip opens: yields 7-Zip's entries, and reports what 7-Zip overlooks. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { LOST_HEAD_BYTES, lostHead } from '../container/lost-head.ts';
import { bufferOf, firstBytesOf, hasMagic, magic, magicReach, markOf } from '../container/magic.ts';
import { wholeEntry } from '../container/whole-entry.ts';
import { withoutMisjudged } from './misjudged.ts';
import { sevenZipEntries } from './seven-zip.ts';
import type { Extracted, Format } from './seven-zip-format.ts';

type Sniff = SourceContainer['sniff'];

export function containerOf(format: Format): SourceContainer {
  const { id, title, limits, isPlain, tail, endInside } = format;
  const sniff = sniffOf(format);
  return {
    ...{ id, title, reads: 'source', openedBy: '7-Zip', ...(limits !== undefined && { limits }) },
    ...{ ...headOf(format), sniff, ...(tail && { sniffTail: sniffTailOf(tail) }) },
    ...{ ...embeddedOf(format, sniff), ...(endInside && { endInside }) },
    ...(isPlain && { keepsLeaf: 'as is' }),
    entries: (source, budget) => entriesOf(format, source, budget),
  };
}

/** What a head needs for `sniff` to be asked about it. */
function headOf({
  magics = [],
  headBytes = 0,
  isHead,
  firstBytes = isHead === undefined ? firstBytesOf(magics) : undefined,
  mark = isHead === undefined ? markOf(magics) : undefined,
}: Format): Pick<SourceContainer, 'headBytes' | 'firstBytes' | 'mark'> {
  return { headBytes: Math.max(headBytes, magics.length === 0 ? 0 : magicReach(magics)), firstBytes, mark };
}

function sniffOf({ magics = [], headBytes = 0, isHead, isOther }: Format): Sniff {
  const beginsSo = (head: Uint8Array): boolean => {
    for (const one of magics) if (hasMagic(head, one)) return true;
    return false;
  };
  return (head) =>
    (beginsSo(head) && isOther?.(bufferOf(head)) !== true) ||
    (isHead !== undefined && head.length >= headBytes && isHead(bufferOf(head)));
}

function sniffTailOf({ bytes, fromEnd }: NonNullable<Format['tail']>): Sniff {
  const tailMagic = magic(bytes);
  return (end) => end.length >= fromEnd && hasMagic(end.subarray(-fromEnd), tailMagic);
}

/** How it is found in the middle of other bytes. */
function embeddedOf(
  { isEmbedded, magics = [], embedded = magics, findEmbedded }: Format,
  sniff: Sniff,
): Pick<SourceContainer, 'embeddedBy' | 'sniffEmbedded' | 'findEmbedded' | 'isCodec'> {
  return {
    ...(isEmbedded && { embeddedBy: embedded, sniffEmbedded: (head) => sniff(head) && isEmbedded(bufferOf(head)) }),
    ...(findEmbedded && { findEmbedded, isCodec: true }),
  };
}

const ONE_FILE = 'data';
/** Of a small archive, so that a few odd files are read in any case. */
const SPARE_BYTES = 1 << 20;

async function* entriesOf(format: Format, source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const { type, oneFile, sharesNothing, misjudged = {}, besides, hasEncryptedNames } = format;
  if (hasEncryptedNames?.(source))
    throw new FormatError('the names and the content are encrypted; unpack it before the scan', 'encrypted');
  const problem = format.impossible?.(source);
  if (problem !== undefined) throw new FormatError(problem);
  const small = format.unpackSmall?.(source);
  if (small !== undefined) return yield wholeEntry(ONE_FILE, small);
  let items = 0;
  const counted = (count: number): void => {
    items = count;
  };
  const maxBytes = sharesNothing ? 2 * source.size + SPARE_BYTES : Number.POSITIVE_INFINITY;
  const how = { type, ...(oneFile && { oneFile: ONE_FILE }), maxBytes, counted };
  let hasTrouble = false;
  let leavesRest = false;
  let restStart: number | undefined;
  for await (const item of withoutMisjudged(sevenZipEntries(source, how, budget), source, misjudged)) {
    if ('trouble' in item) hasTrouble = true;
    else {
      leavesRest ||= item.isRemainder === true || item.startsAt !== undefined;
      restStart ??= item.startsAt;
    }
    yield item;
  }
  if (besides !== undefined) yield* besides(source, budget);
  if (!hasTrouble) yield* overlookedIn(format, source, budget, { leavesRest, restStart, items });
}

/** What 7-Zip has passed over without a word. */
function* overlookedIn(
  { id, overlooked, oneFile }: Format,
  source: ByteSource,
  budget: Budget,
  extracted: Extracted,
): Generator<Trouble> {
  const { restStart } = extracted;
  const problem = overlooked?.(source, budget, extracted);
  if (problem !== undefined) yield damaged(problem);
  else if (oneFile && restStart !== undefined)
    yield* lostHead(source.read(restStart, Math.min(LOST_HEAD_BYTES, source.size - restStart)), id);
}
