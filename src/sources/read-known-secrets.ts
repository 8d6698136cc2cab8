import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { NamedSecret, SecretSource } from '../model/known-secrets.ts';

/** Room for 200 secrets of GitHub's 48 KB each, escaped. */
const MAX_FILE_BYTES = 16 << 20;

/**
 * The values that `sources` name. A variable that is not set is a mistake; one that is empty is a secret that this job
 * does not get, as in a pull request from a fork.
 * @param syntax `arguments`: every process of the machine can read them, so they must hold no values
 * @throws UsageError that quotes no value, and no name but a file's: there may be a value where a name belongs
 */
export function readKnownSecrets(
  sources: readonly SecretSource[],
  { base, syntax, environment }: { base: string; syntax: 'arguments' | 'lines'; environment: NodeJS.ProcessEnv },
): readonly NamedSecret[] {
  return sources.flatMap((source, index) => {
    if ('json' in source) {
      if (syntax === 'arguments')
        throw new UsageError(
          'known-secrets: expected names of environment variables or @FILE, found a JSON object; other processes can read a command line, so values must not be on it',
        );
      return secretsOf(source.json, 'known-secrets');
    }
    if ('file' in source)
      return secretsOf(contentOf(resolve(base, source.file), source.file), `known-secrets: ${source.file}`);
    const value = environment[source.variable];
    if (value === undefined)
      throw new UsageError(
        `known-secrets: expected names of environment variables that are set, found none of the name that is number ${index + 1}; set it (empty, if this job has no such secret), or correct the name`,
      );
    return [{ name: source.variable, value }];
  });
}

function contentOf(path: string, shown: string): string {
  try {
    if (statSync(path).size > MAX_FILE_BYTES)
      throw new UsageError(`expected at most ${MAX_FILE_BYTES} bytes, found more`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason =
      error instanceof UsageError
        ? error.message
        : `cannot be read (${(error as NodeJS.ErrnoException).code}); correct the path, or give the job permission to read it`;
    throw new UsageError(`known-secrets: ${shown}: ${reason}`);
  }
}

/** @param where prefix of messages. A JSON parser's own message would quote the text, so none is passed on. */
function secretsOf(json: string, where: string): NamedSecret[] {
  let object: unknown;
  try {
    // PowerShell 5 begins UTF-8 files with a byte-order mark.
    object = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    throw new UsageError(`${where}: expected a JSON object of names and values, found text that is no JSON`);
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    throw new UsageError(`${where}: expected a JSON object of names and values, found another kind of value`);
  return Object.entries(object).map(([name, value], index) => {
    if (typeof value === 'string') return { name, value };
    throw new UsageError(`${where}: expected a text for each name, found something else at number ${index + 1}`);
  });
}
