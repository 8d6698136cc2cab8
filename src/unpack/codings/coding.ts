import type { Sign, Signs } from '../../model/sign.ts';

/**
 * Text that stands for other bytes: base64, hex, percent … It is found in the middle of anything that is scanned, decoded,
 * and walked like an entry of a container, under the same budget and depth; in a path it is the step `base64@118`, with the
 * offset at which it begins.
 */
export interface Coding {
  /** The step in a path; kebab-case. */
  readonly id: string;
  /** Human name and variants, for the tables in the documents. */
  readonly title: string;
  /** Stands in all that it could report: where it is not, the coding need not be asked. */
  readonly sign: Sign;
  /**
   * Runs that begin in [start, end) of `bytes`, in order of their start. What begins before `start` is not reported (look
   * back to see that); what begins before `end` may reach beyond it, up to the end of `bytes`. `bytes` holds
   * `CODING_REACH_BYTES` before `start` and behind `end`, where the data has them. Called for each window of
   * everything that is scanned, text or not: most windows hold nothing, and finding that out must cost next to nothing:
   * nothing is looked at but where the coding's signs stand. Reports only runs whose content is worth a look: text, the head of a format, or long. Pure; never throws.
   * @param signs of `bytes`, from `CODING_REACH_BYTES` before `start` to as much behind `end`; without them all is looked at,
   * and the same is found
   */
  find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Iterable<Run>;
  /**
   * What a run stands for: as a rule one array; more where it can be read in more than one way. Empty arrays are left out.
   * @param run exactly the bytes of a run that `find` reported, or that `find` would report in a larger window
   */
  decode(run: Uint8Array): readonly Uint8Array[];
  /**
   * Of a run that goes on beyond its window: what it stands for, while it is read, so that it can be of any length. Absent: such
   * runs are read whole, up to 64 MiB.
   * @param chunks from the beginning of the run on, to the end of what it lies in; may be left early
   */
  decodeLong?(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/**
 * What tells that a run is worth a look stands within this many bytes of where it begins; a window that sees less than that
 * around its ends may miss a run there.
 */
export const CODING_REACH_BYTES = 4096;

export interface Run {
  readonly start: number;
  /** Exclusive. See `mayGoOn`. */
  readonly end: number;
}

/** What stands between two lines, or two numbers, of a run: a separator, a line end, the next line's indentation. */
const GLUE_BYTES = 32;

/** Whether a run may go on behind the `length` bytes in which it was found: where they end, no more than glue is left of them. */
export function mayGoOn({ end }: Pick<Run, 'end'>, length: number): boolean {
  return end > length - GLUE_BYTES;
}
