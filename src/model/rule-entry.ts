import type { RuleInfo } from './finding.ts';

/** A rule as the catalogue lists it. */
export interface RuleEntry extends RuleInfo {
  /** Who issues the secrets that it finds; absent where anybody can make one, such as a key. */
  readonly provider?: string;
  /** What is checked, offline, before a finding is reported. */
  readonly proof: string;
}
