import { isForeseen } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { BroughtArtifacts } from '../../sources/brought-artifacts.ts';
import type { SpooledFile } from '../../sources/spooled-file.ts';
import { ApiError } from '../api/json-api.ts';
import type { Tell } from '../api/patience.ts';
import { download } from './download.ts';
import type { StoredArtifact } from './stored-artifact.ts';

/** More at a time are no faster: they share one network connection. */
const MAX_DOWNLOADS = 4;

/** An artifact with the name that reports show. */
export interface NamedArtifact {
  readonly path: string;
  readonly artifact: StoredArtifact;
}

/** Appends ids to names that several artifacts share, as after a run was attempted again. */
export function nameArtifacts(artifacts: readonly StoredArtifact[]): NamedArtifact[] {
  const counts = new Map<string, number>();
  for (const { name } of artifacts) counts.set(name, (counts.get(name) ?? 0) + 1);
  return artifacts.map((artifact) => {
    const { name, id } = artifact;
    return { path: counts.get(name)! > 1 || name === '' ? `${name} (${id})` : name, artifact };
  });
}

/** Downloads all of them. One that cannot be downloaded becomes a gap. */
export async function bringArtifacts(
  named: readonly NamedArtifact[],
  { maxBytes, tell }: { readonly maxBytes: number; readonly tell: Tell },
): Promise<Omit<BroughtArtifacts, 'unmatched'>> {
  const files: (SpooledFile | undefined)[] = [];
  const gaps: Gap[] = [];
  const close = () => {
    for (const file of files) file?.close();
  };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < named.length) {
      const index = next++;
      const { path, artifact } = named[index]!;
      const brought = await bring(path, artifact, maxBytes, tell);
      if ('gap' in brought) gaps.push(brought.gap);
      else files[index] = brought.file;
    }
  };
  const works = await Promise.allSettled(Array.from({ length: MAX_DOWNLOADS }, work));
  const failed = works.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    close();
    throw failed.reason;
  }
  return { files: files.filter((file) => file !== undefined).map(({ selected }) => selected), gaps, close };
}

async function bring(
  path: string,
  artifact: StoredArtifact,
  maxBytes: number,
  tell: Tell,
): Promise<{ readonly file: SpooledFile } | { readonly gap: Gap }> {
  if (artifact.gone !== undefined) return { gap: { path, code: 'unreadable', message: artifact.gone } };
  try {
    return { file: await download(artifact, { path, maxBytes, tell }) };
  } catch (error) {
    if (!isForeseen(error)) throw error;
    return { gap: { path, code: error.code, message: messageOf(error) } };
  }
}

/** What a status of a download means. */
const REFUSALS: Readonly<Record<number, string>> = {
  401: 'the token is not valid, or no longer; give a valid one as github-token',
  403: 'the token may not read it; give the job `actions: read`, and `contents: read` for a release',
  404: 'it is gone since it was listed; run the job again, or find out who deletes it',
  410: 'it has expired or was deleted; scan it before that',
};

function messageOf(error: Error): string {
  const refusal = error instanceof ApiError ? REFUSALS[error.status] : undefined;
  return refusal === undefined ? error.message : `cannot download it: ${refusal}`;
}
