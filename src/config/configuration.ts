import type { OwnRule } from '../detect/own/own-rule.ts';
import type { Allow, RuleOverride } from '../model/allow.ts';
import type { ConfiguredOptions } from '../settings/settings.ts';
import type { NotCarriedOver } from './remarks.ts';

/** What a configuration says, checked; and, from another tool's file, what has no meaning here. Plain data. */
export interface Configuration extends NotCarriedOver {
  readonly options: ConfiguredOptions;
  readonly rulesOff: readonly string[];
  readonly overrides: ReadonlyMap<string, RuleOverride>;
  readonly ownRules: readonly OwnRule[];
  /** Globs of paths that are not opened. */
  readonly exclude: readonly string[];
  readonly allows: readonly Allow[];
  /** Rules that are named but not built in; plug-ins may have them. */
  readonly unsettled: readonly UnsettledRule[];
}

/** Can be judged only when the plug-ins are loaded. */
export interface UnsettledRule {
  readonly id: string;
  /** The message if no plug-in has it. */
  readonly problem: string;
}

/** A file with policy, as its provider hands it in. */
export interface PolicyFile {
  /** Name for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Known findings, and what in the file has no meaning here. */
export interface Baseline extends NotCarriedOver {
  readonly allows: readonly Allow[];
}
