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
 * A check run has room for what a step has not: fifty annotations in each request, and any number of requests.
 * docs.github.com/rest, checks/runs: title 255 characters, message 64 KB, summary 65,535 characters.
 */
const ANNOTATIONS_A_REQUEST = 50;
/** GitHub documents no limit; twenty requests are as many as a gate should make for one page. */
const ALL: typeof MAX_ANNOTATIONS = { error: 400, warning: 300, notice: 300 };
const MAX_SUMMARY_BYTES = 60_000;

const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const;

const CHECK_RUN = {
  what: 'The check run with all annotations',
  permission: 'checks: write',
  instead: 'The job shows the worst of each level, and the summary lists the others.',
};

/**
 * Puts all annotations into a check run when a step has no room for them. If an earlier attempt has made a check run
 * for the commit, it stays there until it is superseded, so a new one is made even when there is room now.
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

/** The latest check run of this gate for the commit. */
async function lastRun(delivery: Delivery): Promise<unknown> {
  const name = encodeURIComponent(nameOf(delivery));
  // Without `all`, the answer has only the last one of a matrix's jobs.
  const path = `${repositoryPath(delivery)}/commits/${reportedSha(delivery.job)}/check-runs?check_name=${name}&filter=all`;
  const runs = await delivery.api.list(path, (page) => field(page, 'check_runs'));
  const own = runs.filter((run) => textField(run, 'external_id')?.startsWith(`${identityOf(delivery)}:`));
  return own.sort((a, b) => (numberField(b, 'id') ?? 0) - (numberField(a, 'id') ?? 0))[0];
}

/** Undefined for a token that may not read check runs: then it has made none either. */
async function lastRunIfVisible(delivery: Delivery): Promise<unknown> {
  try {
    return await lastRun(delivery);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

/**
 * Annotations of a check run cannot be removed. So a completed one with the same content is left alone, and otherwise a
 * new one is made.
 */
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
  // Not repeatable: a repeated request would add its annotations again.
  const patch = (body: object, isRepeatable = false) =>
    api.json({ method: 'PATCH', path: `${path}/${numberField(made, 'id')}`, isRepeatable, body });
  try {
    for (let start = 0; start < annotations.length; start += ANNOTATIONS_A_REQUEST)
      await patch({ output: { ...output, annotations: annotations.slice(start, start + ANNOTATIONS_A_REQUEST) } });
    await patch({ ...end, external_id: externalId }, true);
  } catch (error) {
    // One that is never completed would block anyone who waits for the commit's checks.
    if (error instanceof ApiError) await patch(end, true);
    throw error;
  }
}

/** Without columns, since ours count bytes. A check run requires a path for every annotation. */
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
