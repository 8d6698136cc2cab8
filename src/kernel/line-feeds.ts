import { rangeOf } from './machine.ts';
import type { OpenKernel } from './open-kernel.ts';

/** Number of line feeds in [start, end) of the window. */
export function countLineFeeds({ machine }: OpenKernel, start: number, end: number): number {
  const range = rangeOf(machine, start, end, end);
  return range === undefined ? 0 : machine.exports.countFeeds(range[0], range[1]);
}
