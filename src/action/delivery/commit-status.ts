import type { Verdict } from '../../model/result.ts';
import { headline } from '../../report/verdict-text.ts';
import { attempt } from './attempt.ts';
import { type Delivery, repositoryPath, runUrl } from './delivery.ts';
import { nameOf } from './identity.ts';

/** GitHub cuts no longer one: it refuses it. */
const MAX_DESCRIPTION_CHARACTERS = 140;

export type StatusState = 'success' | 'failure' | 'error';

/** In `workflow_run`, the job's own check stands at the default branch: the commit that was judged gets a status. */
export async function deliverCommitStatus(verdict: Verdict, delivery: Delivery): Promise<void> {
  await setStatus(verdict.verdict === 'pass' ? 'success' : 'failure', headline(verdict), delivery);
}

/** A gate that could not run did not pass, whatever an earlier attempt said. */
export async function deliverErrorStatus(delivery: Delivery): Promise<void> {
  await setStatus('error', 'keysieve could not scan; the log of the job says why', delivery);
}

async function setStatus(state: StatusState, description: string, delivery: Delivery): Promise<void> {
  const { job, api, settings, notes } = delivery;
  const { finishedRun } = job;
  if (finishedRun === undefined || !settings.commitStatus) return;
  const body = {
    state,
    context: nameOf(delivery),
    description: cut(description),
    target_url: runUrl(job),
  };
  await attempt(
    {
      what: 'The status of the commit',
      permission: 'statuses: write',
      instead: 'Only this job says how the scan ended.',
    },
    notes,
    async () =>
      void (await api.json({
        method: 'POST',
        path: `${repositoryPath(delivery)}/statuses/${finishedRun.headSha}`,
        // The last one of a context counts.
        isRepeatable: true,
        body,
      })),
  );
}

function cut(text: string): string {
  return text.length <= MAX_DESCRIPTION_CHARACTERS ? text : `${text.slice(0, MAX_DESCRIPTION_CHARACTERS - 1)}…`;
}
