import { createHash } from 'node:crypto';
import type { Delivery } from './delivery.ts';

/**
 * Distinguishes this gate from others of the repository, and is the same in every run, so that a re-run finds what it
 * has posted. The inputs are included, since the jobs of a matrix share one name.
 */
export function identityOf({ job, settings }: Pick<Delivery, 'job' | 'settings'>): string {
  const { paths, artifacts, release } = settings;
  const parts = [job.workflowFile ?? '', job.jobId, job.stepId, paths, artifacts, release ?? ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** The gate's name for people. */
export function nameOf({ job }: Pick<Delivery, 'job'>): string {
  return job.jobId === '' ? 'keysieve' : `keysieve (${job.jobId})`;
}
