import type { Settings } from '../../settings/settings.ts';
import type { JsonApi } from '../api/json-api.ts';
import type { Job } from '../job.ts';
import type { Notes } from '../notes.ts';

/** What is needed to deliver a report to GitHub. */
export interface Delivery {
  readonly job: Job;
  readonly api: JsonApi;
  readonly settings: Settings;
  readonly notes: Notes;
}

/** API path of our repository. */
export function repositoryPath({ job }: Pick<Delivery, 'job'>): string {
  return `/repos/${job.repository}`;
}

export function runUrl({ serverUrl, repository, runId }: Job): string {
  return `${serverUrl}/${repository}/actions/runs/${runId}`;
}

/** The commit that people look at: for a pull request its head, not the merge commit that was built. */
export function reportedSha({ sha, pullRequest, finishedRun }: Job): string {
  return finishedRun?.headSha ?? pullRequest?.headSha ?? sha;
}
