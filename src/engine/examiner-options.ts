import type { Limits } from '../bytes/budget.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { KernelPlan } from '../kernel/plan.ts';
import type { ChainChanges } from './chain-changes.ts';
import type { ArtifactRef } from './task.ts';

/** What every thread needs to know; plain data. */
export interface ExaminerOptions {
  /** To the chain of the catalogs. */
  readonly changes: ChainChanges;
  /** Of the chain with these, where they bring anchors: made once. Absent: each thread opens the one that dist has. */
  readonly plan?: KernelPlan;
  readonly limits: Limits;
  /** Globs of what is not opened. */
  readonly exclude: readonly string[];
  /** Public keys whose private halves are looked for in memory images. */
  readonly watchedKeys: readonly KnownKey[];
  /** Whether a report that carries SHA-256 digests was asked for. */
  readonly digests: boolean;
  /** The artifact of which is told how it was opened: as reports show it, or as the system knows it. */
  readonly explain: ArtifactRef | undefined;
  /** Of sources, no container is opened; codings are undone all the same. */
  readonly contents?: 'as they lie';
}
