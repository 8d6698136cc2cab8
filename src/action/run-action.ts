import * as core from '@actions/core';
import { UsageError } from '../model/errors.ts';
import type { Verdict } from '../model/result.ts';
import { type Annotation, annotationsReporter } from '../report/annotations.ts';
import { summaryReporter } from '../report/summary.ts';
import { renderTerminal } from '../report/terminal.ts';
import { headline } from '../report/verdict-text.ts';
import { run } from '../run.ts';
import { exitCodeOf } from '../settings/exit-code.ts';
import { parseSettings, type Settings } from '../settings/settings.ts';
import { JsonApi } from './api/json-api.ts';
import { wantsArtifacts } from './artifacts/find-artifacts.ts';
import { resultsServiceFrom } from './artifacts/own-run.ts';
import { RemoteArtifacts } from './artifacts/remote-artifacts.ts';
import { jobFrom } from './job.ts';
import { tell } from './notes.ts';
import { StepFinder } from './step-finder.ts';

/** The GitHub front end: inputs in; annotations, outputs, summary, report files and log out. @returns the exit code */
export async function runAction(): Promise<number> {
  const settings = parseSettings('action', (name) => core.getInput(name));
  const job = jobFrom(process.env);
  const api = new JsonApi({ url: job.apiUrl, token: settings.githubToken, tell });
  const access = { job, api, service: resultsServiceFrom(process.env), tell };
  const remote = wantsArtifacts(settings) ? new RemoteArtifacts(settings, access) : undefined;
  if (settings.paths.length === 0 && remote === undefined) {
    throw new UsageError(
      'paths: expected at least one file, folder or glob, found none; give the paths that you upload, or `artifacts`, or `release`',
    );
  }
  // The values are in `settings` now; what lists the environment of a process does not show them.
  delete process.env['INPUT_KNOWN-SECRETS'];
  const steps = new StepFinder(job);
  const verdict = await run(settings, {
    base: job.workspace,
    syntax: 'lines',
    standardInput: process.stdin,
    onProgress: () => {},
    environment: process.env,
    onSecret: core.setSecret,
    ...(remote && { bring: () => remote.bring() }),
    stepOf: (artifact) => remote?.stepOf(artifact, steps) ?? steps.stepAfterScan(),
  });
  log(verdict);
  if (settings.annotations) annotate(annotationsReporter.render(verdict));
  if (settings.summary) await writeSummary(verdict);
  setOutputs(verdict, settings);
  if (verdict.verdict === 'fail') core.setFailed(headline(verdict));
  return exitCodeOf(verdict);
}

/** The runner takes a line that begins with `::` for a command, wherever it comes from: stopped while we print. */
function log(verdict: Verdict): void {
  const token = `keysieve-${crypto.randomUUID()}`;
  core.info(`::stop-commands::${token}`);
  core.info(renderTerminal(verdict, { styles: 'plain', width: 120 }));
  core.info(`::${token}::`);
}

function annotate(annotations: readonly Annotation[]): void {
  const issue = { error: core.error, warning: core.warning, notice: core.notice };
  for (const { level, message, ...properties } of annotations) issue[level](message, properties);
}

async function writeSummary(verdict: Verdict): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await core.summary.addRaw(summaryReporter.render(verdict)).write();
}

/** Counts and paths; never the findings themselves, since outputs have a size limit and pass through expressions. */
function setOutputs(verdict: Verdict, settings: Settings): void {
  core.setOutput('verdict', verdict.verdict);
  core.setOutput('findings', verdict.findings.length);
  core.setOutput('gaps', verdict.gaps.length);
  core.setOutput('json', settings.json ?? '');
  core.setOutput('sarif', settings.sarif ?? '');
}
