import type { RuleInfo } from '../../model/finding.ts';

/** What a secret has to be beside what the pattern says. */
export const OWN_CHECKS = ['luhn', 'crc32-base62', 'crc32-hex', 'base64-json'] as const;
export type OwnCheck = (typeof OWN_CHECKS)[number];

/** A rule of the user's, out of a configuration: plain data, so that it can be posted to workers. */
export interface OwnRule extends RuleInfo {
  /** In the syntax of RE2. Sees one character a byte (latin1), so many around a keyword as `bytesBefore` and `bytesAfter` say. */
  readonly pattern: string;
  /** Literals of 3 or more ASCII characters, in any case; one of them stands near every match. */
  readonly keywords: readonly string[];
  /** Number or name of the group that is the secret. Absent: the group `secret` where there is one, else the whole match. */
  readonly secretGroup?: number | string;
  /** Least Shannon entropy of the secret, in bits a character. */
  readonly minBitsPerCharacter?: number;
  readonly checks: readonly OwnCheck[];
  /** Bytes before a keyword's first that are looked at; at most 512. */
  readonly bytesBefore: number;
  /** Bytes from a keyword's first on that are looked at; at most 16 KiB. */
  readonly bytesAfter: number;
  /** Globs of what it is for; none: everything. */
  readonly paths: readonly string[];
  readonly ignore: OwnRuleIgnores;
}

/** What is no finding though it matches. Patterns in the syntax of RE2. */
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
