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
  /** Memory of the process, by address. */
  readonly memory: Memory;
  /** Values follow one another, as in a heap dump of Java, and not at their places in the process. */
  readonly isPacked: boolean;
  /** Public keys that were seen in the same artifact, and those that the user watches for. */
  readonly knownKeys: readonly KnownKey[];
  /** Registers of threads, in which numbers may begin at any byte. */
  readonly registers: readonly Registers[];
  /**
   * Bytes at an offset of the image, clamped to its end; at most MAX_PEEK_BYTES.
   * @returns valid until the next call of `read` or `memory.peek`. Not a Buffer, so `slice` makes a copy.
   */
  read(offset: number, length: number): Uint8Array;
  /** Offset in the image of an address; undefined if the image does not contain it. */
  offsetOf(address: bigint): number | undefined;
  /** To be called regularly. @throws when time is up */
  checkTime(): void;
  /**
   * Reports that a limit of the search itself was reached.
   * @param reason text of the gap: one sentence that says what to do
   */
  reportIncomplete(reason: string): void;
}

/** A register set in the image. */
export interface Registers {
  readonly offset: number;
  readonly length: number;
  /** Name of the region: `thread 3 registers (xstate)`. Untrusted. */
  readonly name: string;
}

/**
 * Looks for keys that are numbers over a whole image: the parts of such a key are scattered, without a frame. The survey and the
 * structures only nominate; arithmetic decides. Pure except for what `image` reads: same image, same answer.
 */
export interface MemorySearch extends RuleInfo {
  readonly form: KeyForm;
  /** Offsets of the matches are offsets in the image. Throws only what `image` throws. */
  search(image: MemoryImage): Iterable<Match>;
}
