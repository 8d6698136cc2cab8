import type { RuleEntry } from '../model/rule-entry.ts';
import { detectors, namedFiles, rules, searches } from './catalog.ts';
import type { NamedFile } from './files/named-file.ts';
import { KNOWN_SECRET } from './known/known-secret.ts';
import type { Rule } from './text/rule.ts';

/** Every rule: first those for the job's own secrets, then those of the catalog, in its order. */
export function ruleCatalog(): readonly RuleEntry[] {
  const tokens = new Map(rules.map((rule) => [rule.id, rule]));
  const known: readonly RuleEntry[] = [KNOWN_SECRET];
  const listed = [...detectors, ...searches].map((detector): RuleEntry => {
    const { id, title, severity, confidence, advice, form } = detector;
    const rule = tokens.get(id);
    const proof = form?.proof ?? (rule ? proofOf(rule) : 'as the keys in it');
    return { id, title, severity, confidence, advice, ...(rule && { provider: rule.provider }), proof };
  });
  return [...known, ...listed, ...namedFiles.map(entryOf)];
}

function entryOf({ id, title, severity, confidence, advice, provider, proof }: NamedFile): RuleEntry {
  return { id, title, severity, confidence, advice, provider, proof };
}

/** For a token: what its rule checks beyond the characters. */
function proofOf({ checksum, check, minBitsPerCharacter }: Rule): string {
  const looks = [
    'pattern',
    ...(checksum ? ['checksum'] : []),
    ...(check ? ['structure or context'] : []),
    ...(minBitsPerCharacter === undefined
      ? []
      : [`entropy of ${Math.round(10 * minBitsPerCharacter) / 10} bits a character`]),
  ];
  return looks.join(', ');
}
