/** Makes a container of a format that 7-Zip opens: yields 7-Zip's entries, and reports what 7-Zip overlooks. */
import { FormatError } from '../../model/errors.ts';
import type { SourceContainer } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { LOST_HEAD_BYTES, lostHead } from '../container/lost-head.ts';
import { bufferOf, firstBytesOf, hasMagic, magic, magicReach, markOf } from '../container/magic.ts';
import { withoutMisjudged } from './misjudged.ts';
import { sevenZipEntries } from './seven-zip.ts';
import type { Format } from './seven-zip-format.ts';

/** Of a small archive, so that a few odd files are read in any case. */
const SPARE_BYTES = 1 << 20;

export function containerOf({
  id,
  title,
  type,
  magics = [],
  headBytes = 0,
  isHead,
  firstBytes = isHead === undefined ? firstBytesOf(magics) : undefined,
  mark = isHead === undefined ? markOf(magics) : undefined,
  isOther,
  hasEncryptedNames,
  overlooked,
  besides,
  misjudged = {},
  tail,
  oneFile,
  sharesNothing,
  isPlain,
  isEmbedded,
  embedded = magics,
  findEmbedded,
  endInside,
  limits,
}: Format): SourceContainer {
  const least = Math.max(headBytes, magics.length === 0 ? 0 : magicReach(magics));
  const tailMagic = tail && magic(tail.bytes);
  const beginsSo = (head: Uint8Array): boolean => {
    for (const one of magics) if (hasMagic(head, one)) return true;
    return false;
  };
  const sniff = (head: Uint8Array): boolean =>
    (beginsSo(head) && isOther?.(bufferOf(head)) !== true) ||
    (isHead !== undefined && head.length >= headBytes && isHead(bufferOf(head)));
  return {
    ...{ id, title, reads: 'source', headBytes: least, openedBy: '7-Zip' },
    ...{ firstBytes, mark },
    ...(limits !== undefined && { limits }),
    ...(isPlain && { keepsLeaf: 'as it lies' as const }),
    ...(isEmbedded && {
      embeddedBy: embedded,
      sniffEmbedded: (head: Uint8Array) => sniff(head) && isEmbedded(bufferOf(head)),
    }),
    ...(findEmbedded && { findEmbedded, isCodec: true }),
    ...(endInside && { endInside }),
    sniff,
    ...(tail && {
      sniffTail: (end: Uint8Array) => end.length >= tail.fromEnd && hasMagic(end.subarray(-tail.fromEnd), tailMagic!),
    }),
    async *entries(source, budget) {
      if (hasEncryptedNames?.(source))
        throw new FormatError('the names and the content are encrypted; unpack it before the scan', 'encrypted');
      let items = 0;
      const counted = (count: number): void => {
        items = count;
      };
      const mostBytes = sharesNothing ? 2 * source.size + SPARE_BYTES : Number.POSITIVE_INFINITY;
      const how = { type, ...(oneFile && { oneFile: 'data' }), mostBytes, counted };
      let isTold = false;
      let leavesRest = false;
      let restStart: number | undefined;
      for await (const item of withoutMisjudged(sevenZipEntries(source, how, budget), source, misjudged)) {
        if ('trouble' in item) isTold = true;
        else leavesRest ||= item.isRemainder === true || item.startsAt !== undefined;
        if (!('trouble' in item)) restStart ??= item.startsAt;
        yield item;
      }
      if (besides !== undefined) yield* besides(source, budget);
      const wrong = isTold ? undefined : overlooked?.(source, budget, { leavesRest, restStart, items });
      if (wrong !== undefined) yield damaged(wrong);
      else if (oneFile && !isTold && restStart !== undefined)
        yield* lostHead(source.read(restStart, Math.min(LOST_HEAD_BYTES, source.size - restStart)), id);
    },
  };
}
