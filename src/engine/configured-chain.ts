import type { Detector } from '../detect/detector.ts';
import { type KnownSecret, knownSecret } from '../detect/known/known-secret.ts';
import { type Chain, wholeChain } from './chain.ts';
import { PlugInWatch } from './plug-in-watch.ts';
import { assertUniqueIds, loadPlugIn, type PlugIn } from './plug-ins.ts';

/** What the chain gets from outside. Plain data, which is posted to the workers and goes nowhere else. */
export interface ChainChanges {
  /** The job's own secrets, with their values. */
  readonly knownSecrets: readonly KnownSecret[];
  readonly plugIns: readonly PlugIn[];
}

export const NO_CHANGES: ChainChanges = { knownSecrets: [], plugIns: [] };

export function isUnchanged({ knownSecrets, plugIns }: ChainChanges): boolean {
  return knownSecrets.length + plugIns.length === 0;
}

/**
 * The chain of the catalogs, with what comes from outside behind it.
 * @param progress where a watch over plug-ins says what it is at: see `PROGRESS`
 * @throws UsageError for a plug-in that cannot be loaded or is none
 */
export async function configuredChain(changes: ChainChanges, progress?: Int32Array): Promise<Chain> {
  const secrets = changes.knownSecrets.map(knownSecret);
  if (changes.plugIns.length === 0) return wholeChain(secrets);
  const watch = new PlugInWatch(progress);
  return { ...wholeChain([...secrets, ...(await guardedDetectors(changes.plugIns, watch))]), watch };
}

async function guardedDetectors(plugIns: readonly PlugIn[], watch: PlugInWatch): Promise<Detector[]> {
  const loaded: { plugIn: PlugIn; name: string; detectors: readonly Detector[] }[] = [];
  // One after the other: their order is that of the user.
  for (const plugIn of plugIns) loaded.push({ plugIn, name: plugIn.name, detectors: await loadPlugIn(plugIn) });
  assertUniqueIds(loaded);
  return loaded.flatMap(({ plugIn, detectors }, number) =>
    detectors.map((detector) => watch.guard(detector, plugIn, number)),
  );
}
