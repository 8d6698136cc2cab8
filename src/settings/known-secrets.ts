import { UsageError } from '../model/errors.ts';
import type { SecretSource } from '../model/known-secrets.ts';

/**
 * Parses `${{ toJSON(secrets) }}`, or one source a line: the name of an environment variable, or `@` and a file.
 * @throws UsageError that quotes nothing: what is here by mistake may be a secret
 */
export function secretSources(text: string): readonly SecretSource[] {
  if (text.startsWith('{')) return [{ json: text }];
  return text.split('\n').flatMap((line, index): SecretSource[] => {
    const name = line.trim();
    if (name === '') return [];
    if (name.startsWith('@')) return [{ file: name.slice(1) }];
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return [{ variable: name }];
    throw new UsageError(
      `line ${index + 1}: expected the name of an environment variable, @ and a file, or a JSON object as \${{ toJSON(secrets) }} is; found something else, which is not shown here since it may be a secret`,
    );
  });
}
