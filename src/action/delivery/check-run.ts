import { createHash } from 'node:crypto';
import type { Verdict } from '../../model/result.ts';
import { type Annotation, MAX_ANNOTATIONS, renderAnnotations } from '../../report/annotations.ts';
import { renderSummary } from '../../report/summary.ts';
import { headline } from '../../report/verdict-text.ts';
import { field, numberField } from '../api/fields.ts';
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

/** When a step has no room for all annotations: all of them, in a check run. */
export async function deliverCheckRun(verdict: Verdict, delivery: Delivery): Promise<void> {
  const all = renderAnnotations(verdict, ALL);
  if (!delivery.settings.checkRun || all.length <= renderAnnotations(verdict, MAX_ANNOTATIONS).length) return;
  await attempt(
    {
      what: 'The check run with all annotations',
      permission: 'checks: write',
      instead: 'The job shows the worst of each level, and the summary lists the others.',
    },
    delivery.notes,
    () => makeCheckRun(verdict, all, delivery),
  );
}

async function makeCheckRun(verdict: Verdict, all: readonly Annotation[], delivery: Delivery): Promise<void> {
  const { job, api } = delivery;
  const annotations = all.map((annotation) => record(annotation, job.workflowFile ?? '.github'));
  const [name, sha] = [nameOf(delivery), reportedSha(job)];
  const digest = createHash('sha256').update(JSON.stringify(annotations)).digest('hex');
  const externalId = `${identityOf(delivery)}:${digest.slice(0, 16)}`;
  // Annotations of a check run can only be added to. One that says the same, to its end, is left as it is.
  const known = await api.list(
    `${repositoryPath(delivery)}/commits/${sha}/check-runs?check_name=${encodeURIComponent(name)}`,
    (page) => field(page, 'check_runs'),
  );
  const isThere = known.some((run) => field(run, 'external_id') === externalId && field(run, 'status') === 'completed');
  if (isThere) return;
  const output = { title: headline(verdict).slice(0, 255), summary: renderSummary(verdict, MAX_SUMMARY_BYTES) };
  const path = `${repositoryPath(delivery)}/check-runs`;
  const made = await api.json({
    method: 'POST',
    path,
    body: { name, head_sha: sha, external_id: externalId, status: 'in_progress', output },
  });
  const id = numberField(made, 'id');
  for (let start = 0; start < annotations.length; start += ANNOTATIONS_A_REQUEST) {
    const some = annotations.slice(start, start + ANNOTATIONS_A_REQUEST);
    const isLast = start + ANNOTATIONS_A_REQUEST >= annotations.length;
    const conclusion = verdict.verdict === 'fail' ? 'failure' : 'neutral';
    await api.json({
      method: 'PATCH',
      path: `${path}/${id}`,
      // A second time would add them a second time.
      isRepeatable: false,
      body: { ...(isLast && { status: 'completed', conclusion }), output: { ...output, annotations: some } },
    });
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
