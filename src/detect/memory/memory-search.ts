import type { RuleInfo } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';
import type { Memory } from '../../model/memory.ts';
import type { Survey } from '../../model/survey.ts';
import type { KeyForm } from '../detector.ts';
import type { KnownKey } from '../known-key.ts';

/** A memory image as a whole: a core, a minidump, a heap dump. */
export interface MemoryImage {
  /** In bytes. */
  readonly size: number;
  readonly survey: Survey;
  /** The process, by address. */
  readonly memory: Memory;
  /** Public keys that were seen in the same artifact, and those that the user watches for. */
  readonly knownKeys: readonly KnownKey[];
  /**
   * Bytes at an offset of the image, cut at its end; at most MAX_PEEK_BYTES.
   * @returns valid until the next call of `read` or `memory.peek`
   */
  read(offset: number, length: number): Uint8Array;
  /** Where in the image an address lies; undefined when the image does not hold it. */
  offsetOf(address: bigint): number | undefined;
  /** To be called now and then; throws when time is up. */
  checkTime(): void;
}

/**
 * Looks for keys that are numbers, over all of an image: the parts of such a key lie apart, without a frame. What the survey and
 * the structures say only nominates; arithmetic decides. Pure but for what `image` reads: same image, same answer.
 */
export interface MemorySearch extends RuleInfo {
  readonly form: KeyForm;
  /** Offsets of the matches count in the image. Never throws of its own. */
  search(image: MemoryImage): Iterable<Match>;
}
