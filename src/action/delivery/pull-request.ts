import { field, numberField } from '../api/fields.ts';
import { type Delivery, repositoryPath } from './delivery.ts';

/** Number of the pull request that the job is about, also when it judges a completed run; undefined for none. */
export async function pullRequestOf(delivery: Pick<Delivery, 'job' | 'api'>): Promise<number | undefined> {
  const { job, api } = delivery;
  if (job.pullRequest !== undefined) return job.pullRequest.number;
  if (job.finishedRun === undefined) return undefined;
  const { pullRequests, headSha } = job.finishedRun;
  if (pullRequests.length > 0) return pullRequests[0];
  // The event does not name pull requests from forks. Only one whose head is exactly this commit counts.
  const ofCommit = await api.list(`${repositoryPath(delivery)}/commits/${headSha}/pulls`, (page) => page);
  return numberField(
    ofCommit.find((one) => field(one, 'head', 'sha') === headSha && field(one, 'state') === 'open'),
    'number',
  );
}
