import { PROGRESS } from './plug-in-watch.ts';

/**
 * Decides which workers are stuck. Time is counted in looks, and not by a clock: while the process or the watching
 * thread is not running (a suspended machine, a result that takes long to add up), no worker can be seen to make
 * progress.
 */

/** What has been observed of a worker since it began its task. */
export interface Look {
  /** Index of the current artifact in the task, and for how many looks it has been the same. */
  index: number;
  looks: number;
  /** Number of the last call to a plug-in, and for how many looks it has gone unanswered. */
  call: number;
  looksAtCall: number;
}

export interface Watched {
  /** See `PROGRESS`. */
  readonly progress: Int32Array;
  readonly look: Look;
}

/** Limits, in looks. */
export interface Patience {
  /** For one artifact. */
  readonly looks: number;
  /** For one answer of a plug-in. */
  readonly looksAtPlugIn: number;
  /**
   * Extra time for workers that may have waited for the one that was terminated: for a piece, for memory, for the
   * processor.
   */
  readonly looksMore: number;
}

export function freshLook(): Look {
  return { index: 0, looks: 0, call: 0, looksAtCall: 0 };
}

/**
 * Looks once at all workers that have a task.
 * @returns those to terminate: every one that waits too long for a plug-in, with the plug-in's number; otherwise only
 * the one that has been longest at its artifact. The others get a little more time, since they may have waited for just
 * that one.
 */
export function stuckSeats<S extends Watched>(
  seats: readonly S[],
  patience: Patience,
): { readonly seat: S; readonly plugIn: number | undefined }[] {
  // If all wait, each waits for another one, and none is excused.
  const isAnyAtWork = seats.some((seat) => !isWaiting(seat));
  for (const seat of seats) lookAt(seat, isAnyAtWork && isWaiting(seat));
  const inPlugIn = seats.filter(({ look }) => look.looksAtCall > patience.looksAtPlugIn);
  if (inPlugIn.length > 0) return inPlugIn.map((seat) => ({ seat, plugIn: plugInOf(seat) - 1 }));
  const [longest, ...others] = seats.toSorted((a, b) => b.look.looks - a.look.looks);
  if (longest === undefined || longest.look.looks <= patience.looks) return [];
  // Also those that are not over time yet: one that had to wait began a little later.
  const most = Math.max(0, patience.looks - patience.looksMore);
  for (const { look } of others) look.looks = Math.min(look.looks, most);
  return [{ seat: longest, plugIn: undefined }];
}

/** @param isExcused it only waits for a piece of another worker, so it is not stuck itself */
function lookAt(seat: Watched, isExcused: boolean): void {
  const { progress, look } = seat;
  const index = Atomics.load(progress, PROGRESS.artifact);
  const call = Atomics.load(progress, PROGRESS.calls);
  const isSame = index === look.index && !isExcused;
  const isSameCall = call === look.call && plugInOf(seat) !== 0;
  Object.assign(look, {
    ...{ index, looks: isSame ? look.looks + 1 : 0 },
    ...{ call, looksAtCall: isSameCall ? look.looksAtCall + 1 : 0 },
  });
}

function isWaiting({ progress }: Watched): boolean {
  return Atomics.load(progress, PROGRESS.waiting) === 1;
}

/** From 1; 0 when no plug-in is being called. */
function plugInOf({ progress }: Watched): number {
  return Atomics.load(progress, PROGRESS.plugIn);
}
