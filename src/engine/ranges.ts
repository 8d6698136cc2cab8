/** How a large artifact is cut into tasks, so that all threads work on it. */
import { TakenRanges } from '../unpack/walk/taken-ranges.ts';
import type { Leaf } from '../unpack/walk/walk-options.ts';
import type { ArtifactRef, Task } from './task.ts';

/** A larger artifact that is no container is cut into ranges of this size. */
export const RANGE_BYTES = 16 << 20;
/** Most ranges of one artifact: a sparse file of terabytes must not fill the memory with tasks. */
const MAX_RANGES = 4096;

/** @param leaf that makes up the whole artifact */
export function rangesOf(
  artifact: ArtifactRef,
  { source, isCovered, known }: Extract<Leaf, { readonly source: unknown }>,
  begunAtMs: number,
): Task[] {
  const { size } = source;
  const rangeBytes = RANGE_BYTES * Math.ceil(size / (RANGE_BYTES * MAX_RANGES));
  const taken = new TakenRanges(known?.taken);
  return Array.from({ length: Math.ceil(size / rangeBytes) }, (_, index) => {
    const start = index * rangeBytes;
    const end = Math.min(size, start + rangeBytes);
    return {
      ...{ kind: 'range', artifact, start, end, begunAtMs },
      ...(end === size && { isLast: true }),
      ...(isCovered && { isCovered }),
      ...(known && { known: { ...known, taken: taken.within(start, end) } }),
    };
  });
}
