import type { Anchor } from '../model/anchor.ts';
import type { RuleInfo } from '../model/finding.ts';
import type { Match } from '../model/match.ts';
import type { Memory } from '../model/memory.ts';
import type { Shape } from '../model/shape.ts';

/** Where the kernel should call this detector. */
export interface Trigger {
  readonly anchors: readonly Anchor[];
  /** Beside the anchors: places that the kernel finds by other means. Such a detector reads `bytes`. */
  readonly shapes?: readonly Shape[];
  /** Most bytes that a match can begin before its anchor. */
  readonly bytesBefore: number;
  /**
   * `text`: the engine also looks for the anchors as UTF-16 (LE and BE) and then hands over a window that it has
   * narrowed to one byte a character. `bytes`: the bytes as they are, and only those.
   */
  readonly reads: 'text' | 'bytes';
}

/** What docs/key-forms.md says of a form of key, beyond what the catalog and the samples know. */
export interface KeyForm {
  /** Which specification the file follows. */
  readonly specification: string;
  /** What has to hold before it is reported at the confidence of the detector. */
  readonly proof: string;
}

/**
 * Knows one kind of secret. Pure: no I/O, no clock, no state between calls; same bytes, same answer. The kernel finds,
 * a detector proves, the engine reports.
 */
export interface Detector extends RuleInfo {
  /** Every detector has one, but for tokens that are no keys. */
  readonly form?: KeyForm;
  readonly trigger: Trigger;
  /** Longest possible match in bytes, counted from its first byte; the contract suite tries it. At most 64 KiB. */
  readonly maxMatchBytes: number;
  /** Of a rule that is meant for certain files: whether for the one at `path`. Absent: for everything. */
  appliesTo?(path: string): boolean;
  /**
   * A look at a few bytes around the anchor, before a window is made: false where no match can be. Most anchors in text lead
   * nowhere, and that must cost tens of nanoseconds.
   * @param bytes all that is at hand, of which what is around `at` may be cut off as in `inspect`; not to be written
   */
  glance?(bytes: Uint8Array, at: number): boolean;
  /**
   * @param window bytes around the anchor: at least `trigger.bytesBefore` before it and `maxMatchBytes` after it, where
   *   the data has them. Owned by the engine, valid during the call, not to be written.
   * @param at where the anchor begins in `window`
   * @returns the match, or undefined when what stands here is no secret. Never throws on any input.
   */
  inspect(window: Uint8Array, at: number, memory: Memory): Match | undefined;
}
