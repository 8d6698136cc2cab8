import type { RuleInfo } from './finding.ts';

/** A rule as the catalogue lists it. */
export interface RuleEntry extends RuleInfo {
  /** Who issues what it finds; absent where anybody can make it, such as a key. */
  readonly provider?: string;
  /** What is checked, offline, before it is reported. */
  readonly proof: string;
}
