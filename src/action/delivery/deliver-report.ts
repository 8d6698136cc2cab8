import * as core from '@actions/core';
import type { Verdict } from '../../model/result.ts';
import { type Annotation, annotationsReporter } from '../../report/annotations.ts';
import { escapeText } from '../../report/escape.ts';
import { summaryReporter } from '../../report/summary.ts';
import { renderTerminal } from '../../report/terminal.ts';
import { headline } from '../../report/verdict-text.ts';
import type { Settings } from '../../settings/settings.ts';
import type { RemoteArtifacts } from '../artifacts/remote-artifacts.ts';
import { deliverCheckRun } from './check-run.ts';
import { deliverComment } from './comment.ts';
import { deliverCommitStatus } from './commit-status.ts';
import { deleteLeaks } from './delete-leaks.ts';
import type { Delivery } from './delivery.ts';
import { uploadSarif } from './upload-sarif.ts';

/**
 * Delivers a verdict to whoever has to act on it: first what needs no permission, then what the token may not be
 * allowed to do, then the irreversible deletion. The summary comes last, since it also says how all of that went.
 */
export async function deliverReport(
  verdict: Verdict,
  delivery: Delivery,
  remote: RemoteArtifacts | undefined,
): Promise<void> {
  const { settings, notes } = delivery;
  if (settings.annotations) annotate(annotationsReporter.render(verdict));
  setOutputs(verdict, settings);
  await deliverCheckRun(verdict, delivery);
  await deliverComment(verdict, delivery);
  await deliverCommitStatus(verdict, delivery);
  await uploadSarif(verdict, delivery);
  const left = settings.onFinding === 'delete' && remote !== undefined ? await deleteLeaks(verdict, remote, notes) : [];
  if (settings.summary) await writeSummary(verdict, delivery);
  if (verdict.verdict === 'fail')
    core.setFailed([headline(verdict), ...left.map((line) => escapeText(line))].join('\n'));
}

/**
 * Prints the report to the log. The runner takes any line that begins with `::` for a command, so that is stopped while
 * we print.
 */
export function logVerdict(verdict: Verdict): void {
  const token = `keysieve-${crypto.randomUUID()}`;
  core.info(`::stop-commands::${token}`);
  core.info(renderTerminal(verdict, { styles: 'plain', width: 120 }));
  core.info(`::${token}::`);
}

function annotate(annotations: readonly Annotation[]): void {
  const issue = { error: core.error, warning: core.warning, notice: core.notice };
  for (const { level, message, ...properties } of annotations) issue[level](message, properties);
}

async function writeSummary(verdict: Verdict, { notes }: Delivery): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  const more = notes.markdown();
  await core.summary.addRaw(summaryReporter.render(verdict) + (more === '' ? '' : `\n${more}`)).write();
}

/** Counts and paths, but not the findings: outputs have a size limit and pass through expressions. */
function setOutputs(verdict: Verdict, settings: Settings): void {
  core.setOutput('verdict', verdict.verdict);
  core.setOutput('findings', verdict.findings.length);
  core.setOutput('gaps', verdict.gaps.length);
  core.setOutput('json', settings.json ?? '');
  core.setOutput('sarif', settings.sarif ?? '');
}
