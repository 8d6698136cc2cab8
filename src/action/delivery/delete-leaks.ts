import type { Verdict } from '../../model/result.ts';
import { escapePath } from '../../report/escape.ts';
import { ApiError } from '../api/json-api.ts';
import type { NamedArtifact } from '../artifacts/bring-artifacts.ts';
import type { RemoteArtifacts } from '../artifacts/remote-artifacts.ts';
import type { Notes } from '../notes.ts';

/**
 * Deletes leaking artifacts from GitHub: each one with a finding that fails the job. If one cannot be deleted, the
 * others still are.
 * @returns one line for each that remains
 */
export async function deleteLeaks(verdict: Verdict, remote: RemoteArtifacts, notes: Notes): Promise<string[]> {
  const leaking = new Set(verdict.findings.filter(({ fails }) => fails).map(({ artifact }) => artifact));
  const left: string[] = [];
  for (const named of remote.named(leaking)) {
    const why = await tryDelete(named);
    const name = escapePath(named.path, 200);
    if (why === undefined) notes.add(`Deleted from GitHub, since it leaks: ${name}`);
    else left.push(`${name} leaks and could not be deleted: ${why}`);
  }
  for (const line of left) notes.add(line);
  return left;
}

async function tryDelete({ artifact }: NamedArtifact): Promise<string | undefined> {
  try {
    await artifact.remove();
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 410) return undefined;
    return REFUSALS[error.status] ?? error.message;
  }
}

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'the token is not valid any more',
  403: 'the token may not do that (it takes `actions: write`, and `contents: write` for a release)',
  404: 'it is not there any more, or the token may not delete it',
};
