import { UsageError } from '../../model/errors.ts';
import type { Settings } from '../../settings/settings.ts';
import { NamePatterns } from '../../sources/name-patterns.ts';
import { ApiError, type JsonApi } from '../api/json-api.ts';
import type { Tell } from '../api/patience.ts';
import { isEnterpriseServer, type Job } from '../job.ts';
import { artifactsOfRun } from './other-run.ts';
import { artifactsOfOwnRun, type ResultsService } from './own-run.ts';
import { assetsOfRelease } from './release.ts';
import type { StoredArtifact } from './stored-artifact.ts';

/** The inputs that say where artifacts are. */
export type ArtifactInputs = Pick<Settings, 'artifacts' | 'runId' | 'repository' | 'release' | 'ifNoFilesFound'>;

export interface GitHubAccess {
  readonly job: Job;
  readonly api: JsonApi;
  /** The artifact service of our own run; undefined where the runner does not provide it. */
  readonly service: ResultsService | undefined;
  readonly tell: Tell;
}

export interface FoundArtifacts {
  readonly artifacts: readonly StoredArtifact[];
  /** How many patterns matched nothing, where that is only a warning. */
  readonly unmatched: number;
}

/** Whether anything is to be downloaded before the scan. */
export function wantsArtifacts({ artifacts, release }: ArtifactInputs): boolean {
  return artifacts.length > 0 || release !== undefined;
}

/**
 * Lists the artifacts; downloads nothing.
 * @throws UsageError for what does not exist or may not be seen, AccessError when GitHub does not answer
 */
export async function findArtifacts(inputs: ArtifactInputs, access: GitHubAccess): Promise<FoundArtifacts> {
  const ofRun = inputs.artifacts.length > 0 ? await chosenOfRun(inputs, access) : NOTHING;
  const ofRelease = inputs.release === undefined ? [] : await allOfRelease(inputs.release, inputs, access);
  return { artifacts: [...ofRun.artifacts, ...ofRelease], unmatched: ofRun.unmatched };
}

const NOTHING: FoundArtifacts = { artifacts: [], unmatched: 0 };

async function chosenOfRun(inputs: ArtifactInputs, access: GitHubAccess): Promise<FoundArtifacts> {
  const patterns = new NamePatterns('artifacts', inputs.artifacts);
  const all = await allOfRun(inputs, access);
  const artifacts = all.filter(({ name }) => patterns.take(name));
  const { unmatched } = patterns;
  if (unmatched.length > 0 && inputs.ifNoFilesFound === 'error') {
    throw new UsageError(
      `artifacts: ${unmatched.map((text) => JSON.stringify(text)).join(', ')} matched none of the ${all.length} artifacts of the run; correct the name, wait for the job that uploads it (needs), or allow it with if-no-files-found`,
    );
  }
  return { artifacts, unmatched: inputs.ifNoFilesFound === 'warn' ? unmatched.length : 0 };
}

async function allOfRun(inputs: ArtifactInputs, { job, api, service, tell }: GitHubAccess): Promise<StoredArtifact[]> {
  const repository = inputs.repository ?? job.repository;
  const runId = inputs.runId ?? job.runId;
  const isOwn = runId === job.runId && repository === job.repository;
  if (isOwn && isEnterpriseServer(job)) {
    throw new UsageError(
      `artifacts: ${new URL(job.serverUrl).hostname} is a GitHub Enterprise Server, where a run cannot read its own artifacts; scan the files before they are uploaded (paths), or a run that is over (run-id)`,
    );
  }
  if (isOwn && service !== undefined) return artifactsOfOwnRun(service, tell);
  return explained(
    `artifacts: run ${runId} of ${repository}`,
    'actions: read',
    artifactsOfRun(api, { repository, runId }, job.apiUrl),
  );
}

async function allOfRelease(
  tag: string,
  inputs: ArtifactInputs,
  { job, api }: GitHubAccess,
): Promise<readonly StoredArtifact[]> {
  const repository = inputs.repository ?? job.repository;
  const assets = await explained(
    `release: ${JSON.stringify(tag)} of ${repository}`,
    'contents: read',
    assetsOfRelease(api, { repository, tag }, job.apiUrl),
  );
  if (assets.length > 0 || inputs.ifNoFilesFound !== 'error') return assets;
  throw new UsageError(
    `release: ${JSON.stringify(tag)} of ${repository} has no assets; upload them first, or allow it with if-no-files-found`,
  );
}

/** Turns a refusal into a UsageError that says what was wanted and which permission it needs. */
async function explained<T>(what: string, permission: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ApiError) || ![401, 403, 404].includes(error.status)) throw error;
    throw new UsageError(
      `${what} is not there, or the token may not see it (${error.status}); correct it, or give the job \`${permission}\` and the token as github-token`,
    );
  }
}
