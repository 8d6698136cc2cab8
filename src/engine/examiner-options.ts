import type { Limits } from '../bytes/budget.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { KernelPlan } from '../kernel/plan.ts';
import type { ChainChanges } from './chain-changes.ts';
import type { ArtifactRef } from './task.ts';

/** What every thread needs to know. Plain data. */
export interface ExaminerOptions {
  /** Changes to the chain of the catalogs. */
  readonly changes: ChainChanges;
  /**
   * The plan of the changed chain, made once, when the changes bring anchors. Absent: each thread opens the plan in
   * dist.
   */
  readonly plan?: KernelPlan;
  readonly limits: Limits;
  /** Globs of paths that are not opened. */
  readonly exclude: readonly string[];
  /** Public keys whose private halves are searched for in memory images. */
  readonly watchedKeys: readonly KnownKey[];
  /** Whether a report that carries SHA-256 digests was asked for. */
  readonly digests: boolean;
  /** The artifact whose opening is to be explained step by step. */
  readonly explain: ArtifactRef | undefined;
  /** For sources of the checkout: no container is opened, but codings are still decoded. */
  readonly contents?: 'as is';
}
