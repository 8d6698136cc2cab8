/**
 * A rule is a token format as data; `ruleDetector` makes it a detector. What all token formats share is here and in
 * `rule-detector.ts`: anchors, edges, placeholders, published examples, checksums, fingerprints, previews.
 */
import type { FactRecord, RuleInfo } from '../../model/finding.ts';
import type { Confidence, Severity } from '../../model/severity.ts';
import type { KeyForm } from '../detector.ts';
import type { RandomText } from './random-text.ts';

export interface Rule extends RuleInfo {
  /** For a token that is a key. */
  readonly form?: KeyForm;
  /** Who issues it; becomes the fact `provider`. */
  readonly provider: string;
  /** Literals of 3 to 32 ASCII characters; every match contains one of them. Those with `ignoreCase` are in lower case. */
  readonly anchors: readonly (string | { readonly text: string; readonly ignoreCase: true })[];
  /**
   * Runs on text of one character per byte (latin1). Must be linear, and compile on Node 20: no `(?i:`, no flags but `i`. It must
   * match at the anchor or, if `bytesBefore` is given, begin at most that many bytes before the anchor and reach past it.
   *
   * Named groups, all optional: `secret` is what the finding covers and fingerprints (else the whole match); `body` is the part of
   * it that should be random (else the secret); `prefix` is what a preview may show.
   */
  readonly pattern: RegExp;
  /** As in a detector's trigger: for a message of bytes, which is not text and never UTF-16. Absent: text. */
  readonly reads?: 'bytes';
  /** How many bytes before its anchor a match can begin, at most 512. Absent: it begins with the anchor. */
  readonly bytesBefore?: number;
  /**
   * The earliest start of a match around the anchor at `at`, where that is closer than `bytesBefore`. Without it, each anchor in a
   * flood would go through all those before it.
   */
  earliestStart?(window: Uint8Array, at: number): number;
  /**
   * A look at the bytes before text is made of them: the latest end of a match of the anchor at `at`, or undefined if no match
   * begins there. `window` has 16 bytes before `at` where the data has them. Called for every anchor of a flood, so it stops at
   * the first byte that decides.
   */
  latestEnd?(window: Uint8Array, at: number): number | undefined;
  /** Longest possible match, in bytes. At most MAX_RULE_BYTES. */
  readonly maxMatchBytes: number;
  /** How far `check` may look before and after the match, in bytes. Absent: 0. */
  readonly contextBytes?: number;
  /** For a short anchor, a look at a few bytes around it: false if there can be no match. At most some hundred nanoseconds. */
  glance?(window: Uint8Array, at: number): boolean;
  /** Characters that may not be next to the whole match, since the token would continue there. Absent: TOKEN_EDGES. */
  readonly edges?: Edges;
  /**
   * A body that someone made up (it counts up, repeats one unit, says EXAMPLE, is masked with `x`, has too little entropy) is
   * reported as `low`, not refused: no provider issues it, but the name or the prefix before it says that it is used as a key.
   * Text that tells its reader to put the key there is still refused.
   */
  readonly admitsStandIns?: true;
  /** Least Shannon entropy of the body, in bits per character. */
  readonly minBitsPerCharacter?: number;
  /** A person may have chosen it, or it has fewer than 96 bits: its fingerprint is stretched, at some 30 ms each. */
  readonly guessable?: true;
  /** As in a detector. */
  readonly isFallback?: true;
  /** `check` judges placeholders, for passwords: words that usually stand in for a secret may be one. */
  readonly judgesPlaceholders?: true;
  /**
   * Checks the format's own checksum. A valid one is proof enough, so the edges do not matter (in a dump, strings are adjacent);
   * an invalid one lowers the confidence to `low`.
   */
  checksum?(candidate: Candidate): Checksum;
  /** Checks what a pattern cannot: structure inside the token, surrounding text. Undefined: not a secret. */
  check?(candidate: Candidate): Assessment | undefined;
  /** Every variant that the rule recognises, once. */
  examples(random: RandomText): readonly Example[];
  /** What looks like a match and is not, beyond the placeholders that every rule refuses. */
  lookAlikes(random: RandomText): readonly string[];
}

/** Anchors in either case. */
export const inAnyCase = (...texts: readonly string[]) => texts.map((text) => ({ text, ignoreCase: true }) as const);

/** Most bytes that one pattern may see; regular expressions run on windows around anchors, not on files. */
export const MAX_RULE_BYTES = 16 << 10;

/** Each matches one character; absent if any character may be there. */
export interface Edges {
  readonly before?: RegExp;
  readonly after?: RegExp;
}

/** For tokens of letters, digits, `-` and `_`. A dash before is allowed: `-ghp_…` is an option, not a longer token. */
export const TOKEN_EDGES: Edges = { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9_-]/ };

export type Checksum = 'valid' | 'invalid' | 'none';

/** A match that is neither a placeholder nor published. Text is latin1: one character per byte. */
export interface Candidate {
  /** All that the rule may see: the match and up to `contextBytes` on both sides. */
  readonly window: string;
  /** The whole match in `window`. */
  readonly start: number;
  readonly end: number;
  readonly secret: string;
  readonly body: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** Result of a check; every member overrides what the rule says. */
export interface Assessment {
  readonly title?: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly checksum?: Checksum;
  /** Added to `provider` and `checksum`. Must not reveal the secret. */
  readonly facts?: FactRecord;
  /** Where the secret is in `window`, if not where the pattern says. */
  readonly place?: { readonly start: number; readonly end: number };
  /** The secret itself, if `window` has it in another form: this is fingerprinted. */
  readonly identity?: string;
  readonly guessable?: boolean;
  /**
   * What the secret belongs to: a user, a host, the name of a setting. Given if it may well be no secret, which is too frequent
   * for stretched fingerprints. The fingerprint is then of this name, and two findings of the same name are one.
   */
  readonly named?: string;
  /** Further secrets at the same place, each with its own place. */
  readonly also?: readonly Assessment[];
}

/** A credential made at run time. */
export interface Example {
  /** Contains the secret once. Latin1. */
  readonly text: string;
  /** The part of `text` that the finding covers. */
  readonly secret: string;
  /** Text that no finding may show: random parts, decoded passwords. */
  readonly hidden: readonly string[];
  /** Where the finding differs from the rule. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Facts that the finding must have; it may have more. */
  readonly facts?: FactRecord;
}
