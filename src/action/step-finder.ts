import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Origin } from '../model/origin.ts';
import { checkoutFoldersIn } from '../run.ts';
import type { Job } from './job.ts';
import { type WorkflowStep, workflowSteps } from './workflow-steps.ts';

/** An artifact downloaded from GitHub whose uploading step is wanted. */
export interface UploadedArtifact {
  readonly name: string;
  /** Workflow file of the run that uploads it. */
  readonly workflowFile: string | undefined;
}

const UPLOAD = /^actions\/upload-artifact(?:\/[\w-]+)?@/i;

/** Finds the step that uploads an artifact, or else the step that scans it, in the workflow files of the checkout. */
export class StepFinder {
  readonly #job: Job;
  readonly #files = new Map<string, readonly WorkflowStep[]>();

  constructor(job: Job) {
    this.#job = job;
  }

  /** Files of the workspace are assumed to be uploaded by the next upload step after ours. */
  stepAfterScan(): Origin | undefined {
    const { workflowFile } = this.#job;
    const steps = this.#stepsOf(workflowFile);
    const own = this.#ownStep(steps);
    const next =
      own && steps.slice(steps.indexOf(own) + 1).find(({ job, uses }) => job === own.job && UPLOAD.test(uses ?? ''));
    return originAt(workflowFile, next ?? own);
  }

  stepThatUploads({ name, workflowFile }: UploadedArtifact): Origin | undefined {
    const upload = this.#stepsOf(workflowFile).find(
      ({ uses, inputName = 'artifact' }) => UPLOAD.test(uses ?? '') && couldBe(inputName, name),
    );
    return upload === undefined ? this.scanningStep() : originAt(workflowFile, upload);
  }

  scanningStep(): Origin | undefined {
    const { workflowFile } = this.#job;
    return originAt(workflowFile, this.#ownStep(this.#stepsOf(workflowFile)));
  }

  #stepsOf(workflowFile: string | undefined): readonly WorkflowStep[] {
    if (workflowFile === undefined) return [];
    const known = this.#files.get(workflowFile) ?? this.#read(workflowFile);
    this.#files.set(workflowFile, known);
    return known;
  }

  /** Empty when there is no checkout, or when several checkouts in the workspace have such a file. */
  #read(workflowFile: string): readonly WorkflowStep[] {
    const { workspace } = this.#job;
    const text =
      textOf(join(workspace, workflowFile)) ??
      onlyOne(checkoutFoldersIn(workspace).flatMap((name) => textOf(join(workspace, name, workflowFile)) ?? []));
    return text === undefined ? [] : workflowSteps(text);
  }

  /** Found by its id, or else by the runner's numbering: `__owner_repo_2` is the second step that uses this action. */
  #ownStep(steps: readonly WorkflowStep[]): WorkflowStep | undefined {
    const { jobId, stepId, actionRepository } = this.#job;
    const inJob = steps.filter(({ job }) => job === jobId);
    const named = inJob.find(({ id }) => id !== undefined && id === stepId);
    if (named !== undefined) return named;
    const start = actionRepository === '' ? './' : actionRepository.toLowerCase();
    const ours = inJob.filter(({ id, uses }) => id === undefined && uses?.toLowerCase().startsWith(start));
    const number = Number(/_(\d{1,4})$/.exec(stepId)?.[1] ?? 1);
    return ours[number - 1] ?? ours[0];
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function onlyOne<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** `dist-${{ matrix.os }}` could be `dist-linux`. */
function couldBe(inputName: string, name: string): boolean {
  const parts = inputName.split(/\$\{\{.*?\}\}/);
  if (parts.length === 1) return inputName === name;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  return name.length >= first.length + last.length && name.startsWith(first) && name.endsWith(last);
}

/**
 * When the step is not found, line 1, where no step can be, stands for the workflow: there is no checkout, or another
 * workflow calls the one with our job.
 */
function originAt(file: string | undefined, step: WorkflowStep | undefined): Origin | undefined {
  return file === undefined ? undefined : { file, line: step?.line ?? 1, by: 'workflow' };
}
