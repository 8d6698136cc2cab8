import type { Sign, Signs } from '../../model/sign.ts';

/**
 * Text that encodes other bytes: base64, hex, percent … It is found in the middle of anything that is scanned, decoded, and
 * walked like an entry of a container, under the same budget and depth. In a path it is the step `base64@118`, with the
 * offset at which it begins.
 */
export interface Coding {
  /** The step in a path; kebab-case. */
  readonly id: string;
  /** Human-readable name and variants, for the tables in the documents. */
  readonly title: string;
  /** Occurs in everything that the coding could report: where it is absent, the coding need not be asked. */
  readonly sign: Sign;
  /** A line of it may stand for many others, so that it decodes to more than it is long. */
  readonly repeats?: true;
  /**
   * Runs that begin in [start, end) of `bytes`, ascending. A run that begins before `start` is not reported (look back to recognise it);
   * one that begins before `end` may extend beyond it, up to the end of `bytes`. `bytes` holds `CODING_REACH_BYTES` before `start` and
   * behind `end`, where the data has them. Called for each window of everything that is scanned, text or not: most windows hold nothing,
   * and finding that out must cost next to nothing, so look only where the coding's signs are. Reports only runs whose content is worth a
   * look: text, the head of a format, or long. Pure; never throws.
   * @param signs of `bytes`, from `CODING_REACH_BYTES` before `start` to as much behind `end`; without them everything is looked at, with
   * the same result
   */
  find(bytes: Uint8Array, start: number, end: number, signs?: Signs): Iterable<Run>;
  /**
   * Decodes a run. Usually returns one array; more where it can be read in more than one way. Empty arrays are ignored.
   * @param run exactly the bytes of a run that `find` reported, or that `find` would report in a larger window
   */
  decode(run: Uint8Array): readonly Uint8Array[];
  /**
   * Decodes a run while reading it, so that it can be of any length: a stream for each way in which it can be read. Called for runs of
   * more than a few megabytes; absent: no more than MAX_RUN_BYTES are decoded.
   * @param head the first bytes of the run, at least a megabyte
   * @param read from the beginning of the run to the end of what it lies in; anew with each call, and may be left early
   */
  decodeLong?(head: Uint8Array, read: () => AsyncIterable<Uint8Array>): readonly AsyncIterable<Uint8Array>[];
}

/**
 * Whether a run is worth a look is decided within this many bytes of its beginning; a window with less context around its
 * ends may miss a run there.
 */
export const CODING_REACH_BYTES = 4096;

export interface Run {
  readonly start: number;
  /** Exclusive. See `mayGoOn`. */
  readonly end: number;
}

/** Longest separator between two lines or numbers of a run: punctuation, a line end, the next line's indentation. */
const GLUE_BYTES = 32;

/** Whether a run may continue beyond the `length` bytes in which it was found: at most a separator follows it there. */
export function mayGoOn({ end }: Pick<Run, 'end'>, length: number): boolean {
  return end > length - GLUE_BYTES;
}
