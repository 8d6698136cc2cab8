import type { Detector } from '../detect/detector.ts';
import { type KnownSecret, knownSecret } from '../detect/known/known-secret.ts';
import type { OwnRule } from '../detect/own/own-rule.ts';
import { type Chain, type Route, wholeChain } from './chain.ts';

/** What the chain gets from outside. Plain data, which is posted to the workers and goes nowhere else. */
export interface ChainChanges {
  /** Ids of rules that are not asked. */
  readonly rulesOff: readonly string[];
  /** Checked: see `config/`. */
  readonly ownRules: readonly OwnRule[];
  /** The job's own secrets, with their values. */
  readonly knownSecrets: readonly KnownSecret[];
}

export const NO_CHANGES: ChainChanges = { rulesOff: [], ownRules: [], knownSecrets: [] };

export function isUnchanged({ rulesOff, ownRules, knownSecrets }: ChainChanges): boolean {
  return rulesOff.length + ownRules.length + knownSecrets.length === 0;
}

/**
 * The chain of the catalogs with what comes from outside behind it. A rule that is off keeps its anchors, and nobody is asked where
 * they stand: so what was planned for them when dist was built stays valid.
 */
export async function configuredChain({ rulesOff, ownRules, knownSecrets }: ChainChanges): Promise<Chain> {
  const own = ownRules.length === 0 ? [] : await detectorsOf(ownRules);
  const chain = wholeChain([...own, ...knownSecrets.map(knownSecret)]);
  if (rulesOff.length === 0) return chain;
  const off = new Set(rulesOff);
  const isOn = ({ asked }: Route): boolean => !off.has(chain.detectors[asked]?.id ?? '');
  return {
    ...chain,
    searches: chain.searches.filter(({ id }) => !off.has(id)),
    routes: chain.routes.map((routes) => routes.filter(isOn)),
    shapes: new Map([...chain.shapes].map(([shape, routes]) => [shape, routes.filter(isOn)])),
  };
}

async function detectorsOf(rules: readonly OwnRule[]): Promise<Detector[]> {
  const { ownRuleDetector } = await import('../detect/own/own-rule-detector.ts');
  return rules.map((rule) => {
    const made = ownRuleDetector(rule);
    if ('problem' in made) throw new Error(`rule ${rule.id} was checked and cannot be made: ${made.problem}`);
    return made;
  });
}
