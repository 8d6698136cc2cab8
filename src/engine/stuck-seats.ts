import { PROGRESS } from './plug-in-watch.ts';

/**
 * Which workers are stuck. Time is counted in looks, and not by a clock: while the process or the thread that looks stands still
 * (a machine that is suspended, a result that takes long to add up), nobody can be seen to go on.
 */

/** What was seen of a worker so far, since it began with its task. */
export interface Look {
  /** Number of the artifact of its task, and for how many looks that has been the same. */
  index: number;
  looks: number;
  /** Number of the last question to a plug-in, and for how many looks there has been no answer to it. */
  call: number;
  looksAtCall: number;
}

export interface Watched {
  /** See `PROGRESS`. */
  readonly progress: Int32Array;
  readonly look: Look;
}

/** In looks. */
export interface Patience {
  /** At one artifact. */
  readonly looks: number;
  /** At one answer of a plug-in. */
  readonly looksAtPlugIn: number;
  /** For who may have waited for the one that was ended: for a piece, for memory, for the processor. */
  readonly looksMore: number;
}

export function freshLook(): Look {
  return { index: 0, looks: 0, call: 0, looksAtCall: 0 };
}

/**
 * Looks once at all that have a task.
 * @returns those to end: each that waits for a plug-in, by its number; else the one that is longest at its artifact. The others
 *   get a little more time, since they may have waited for just that one.
 */
export function stuckSeats<S extends Watched>(
  seats: readonly S[],
  patience: Patience,
): { readonly seat: S; readonly plugIn: number | undefined }[] {
  // Where all wait, each waits for another, and none of them for work.
  const isAnyAtWork = seats.some((seat) => !isWaiting(seat));
  for (const seat of seats) lookAt(seat, isAnyAtWork && isWaiting(seat));
  const inPlugIn = seats.filter(({ look }) => look.looksAtCall > patience.looksAtPlugIn);
  if (inPlugIn.length > 0) return inPlugIn.map((seat) => ({ seat, plugIn: plugInOf(seat) - 1 }));
  const [longest, ...others] = seats.toSorted((a, b) => b.look.looks - a.look.looks);
  if (longest === undefined || longest.look.looks <= patience.looks) return [];
  // Also who is not over the time yet: who has waited began a little later.
  const most = Math.max(0, patience.looks - patience.looksMore);
  for (const { look } of others) look.looks = Math.min(look.looks, most);
  return [{ seat: longest, plugIn: undefined }];
}

/** @param isExcused who waits for a piece that is stuck is not stuck himself */
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

/** From 1; 0 in none. */
function plugInOf({ progress }: Watched): number {
  return Atomics.load(progress, PROGRESS.plugIn);
}
