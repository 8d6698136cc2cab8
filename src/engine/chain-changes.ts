import type { KnownSecret } from '../detect/known/known-secret.ts';
import type { OwnRule } from '../detect/own/own-rule.ts';
import type { PlugIn } from './plug-ins.ts';

/**
 * What is added to or switched off in the chain from outside. Plain data, which is posted to the workers and goes
 * nowhere else.
 */
export interface ChainChanges {
  /** Ids of rules that are not called. */
  readonly rulesOff: readonly string[];
  /** Already checked: see `config/`. */
  readonly ownRules: readonly OwnRule[];
  /** The job's own secrets, with their values. */
  readonly knownSecrets: readonly KnownSecret[];
  readonly plugIns: readonly PlugIn[];
}

export const NO_CHANGES: ChainChanges = { rulesOff: [], ownRules: [], knownSecrets: [], plugIns: [] };

/** Whether these add anchors to those of the catalogs, for which dist has a plan. */
export function bringAnchors({ ownRules, knownSecrets, plugIns }: ChainChanges): boolean {
  return ownRules.length + knownSecrets.length + plugIns.length > 0;
}

export function isUnchanged(changes: ChainChanges): boolean {
  return changes.rulesOff.length === 0 && !bringAnchors(changes);
}
