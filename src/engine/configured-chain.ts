import type { Detector } from '../detect/detector.ts';
import { type KnownSecret, knownSecret } from '../detect/known/known-secret.ts';
import { type Chain, wholeChain } from './chain.ts';

/** What the chain gets from outside. Plain data, which is posted to the workers and goes nowhere else. */
export interface ChainChanges {
  /** The job's own secrets, with their values. */
  readonly knownSecrets: readonly KnownSecret[];
}

export const NO_CHANGES: ChainChanges = { knownSecrets: [] };

export function isUnchanged({ knownSecrets }: ChainChanges): boolean {
  return knownSecrets.length === 0;
}

/** The chain of the catalogs, with what comes from outside behind it. */
export async function configuredChain(changes: ChainChanges): Promise<Chain> {
  return wholeChain(extraDetectors(changes));
}

function extraDetectors({ knownSecrets }: ChainChanges): Detector[] {
  return knownSecrets.map(knownSecret);
}
