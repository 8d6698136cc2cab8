import type { Verdict } from '../../model/result.ts';
import { headline } from '../../report/verdict-text.ts';
import { textField } from '../api/fields.ts';
import { ApiError } from '../api/json-api.ts';
import { failureText } from '../failure-text.ts';
import { attempt } from './attempt.ts';
import { type Delivery, repositoryPath, runUrl } from './delivery.ts';
import { identityOf, nameOf } from './identity.ts';

/*
 * In `workflow_run`, the job's own check is attached to the default branch, so the commit that was judged gets a
 * status. The last status of a name counts. Before the scan it is reset to pending: an earlier status says nothing
 * about what is scanned now, and a job that is killed from outside sets none at all.
 */

/** GitHub does not truncate a longer one: it refuses it. */
const MAX_DESCRIPTION_CHARACTERS = 140;

interface Status {
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  readonly description: string;
  /** The page of our run; the part after # tells which gate of the run has set it. */
  readonly target_url: string;
}

/** Before the scan. If the status may not be set, that is reported once, with the verdict. */
export async function deliverPendingStatus(delivery: Delivery): Promise<void> {
  if (!isWanted(delivery)) return;
  try {
    await post(
      { state: 'pending', description: 'keysieve has not scanned so far', target_url: ownUrl(delivery) },
      delivery,
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

export async function deliverCommitStatus(verdict: Verdict, delivery: Delivery): Promise<void> {
  const description = cut(headline(verdict));
  await setStatus(
    { state: verdict.verdict === 'pass' ? 'success' : 'failure', description, target_url: ownUrl(delivery) },
    delivery,
  );
}

/**
 * A gate that could not run did not pass, whatever an earlier attempt said.
 * @param isJudged whether the verdict was known
 */
export async function deliverErrorStatus(delivery: Delivery, isJudged: boolean): Promise<void> {
  const description = `${failureText(isJudged)}; the log of the job says why`;
  await setStatus({ state: 'error', description, target_url: ownUrl(delivery) }, delivery);
}

async function setStatus(own: Status, delivery: Delivery): Promise<void> {
  if (!isWanted(delivery)) return;
  await attempt(
    {
      what: 'The status of the commit',
      permission: 'statuses: write',
      instead: 'Only this job says how the scan ended.',
    },
    delivery.notes,
    () => (own.state === 'success' ? postSuccess(own, delivery) : post(own, delivery)),
  );
}

/**
 * The jobs of a matrix share one name, and so do the steps of a job: a failure that another of them has set must stay.
 * Checked again afterwards, since the other one may have ended in the meantime.
 */
async function postSuccess(own: Status, delivery: Delivery): Promise<void> {
  const before = await refusalOfOther(delivery);
  await post(before ?? own, delivery);
  const meanwhile = before === undefined ? await refusalOfOther(delivery) : undefined;
  if (meanwhile !== undefined) await post(meanwhile, delivery);
}

/** The latest status of another gate of our run, if that is a failure or an error. */
async function refusalOfOther(delivery: Delivery): Promise<Status | undefined> {
  const path = `${repositoryPath(delivery)}/commits/${delivery.job.finishedRun?.headSha}/statuses`;
  const urls = new Set([ownUrl(delivery)]);
  // Newest first.
  for (const status of await delivery.api.list(path, (page) => page)) {
    const [state, url = ''] = [textField(status, 'state'), textField(status, 'target_url')];
    const isOfRun = textField(status, 'context') === nameOf(delivery) && url.startsWith(`${runUrl(delivery.job)}#`);
    if (!isOfRun || urls.has(url)) continue;
    urls.add(url);
    if (state !== 'failure' && state !== 'error') continue;
    return { state, description: textField(status, 'description') ?? '', target_url: url };
  }
  return undefined;
}

async function post(status: Status, delivery: Delivery): Promise<void> {
  await delivery.api.json({
    method: 'POST',
    path: `${repositoryPath(delivery)}/statuses/${delivery.job.finishedRun?.headSha}`,
    // Only the last one of a context counts.
    isRepeatable: true,
    body: { ...status, context: nameOf(delivery) },
  });
}

function isWanted({ job, settings }: Delivery): boolean {
  return job.finishedRun !== undefined && settings.commitStatus;
}

function ownUrl(delivery: Delivery): string {
  return `${runUrl(delivery.job)}#keysieve-${identityOf(delivery)}`;
}

function cut(text: string): string {
  return text.length <= MAX_DESCRIPTION_CHARACTERS ? text : `${text.slice(0, MAX_DESCRIPTION_CHARACTERS - 1)}…`;
}
