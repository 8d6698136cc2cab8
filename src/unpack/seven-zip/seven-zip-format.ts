import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import type { Magic, Mark } from '../container/magic.ts';
import type { Misjudged } from './misjudged.ts';

/** What 7-Zip has made of an archive. */
export interface Extracted {
  /** It has not read all of the source. */
  readonly leavesRest: boolean;
  /** Where what it has not read begins, if that is behind an archive. */
  readonly restStart: number | undefined;
  /** Files and folders, as it counts them. */
  readonly items: number;
}

/** A format that 7-Zip opens. */
export interface Format {
  readonly id: string;
  readonly title: string;
  /** 7-Zip's name of it. */
  readonly type: string;
  readonly magics?: readonly Magic[];
  readonly headBytes?: number;
  isHead?(head: Buffer): boolean;
  /** See `Container`. Absent: as the magic numbers say, unless `isHead` has its own. */
  readonly firstBytes?: readonly number[];
  readonly mark?: Mark;
  /** What has the magic number, and is for another container, or only a program that knows it. */
  isOther?(head: Buffer): boolean;
  /** Asked before 7-Zip is: without a password it would read noise. */
  hasEncryptedNames?(source: ByteSource): boolean;
  /**
   * What is wrong in it that 7-Zip passes over, in words; asked when it has said nothing.
   * @param budget asked for the time
   */
  overlooked?(source: ByteSource, budget: Budget, extracted: Extracted): string | undefined;
  /** What it holds that 7-Zip does not hand out; asked when 7-Zip could open it. */
  besides?(source: ByteSource, budget: Budget): AsyncIterable<Entry | Trouble> | Iterable<Entry | Trouble>;
  /** What 7-Zip takes for damage. */
  readonly misjudged?: Misjudged;
  /** The magic number stands at the end: at this distance from it. */
  readonly tail?: { readonly bytes: string; readonly fromEnd: number };
  /** Holds one file without a name. */
  readonly oneFile?: true;
  /** Content lies in it as it is, and beside it what no file holds any more: free blocks, slack, comments. */
  readonly isPlain?: true;
  /** Also looked for in the middle of other bytes; asked with what is found there. */
  isEmbedded?(head: Buffer): boolean;
  /** By these and not by its magic numbers. */
  readonly embedded?: readonly Magic[];
  /** See `Container`; nothing but that what is found this way can be read tells that it is one. */
  findEmbedded?(bytes: Uint8Array, start: number, end: number): Iterable<number>;
  /** See `Container`. */
  endInside?(source: ByteSource, budget: Budget): number | undefined;
  readonly limits?: string;
}
