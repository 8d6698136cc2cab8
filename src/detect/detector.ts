import type { Anchor } from '../model/anchor.ts';
import type { RuleInfo } from '../model/finding.ts';
import type { Match } from '../model/match.ts';
import type { Memory } from '../model/memory.ts';
import type { Shape } from '../model/shape.ts';

/** Where the kernel should call this detector. */
export interface Trigger {
  readonly anchors: readonly Anchor[];
  /** In addition to the anchors: places that the kernel finds by other means. A detector with shapes reads `bytes`. */
  readonly shapes?: readonly Shape[];
  /** How many bytes before its anchor a match can begin, at most. */
  readonly bytesBefore: number;
  /**
   * `text`: the engine also looks for the anchors as UTF-16 (LE and BE) and then passes a window that it has narrowed to one byte
   * per character. `bytes`: only the bytes as they are.
   */
  readonly reads: 'text' | 'bytes';
}

/** What docs/key-forms.md says about a form of key, beyond what the catalog and the samples know. */
export interface KeyForm {
  /** The specification of the format. */
  readonly specification: string;
  /** What must hold for a finding to have the confidence of the detector. */
  readonly proof: string;
}

/**
 * Knows one kind of secret. Pure: no I/O, no clock, no state between calls; same bytes, same answer. The kernel finds,
 * a detector proves, the engine reports.
 */
export interface Detector extends RuleInfo {
  /** Every detector has one, except those of tokens that are not keys. */
  readonly form?: KeyForm;
  readonly trigger: Trigger;
  /** Recognises a secret only by its surroundings, so it gives way to a detector that recognises the same bytes themselves. */
  readonly isFallback?: true;
  /** Longest possible match in bytes, counted from its first byte; the contract suite tries it. At most 64 KiB. */
  readonly maxMatchBytes: number;
  /** For a rule that is limited to certain files: whether it applies to `path`. Absent: it applies to all. */
  appliesTo?(path: string): boolean;
  /**
   * A look at a few bytes around the anchor, before a window is made: false if there can be no match. Most anchors in text lead
   * nowhere, so this must cost only tens of nanoseconds.
   * @param bytes all available bytes; those around `at` may be cut off as in `inspect`. Must not be written to.
   */
  glance?(bytes: Uint8Array, at: number): boolean;
  /**
   * @param window bytes around the anchor: at least `trigger.bytesBefore` before it and `maxMatchBytes` after it, where
   *   the data has them. Owned by the engine, valid during the call, must not be written to.
   * @param at where the anchor begins in `window`
   * @returns the match, or undefined if there is no secret here. Never throws on any input, except for the EffortError of `spend`.
   */
  inspect(window: Uint8Array, at: number, memory: Memory): Match | undefined;
}
