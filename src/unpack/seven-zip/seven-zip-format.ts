import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import type { Magic, Mark } from '../container/magic.ts';
import type { Misjudged } from './misjudged.ts';

/** Result of an extraction by 7-Zip. */
export interface Extracted {
  /** Part of the source was not read. */
  readonly leavesRest: boolean;
  /** Where the unread part begins, if it is behind an archive. */
  readonly restStart: number | undefined;
  /** Files and folders, by its count. */
  readonly items: number;
}

/** A format that 7-Zip opens. */
export interface Format {
  readonly id: string;
  readonly title: string;
  /** 7-Zip's name for it. */
  readonly type: string;
  readonly magics?: readonly Magic[];
  readonly headBytes?: number;
  isHead?(head: Buffer): boolean;
  /** See `Container`. Absent: derived from the magic numbers, unless `isHead` is set. */
  readonly firstBytes?: readonly number[];
  readonly mark?: Mark;
  /** Whether a matching magic number belongs to another container, or to a program that only knows the format. */
  isOther?(head: Buffer): boolean;
  /** Checked before 7-Zip runs: without a password it would read noise. */
  hasEncryptedNames?(source: ByteSource): boolean;
  /** A description of a number in its head that its size does not allow, checked before 7-Zip runs, because that runs for long on it. */
  impossible?(source: ByteSource): string | undefined;
  /**
   * A description of a problem that 7-Zip passes over; called when it has reported nothing.
   * @param budget to check the time
   */
  overlooked?(source: ByteSource, budget: Budget, extracted: Extracted): string | undefined;
  /** Content that 7-Zip does not extract; called when it could open the archive. */
  besides?(source: ByteSource, budget: Budget): AsyncIterable<Entry | Trouble> | Iterable<Entry | Trouble>;
  /** Corrections of its false damage reports. */
  readonly misjudged?: Misjudged;
  /** For a magic number at the end: its distance from there. */
  readonly tail?: { readonly bytes: string; readonly fromEnd: number };
  /** Holds one file without a name. */
  readonly oneFile?: true;
  /** That file, if it is small and sound: tried before 7-Zip, each run of which takes a millisecond or more. */
  unpackSmall?(source: ByteSource): Uint8Array | undefined;
  /** Files lie in it uncompressed, beside content that belongs to none: free blocks, slack, comments. */
  readonly isPlain?: true;
  /** Its files are not packed, and none shares its bytes with another, so that no more comes out than is in it. */
  readonly sharesNothing?: true;
  /** Confirms a match in the middle of other bytes; absent: not searched for there. */
  isEmbedded?(head: Buffer): boolean;
  /** Replaces its magic numbers in that search. */
  readonly embedded?: readonly Magic[];
  /** See `Container`. For a format where only a successful extraction confirms a match. */
  findEmbedded?(bytes: Uint8Array, start: number, end: number): Iterable<number>;
  /** See `Container`. */
  endInside?(source: ByteSource, budget: Budget): number | undefined;
  readonly limits?: string;
}
