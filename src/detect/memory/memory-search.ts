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
  /** Values stand one behind the other, as in a heap dump of Java, and not where the process had them. */
  readonly isPacked: boolean;
  /** Public keys that were seen in the same artifact, and those that the user watches for. */
  readonly knownKeys: readonly KnownKey[];
  /** Registers of threads, where numbers stand at any byte. */
  readonly registers: readonly Registers[];
  /**
   * Bytes at an offset of the image, cut at its end; at most MAX_PEEK_BYTES.
   * @returns valid until the next call of `read` or `memory.peek`; no Buffer, so that `slice` makes a copy
   */
  read(offset: number, length: number): Uint8Array;
  /** Where in the image an address lies; undefined when the image does not hold it. */
  offsetOf(address: bigint): number | undefined;
  /** To be called now and then; throws when time is up. */
  checkTime(): void;
  /** Says that a limit of the search itself was reached; one sentence that says what to do, which becomes a gap. */
  tellIncomplete(reason: string): void;
}

/** A register set in the image. */
export interface Registers {
  readonly offset: number;
  readonly length: number;
  /** The region's: `thread 3 registers (xstate)`. Untrusted. */
  readonly name: string;
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
