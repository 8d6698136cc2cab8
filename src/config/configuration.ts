import type { OwnRule } from '../detect/own/own-rule.ts';
import type { Allow, RuleOverride } from '../model/allow.ts';
import type { ConfiguredOptions } from '../settings/settings.ts';
import type { NotCarriedOver } from './remarks.ts';

/** What a configuration says, checked, and what of one of another tool has no meaning here. Plain data. */
export interface Configuration extends NotCarriedOver {
  readonly options: ConfiguredOptions;
  readonly rulesOff: readonly string[];
  readonly overrides: ReadonlyMap<string, RuleOverride>;
  readonly ownRules: readonly OwnRule[];
  /** Globs. */
  readonly exclude: readonly string[];
  readonly allows: readonly Allow[];
  /** Rules that are named and are none of ours, where plug-ins may have them. */
  readonly unsettled: readonly UnsettledRule[];
}

/** Known for right or wrong when the plug-ins are loaded. */
export interface UnsettledRule {
  readonly id: string;
  /** What to say when no plug-in has it. */
  readonly problem: string;
}

/** A file that policy comes from, as whoever has it hands it in. */
export interface PolicyFile {
  /** As messages show it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Findings that are known, and what of the file has no meaning here. */
export interface Baseline extends NotCarriedOver {
  readonly allows: readonly Allow[];
}
