import * as core from '@actions/core';
import { UsageError } from '../model/errors.ts';
import type { Verdict } from '../model/result.ts';
import { run } from '../run.ts';
import { exitCodeOf } from '../settings/exit-code.ts';
import type { OptionName } from '../settings/options.ts';
import { parseSettings, type Settings } from '../settings/settings.ts';
import { JsonApi } from './api/json-api.ts';
import { wantsArtifacts } from './artifacts/find-artifacts.ts';
import { resultsServiceFrom } from './artifacts/own-run.ts';
import { RemoteArtifacts } from './artifacts/remote-artifacts.ts';
import { BaseFiles, policyBaseOf } from './base-files.ts';
import { deliverErrorStatus, deliverPendingStatus } from './delivery/commit-status.ts';
import { deliverReport, logVerdict } from './delivery/deliver-report.ts';
import type { Delivery } from './delivery/delivery.ts';
import { type Job, jobFrom, readEvent } from './job.ts';
import { Notes, tell } from './notes.ts';
import { StepFinder } from './step-finder.ts';

/**
 * The GitHub front end: inputs in; annotations, outputs, summary, report files and log out.
 * @param progress its `isJudged` is set when the verdict is in the log
 * @returns the exit code
 */
export async function runAction(progress: { isJudged: boolean }): Promise<number> {
  const job = jobFrom(process.env, await readEvent(process.env));
  const settings = await settingsFor(job);
  const delivery = deliveryOf(job, settings);
  // Their values are in `settings` now. Whatever lists the environment of the process later must not show them.
  for (const name of ['KNOWN-SECRETS', 'GITHUB-TOKEN']) delete process.env[`INPUT_${name}`];
  await deliverPendingStatus(delivery);
  const onVerdict = (verdict: Verdict): void => {
    logVerdict(verdict);
    progress.isJudged = true;
  };
  try {
    return await scanAndDeliver(delivery, onVerdict);
  } catch (error) {
    await deliverErrorStatus(delivery, progress.isJudged);
    throw error;
  }
}

async function settingsFor(job: Job): Promise<Settings> {
  try {
    return parseSettings('action', (name) => core.getInput(name));
  } catch (error) {
    await deliverErrorStatus(deliveryOf(job, settingsToComplain()), false);
    throw error;
  }
}

function deliveryOf(job: Job, settings: Settings): Delivery {
  const api = new JsonApi({ url: job.apiUrl, token: settings.githubToken, tell });
  return { job, api, settings, notes: new Notes() };
}

/**
 * Inputs that parse whatever their value is. When others are invalid, these still tell which gate this is and how to
 * report it.
 */
const PLAIN_INPUTS: ReadonlySet<OptionName> = new Set(['paths', 'artifacts', 'release', 'github-token']);

function settingsToComplain(): Settings {
  return parseSettings('action', (name) => {
    const text = core.getInput(name);
    return PLAIN_INPUTS.has(name) || (name === 'commit-status' && text.toLowerCase() === 'false') ? text : undefined;
  });
}

async function scanAndDeliver(delivery: Delivery, onVerdict: (verdict: Verdict) => void): Promise<number> {
  const { job, api, settings, notes } = delivery;
  const remote = remoteArtifactsFor(delivery);
  const steps = new StepFinder(job);
  const base = settings.configFrom === 'base' ? policyBaseOf(job) : undefined;
  const policy = base && new BaseFiles(base, job, api);
  const verdict = await run(settings, {
    base: job.workspace,
    holdsCheckouts: true,
    syntax: 'lines',
    standardInput: process.stdin,
    onProgress: () => {},
    onVerdict,
    ...(policy && { policyFile: (name) => policy.read(name) }),
    ...(remote && { bring: () => remote.bring() }),
    stepOf: (artifact) => remote?.stepOf(artifact, steps) ?? steps.stepAfterScan(),
    environment: process.env,
    onSecret: core.setSecret,
  });
  if (policy?.record !== undefined) notes.add(policy.record);
  await deliverReport(verdict, delivery, remote);
  return exitCodeOf(verdict);
}

/** @throws UsageError when there is nothing to scan, nothing that could be deleted, or a run-id without artifacts */
function remoteArtifactsFor({ job, api, settings }: Delivery): RemoteArtifacts | undefined {
  if (settings.runId !== undefined && settings.artifacts.length === 0) {
    throw new UsageError(
      'run-id: expected `artifacts` too, found none; say which artifacts of that run to scan (`*` means all), or drop run-id',
    );
  }
  if (wantsArtifacts(settings))
    return new RemoteArtifacts(settings, { job, api, service: resultsServiceFrom(process.env), tell });
  if (settings.paths.length === 0) {
    throw new UsageError(
      'paths: expected at least one file, folder or glob, found none; give the paths that you upload, or `artifacts`, or `release`',
    );
  }
  if (settings.onFinding === 'delete') {
    throw new UsageError(
      'on-finding: expected `artifacts` or `release` to delete from, found paths; they are not on GitHub yet, and the failed job keeps them off',
    );
  }
  return undefined;
}
