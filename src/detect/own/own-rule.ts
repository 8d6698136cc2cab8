import type { RuleInfo } from '../../model/finding.ts';

/** Conditions on a secret beyond the pattern. */
export const OWN_CHECKS = ['luhn', 'crc32-base62', 'crc32-hex', 'base64-json'] as const;
export type OwnCheck = (typeof OWN_CHECKS)[number];

/** A user's rule from a configuration: plain data, so that it can be posted to workers. */
export interface OwnRule extends RuleInfo {
  /** In RE2 syntax. Sees one character per byte (latin1), as far around a keyword as `bytesBefore` and `bytesAfter` say. */
  readonly pattern: string;
  /** Literals of 3 or more ASCII characters, in any case; one of them is near every match. */
  readonly keywords: readonly string[];
  /** Number or name of the group that is the secret. Absent: the group `secret` if there is one, else the whole match. */
  readonly secretGroup?: number | string;
  /** Least Shannon entropy of the secret, in bits per character. */
  readonly minBitsPerCharacter?: number;
  readonly checks: readonly OwnCheck[];
  /** How many bytes before the start of a keyword are examined; at most 512. */
  readonly bytesBefore: number;
  /** How many bytes from the start of a keyword on are examined; at most 16 KiB. */
  readonly bytesAfter: number;
  /** Globs of the files that it applies to; empty: all. */
  readonly paths: readonly string[];
  readonly ignore: OwnRuleIgnores;
}

/** Matches that are not findings. Patterns in RE2 syntax. */
export interface OwnRuleIgnores {
  readonly secrets: readonly string[];
  readonly matches: readonly string[];
  readonly lines: readonly string[];
  /** Parts of the secret, in any case. */
  readonly words: readonly string[];
  /** Globs. */
  readonly paths: readonly string[];
}

export const MAX_OWN_BYTES_BEFORE = 512;
export const MAX_OWN_BYTES_AFTER = 16 << 10;
