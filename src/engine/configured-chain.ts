import type { Detector } from '../detect/detector.ts';
import { knownSecret } from '../detect/known/known-secret.ts';
import type { OwnRule } from '../detect/own/own-rule.ts';
import type { Route } from './anchor-routes.ts';
import { type Chain, wholeChain } from './chain.ts';
import type { ChainChanges } from './chain-changes.ts';
import { PlugInWatch } from './plug-in-watch.ts';
import { assertUniqueIds, loadPlugIn, type PlugIn } from './plug-ins.ts';

/**
 * The chain of the catalogs, followed by what comes from outside.
 * @param progress shared memory in which the watch over plug-ins says what it is doing: see `PROGRESS`
 * @throws UsageError for a plug-in that cannot be loaded or is invalid
 */
export async function configuredChain(changes: ChainChanges, progress?: Int32Array): Promise<Chain> {
  const own = changes.ownRules.length === 0 ? [] : await detectorsOf(changes.ownRules);
  const extra = [...own, ...changes.knownSecrets.map(knownSecret)];
  if (changes.plugIns.length === 0) return without(changes.rulesOff, wholeChain(extra));
  const watch = new PlugInWatch(progress);
  const chain = wholeChain([...extra, ...(await guardedDetectors(changes, watch))]);
  return { ...without(changes.rulesOff, chain), watch };
}

/**
 * Removes the routes of rules that are off. Their anchors stay, so that the plan made when dist was built stays valid.
 */
function without(rulesOff: readonly string[], chain: Chain): Chain {
  if (rulesOff.length === 0) return chain;
  const off = new Set(rulesOff);
  const isOn = (route: Route): boolean => route.kind !== 'detector' || !off.has(route.owner.id);
  return {
    ...chain,
    searches: chain.searches.filter(({ id }) => !off.has(id)),
    namedFiles: chain.namedFiles.filter(({ id }) => !off.has(id)),
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

async function guardedDetectors({ plugIns, ownRules }: ChainChanges, watch: PlugInWatch): Promise<Detector[]> {
  const loaded: { plugIn: PlugIn; name: string; detectors: readonly Detector[] }[] = [];
  // Loaded one after another, since their order is the user's.
  for (const plugIn of plugIns) loaded.push({ plugIn, name: plugIn.name, detectors: await loadPlugIn(plugIn) });
  assertUniqueIds(loaded, ownRules);
  return loaded.flatMap(({ plugIn, detectors }, number) =>
    detectors.map((detector) => watch.guard(detector, plugIn, number)),
  );
}
