import { createHash } from 'node:crypto';
import type { Verdict } from '../../model/result.ts';
import { type Annotation, MAX_ANNOTATIONS, renderAnnotations } from '../../report/annotations.ts';
import { renderSummary } from '../../report/summary.ts';
import { headline } from '../../report/verdict-text.ts';
import { field, numberField, textField } from '../api/fields.ts';
import { ApiError } from '../api/json-api.ts';
import { attempt } from './attempt.ts';
import { type Delivery, reportedSha, repositoryPath } from './delivery.ts';
import { identityOf, nameOf } from './identity.ts';

/*
 * A check run has room for what a step has not: fifty annotations a request, and as many requests as it takes. docs.github.com/rest,
 * checks/runs: title 255 characters, message 64 KB, summary 65,535 characters.
 */
const ANNOTATIONS_A_REQUEST = 50;
/** GitHub documents no end; twenty requests are as many as a gate should make for one page. */
const ALL: typeof MAX_ANNOTATIONS = { error: 400, warning: 300, notice: 300 };
const MAX_SUMMARY_BYTES = 60_000;

const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const;

const CHECK_RUN = {
  what: 'The check run with all annotations',
  permission: 'checks: write',
  instead: 'The job shows the worst of each level, and the summary lists the others.',
};

/**
 * When a step has no room for all annotations: all of them, in a check run. What an earlier attempt has said of the commit in one stands
 * there until something else is said, also when there is room now.
 */
export async function deliverCheckRun(verdict: Verdict, delivery: Delivery): Promise<void> {
  const { job, notes, settings } = delivery;
  if (!settings.checkRun) return;
  const all = renderAnnotations(verdict, ALL);
  const isNeeded = all.length > renderAnnotations(verdict, MAX_ANNOTATIONS).length;
  if (isNeeded) await attempt(CHECK_RUN, notes, async () => say(verdict, all, await lastRun(delivery), delivery));
  else if (job.isRunAgain) {
    const last = await lastRunIfVisible(delivery);
    if (last !== undefined) await attempt(CHECK_RUN, notes, () => say(verdict, all, last, delivery));
  }
}

/** What this gate has said last of the commit. */
async function lastRun(delivery: Delivery): Promise<unknown> {
  const name = encodeURIComponent(nameOf(delivery));
  // Without `all`, of the jobs of a matrix only the last one is there.
  const path = `${repositoryPath(delivery)}/commits/${reportedSha(delivery.job)}/check-runs?check_name=${name}&filter=all`;
  const runs = await delivery.api.list(path, (page) => field(page, 'check_runs'));
  const own = runs.filter((run) => textField(run, 'external_id')?.startsWith(`${identityOf(delivery)}:`));
  return own.sort((a, b) => (numberField(b, 'id') ?? 0) - (numberField(a, 'id') ?? 0))[0];
}

/** A token that may not look has made none. */
async function lastRunIfVisible(delivery: Delivery): Promise<unknown> {
  try {
    return await lastRun(delivery);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

/** Annotations of a check run can only be added to. One that says the same, to its end, is left as it is; else another one is made. */
async function say(verdict: Verdict, all: readonly Annotation[], last: unknown, delivery: Delivery): Promise<void> {
  const { job, api } = delivery;
  const annotations = all.map((annotation) => record(annotation, job.workflowFile ?? '.github'));
  const digest = createHash('sha256').update(JSON.stringify(annotations)).digest('hex');
  const externalId = `${identityOf(delivery)}:${digest.slice(0, 16)}`;
  if (field(last, 'external_id') === externalId && field(last, 'status') === 'completed') return;
  const output = { title: headline(verdict).slice(0, 255), summary: renderSummary(verdict, MAX_SUMMARY_BYTES) };
  const path = `${repositoryPath(delivery)}/check-runs`;
  const head = { name: nameOf(delivery), head_sha: reportedSha(job), external_id: `${identityOf(delivery)}:not whole` };
  const made = await api.json({ method: 'POST', path, body: { ...head, status: 'in_progress', output } });
  const end = { status: 'completed', conclusion: verdict.verdict === 'fail' ? 'failure' : 'neutral' };
  // Adding annotations a second time would add them a second time.
  const patch = (body: object, isRepeatable = false) =>
    api.json({ method: 'PATCH', path: `${path}/${numberField(made, 'id')}`, isRepeatable, body });
  try {
    for (let start = 0; start < annotations.length; start += ANNOTATIONS_A_REQUEST)
      await patch({ output: { ...output, annotations: annotations.slice(start, start + ANNOTATIONS_A_REQUEST) } });
    await patch({ ...end, external_id: externalId }, true);
  } catch (error) {
    // One that is never completed holds back whoever waits for the checks of the commit.
    if (error instanceof ApiError) await patch(end, true);
    throw error;
  }
}

/** Line ends in columns: none, since ours count bytes. A check run wants a path for every annotation. */
function record({ level, title, message, file, startLine = 1 }: Annotation, otherFile: string) {
  return {
    path: file ?? otherFile,
    start_line: startLine,
    end_line: startLine,
    annotation_level: LEVELS[level],
    title: title.slice(0, 255),
    message,
  };
}
