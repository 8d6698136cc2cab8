import { identifier } from '../detect/known/identify.ts';
import type { KnownSecret } from '../detect/known/known-secret.ts';
import { trimmedValue, whyNotSearched } from '../detect/known/secret-value.ts';
import { compareText } from '../model/compare-text.ts';
import type { KnownSecretStats, NamedSecret } from '../model/known-secrets.ts';

/** The job's own secrets, as far as they can be searched for. */
export interface KnownSecrets {
  readonly secrets: readonly KnownSecret[];
  readonly stats: KnownSecretStats;
}

/** Lists each value once, with all its names. */
export function prepareKnownSecrets(named: readonly NamedSecret[]): KnownSecrets {
  const names = new Map<string, Set<string>>();
  for (const { name, value } of named) {
    const trimmed = trimmedValue(value);
    names.set(trimmed, (names.get(trimmed) ?? new Set()).add(name));
  }
  const secrets: KnownSecret[] = [];
  const leftOut: { name: string; reason: string }[] = [];
  const identify = identifier();
  for (const [value, ofValue] of names) {
    const name = [...ofValue].sort(compareText).join(', ');
    const reason = whyNotSearched(value);
    if (reason !== undefined) {
      leftOut.push({ name, reason });
      continue;
    }
    const match = identify(Buffer.from(value));
    secrets.push({ name, value, ...(match && { identity: { fingerprint: match.fingerprint, facts: match.facts } }) });
  }
  return { secrets, stats: { searched: secrets.length, leftOut } };
}
