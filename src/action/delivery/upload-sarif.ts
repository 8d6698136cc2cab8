import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Verdict } from '../../model/result.ts';
import { renderSarif } from '../../report/sarif.ts';
import { field, textField } from '../api/fields.ts';
import type { Job } from '../job.ts';
import { attempt } from './attempt.ts';
import { type Delivery, repositoryPath } from './delivery.ts';
import { pullRequestOf } from './pull-request.ts';

/**
 * docs.github.com, "SARIF support for code scanning": 10 MB after gzip. The report itself respects the other limits.
 */
const MAX_GZIP_BYTES = 10_000_000;
/** GitHub processes a file in seconds, and its status has to be polled. */
const WAITS_MS = [500, 1000, 2000, 4000, 8000];

/** Sends the SARIF report to code scanning and waits until GitHub has processed it. */
export async function uploadSarif(verdict: Verdict, delivery: Delivery): Promise<void> {
  if (!delivery.settings.uploadSarif) return;
  await attempt(
    {
      what: 'The upload to code scanning',
      permission: 'security-events: write',
      instead: 'On private repositories code scanning takes a licence. The findings are in the job summary.',
    },
    delivery.notes,
    () => upload(verdict, delivery),
  );
}

async function upload(verdict: Verdict, delivery: Delivery): Promise<void> {
  const { api, notes } = delivery;
  const place = await placeOf(delivery);
  if (place === undefined) {
    notes.add('The upload to code scanning is missing: no pull request has the commit of the run any more.');
    return;
  }
  const packed = gzipSync(renderSarif(verdict));
  if (packed.length > MAX_GZIP_BYTES) {
    notes.add(`The upload to code scanning is missing: ${packed.length} bytes, and GitHub takes ${MAX_GZIP_BYTES}.`);
    return;
  }
  const path = `${repositoryPath(delivery)}/code-scanning/sarifs`;
  const body = { ...place, sarif: packed.toString('base64'), tool_name: 'keysieve' };
  // Repeatable: the same file replaces itself.
  const id = textField(await api.json({ method: 'POST', path, body, isRepeatable: true }), 'id');
  await processed(`${path}/${encodeURIComponent(id ?? '')}`, delivery);
}

async function processed(path: string, { api, notes }: Delivery): Promise<void> {
  for (const waitMs of WAITS_MS) {
    const answer = await api.json({ path });
    const status = textField(answer, 'processing_status');
    if (status === 'complete') return;
    if (status === 'failed') {
      const errors = field(answer, 'errors');
      notes.add(
        `Code scanning refuses the SARIF report: ${Array.isArray(errors) ? errors.join('; ') : 'no reason given'}`,
      );
      return;
    }
    await sleep(waitMs);
  }
  notes.add('Code scanning has the SARIF report and is still reading it.');
}

interface SarifPlace {
  readonly commit_sha: string;
  readonly ref: string;
}

/** Alerts belong to the commit that was built, not to the branch of the workflow file. */
async function placeOf(delivery: Delivery): Promise<SarifPlace | undefined> {
  const { job } = delivery;
  const { finishedRun, pullRequest } = job;
  if (finishedRun !== undefined) {
    if (finishedRun.headRepository === job.repository)
      return { commit_sha: finishedRun.headSha, ref: `refs/heads/${finishedRun.headBranch}` };
    const number = await pullRequestOf(delivery);
    return number === undefined ? undefined : { commit_sha: finishedRun.headSha, ref: `refs/pull/${number}/head` };
  }
  if (pullRequest !== undefined && !isMerge(job))
    return { commit_sha: pullRequest.headSha, ref: `refs/pull/${pullRequest.number}/head` };
  return { commit_sha: job.sha, ref: job.ref };
}

/** In `pull_request` the job's ref is the merge commit; in `pull_request_target` it is the base branch. */
function isMerge({ ref }: Job): boolean {
  return /^refs\/pull\/\d+\/merge$/.test(ref);
}
