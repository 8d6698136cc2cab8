// The module's exports. Memory is imported; the host lays it out by the numbers in layout.ts.
import { queueBlocks, queueChecks, queueWindows } from './filter';
import { CHECK_QUEUE, STRIDE_BYTES } from './layout';
import { siftChecks, verifyCheck, want } from './verify';

export { countFeeds } from './feeds';
export { beginSchedules, moreSchedules, resumeSchedules } from './schedules';
export { beginSurvey, moreSurvey, resumeSurvey } from './survey';

let next: usize = 0;
let end: usize = 0;
let pending: usize = 0;
let pendingEnd: usize = 0;

/**
 * Starts a scan. Takes the addresses of the part of the window to scan, of the end of the data, and of the window
 * itself.
 */
export function begin(start: usize, stop: usize, dataEnd: usize, windowAt: usize): void {
  want(start, stop, dataEnd, windowAt);
  next = (start - 1) & ~15;
  // The last window of an anchor of 32 bytes starts 29 bytes after the anchor. Of the last window that is needed, at
  // most one byte lies beyond the end of the data.
  end = (min(stop + 29, dataEnd - 2) + 15) & ~15;
  pending = pendingEnd = 0;
}

/**
 * Writes hits to [hits, hitsEnd), 8 bytes each, and returns their end. The scan is complete when `more()` is 0;
 * otherwise call again.
 * @param maxHits size in bytes of the most hits that one check can give
 */
export function resume(hits: usize, hitsEnd: usize, maxHits: usize): usize {
  do {
    for (; pending < pendingEnd; pending += 8) {
      if (hits + maxHits > hitsEnd) return hits;
      hits = verifyCheck(pending, hits);
    }
  } while (filterNextStride());
  return hits;
}

export function more(): u32 {
  return <u32>(pending < pendingEnd || next < end);
}

function filterNextStride(): bool {
  if (next >= end) return false;
  const to = min(next + STRIDE_BYTES, end);
  const blocksEnd = queueBlocks(next, to);
  next = to;
  pending = CHECK_QUEUE;
  pendingEnd = siftChecks(queueChecks(queueWindows(blocksEnd)));
  return true;
}
