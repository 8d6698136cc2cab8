/**
 * A rule is a token format as data; `ruleDetector` makes a detector of it. What all token formats share lives here and
 * in `rule-detector.ts`: anchors, edges, placeholders, published examples, checksums, fingerprints, previews.
 */
import type { FactRecord, RuleInfo } from '../../model/finding.ts';
import type { Confidence, Severity } from '../../model/severity.ts';
import type { KeyForm } from '../detector.ts';
import type { RandomText } from './random-text.ts';

export interface Rule extends RuleInfo {
  /** Of a token that is a key. */
  readonly form?: KeyForm;
  /** Who issues it; becomes the fact `provider`. */
  readonly provider: string;
  /** Literals of 3 to 32 ASCII characters, one of which every match contains. `ignoreCase` ones in lower case. */
  readonly anchors: readonly (string | { readonly text: string; readonly ignoreCase: true })[];
  /**
   * Sees one character a byte (latin1). Must be linear, and compile on Node 20: no `(?i:`, no flags but `i`. It must
   * match at the anchor, or, where `bytesBefore` is given, from at most that many bytes before the anchor to behind it.
   *
   * Named groups, all optional: `secret` is what the finding covers and fingerprints (else the whole match); `body` is
   * the part of it that ought to be random (else the secret); `prefix` is what a preview may show.
   */
  readonly pattern: RegExp;
  /** As of a detector's trigger: of a message of bytes, which is no text and never UTF-16. Absent: text. */
  readonly reads?: 'bytes';
  /** Most bytes that a match begins before its anchor. Absent: it begins with the anchor. At most 512. */
  readonly bytesBefore?: number;
  /**
   * Where a match around the anchor at `at` begins at the earliest, where that can be told by less than `bytesBefore`: in a flood each
   * anchor would go through all that stand before it.
   */
  earliestStart?(window: Uint8Array, at: number): number;
  /**
   * A look at the bytes before text is made of them: where a match of the anchor at `at` ends at the latest, or undefined
   * where none begins. `window` has 16 bytes before `at` where the data has them. A flood of anchors asks it at each, so
   * it stops at the first byte that decides.
   */
  latestEnd?(window: Uint8Array, at: number): number | undefined;
  /** Longest possible match, in bytes. At most MAX_RULE_BYTES. */
  readonly maxMatchBytes: number;
  /** How far `check` may look before and behind the match, in bytes. Absent: 0. */
  readonly contextBytes?: number;
  /**
   * A look at a few bytes around the anchor, where an anchor is short: false where no match can be. At most some hundred
   * nanoseconds.
   */
  glance?(window: Uint8Array, at: number): boolean;
  /** Which characters may not stand next to the whole match, since the token would go on there. Absent: TOKEN_EDGES. */
  readonly edges?: Edges;
  /**
   * A body that someone made up (it counts up, repeats one unit, says EXAMPLE, is masked with `x`, has too little entropy) is
   * `low`, and not refused: no provider issues it, but the name or the prefix before it says that it is used as a key. What
   * tells its reader to put the key there is refused all the same.
   */
  readonly admitsStandIns?: true;
  /** Least Shannon entropy of the body, in bits a character. */
  readonly minBitsPerCharacter?: number;
  /** A person may have chosen it, or it has less than 96 bits: its fingerprint is stretched, at some 30 ms each. */
  readonly guessable?: true;
  /** As of a detector. */
  readonly isFallback?: true;
  /** `check` judges placeholders, where words that stand in for passwords are passwords all the same. */
  readonly judgesPlaceholders?: true;
  /**
   * Reads the format's own checksum. A valid one stands for itself, so that the edges do not matter (in a dump, strings
   * stand next to one another); an invalid one lowers the confidence to `low`.
   */
  checksum?(candidate: Candidate): Checksum;
  /** Judges what a pattern cannot: structure inside the token, what stands around it. Undefined: no secret. */
  check?(candidate: Candidate): Assessment | undefined;
  /** Every variant that the rule knows, once. */
  examples(random: RandomText): readonly Example[];
  /** What looks like it and is not, beyond the placeholders that every rule refuses. */
  lookAlikes(random: RandomText): readonly string[];
}

/** Anchors in either case. */
export const inAnyCase = (...texts: readonly string[]) => texts.map((text) => ({ text, ignoreCase: true }) as const);

/** Bytes that one pattern may see; regular expressions are for windows around anchors, not for files. */
export const MAX_RULE_BYTES = 16 << 10;

/** Each matches one character, or is absent where anything may stand there. */
export interface Edges {
  readonly before?: RegExp;
  readonly after?: RegExp;
}

/** For tokens of letters, digits, `-` and `_`. A dash before is allowed: `-ghp_…` is an option, not a longer token. */
export const TOKEN_EDGES: Edges = { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9_-]/ };

export type Checksum = 'valid' | 'invalid' | 'none';

/** A match that is neither a placeholder nor published. Text is latin1: one character a byte. */
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

/** What a check found out; every member replaces what the rule says. */
export interface Assessment {
  readonly title?: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly checksum?: Checksum;
  /** Added to `provider` and `checksum`. Never anything from which the secret could be told. */
  readonly facts?: FactRecord;
  /** Where the secret lies in `window`, when that is not where the pattern says. */
  readonly place?: { readonly start: number; readonly end: number };
  /** The secret itself, when `window` holds it in another form: what is fingerprinted. */
  readonly identity?: string;
  readonly guessable?: boolean;
  /**
   * What the secret belongs to: a user, a host, the name of a setting. Given where it may be no secret at all, too often for
   * a stretched fingerprint of each: the fingerprint is then of this, and two of the same name are one finding.
   */
  readonly named?: string;
  /** Others of which the same place tells, each with its place. */
  readonly also?: readonly Assessment[];
}

/** A credential made at run time. */
export interface Example {
  /** Holds the secret once. Latin1. */
  readonly text: string;
  /** The part of `text` that the finding covers. */
  readonly secret: string;
  /** What no finding may show: random parts, decoded passwords. */
  readonly hidden: readonly string[];
  /** Where the finding differs from the rule. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Facts that the finding must have; it may have more. */
  readonly facts?: FactRecord;
}
