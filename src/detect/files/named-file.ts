import type { RuleInfo } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';

/**
 * A file that is a secret as a whole, or a table of logins, and has no mark in it: its name says what it is, and what it holds whether it
 * is one. Asked about files and entries of up to MAX_NAMED_FILE_BYTES in which nothing else was found.
 */
export interface NamedFile extends RuleInfo {
  readonly provider: string;
  /** What is checked beside the name. */
  readonly proof: string;
  /** Matches the path, which ends with the name; folders and containers are parted by `/`. */
  readonly names: RegExp;
  /** @param bytes all of the file. Never throws. @returns undefined where it is no secret */
  inspect(bytes: Uint8Array, path: string): Match | undefined;
}

export const MAX_NAMED_FILE_BYTES = 4 << 10;
