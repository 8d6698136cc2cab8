import type { FactRecord } from '../../model/finding.ts';

const MAX_NAMED = 5;
const MAX_CHARACTERS = 64;

/** How many keys a store has, and the first names that are short and printable. Untrusted text. */
export function aliasFacts(aliases: readonly string[]): FactRecord {
  const named = aliases.filter((alias) => /^[\x20-\x7e]+$/.test(alias) && alias.length <= MAX_CHARACTERS);
  return {
    keys: aliases.length,
    ...(named.length > 0 && { aliases: named.slice(0, MAX_NAMED).join(', ') }),
  };
}
