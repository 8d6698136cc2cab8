import type { RuleInfo } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';

/**
 * A file that is a secret as a whole, or a table of logins, without any mark in it: its name selects it, and its content is
 * checked. Called for files and entries of up to MAX_NAMED_FILE_BYTES in which nothing else was found.
 */
export interface NamedFile extends RuleInfo {
  readonly provider: string;
  /** What is checked besides the name. */
  readonly proof: string;
  /** Matches a path that ends with the name; folders and containers are separated by `/`. */
  readonly names: RegExp;
  /**
   * @param bytes the whole file
   * @returns undefined if it is not a secret. Never throws.
   */
  inspect(bytes: Uint8Array, path: string): Match | undefined;
}

export const MAX_NAMED_FILE_BYTES = 4 << 10;
