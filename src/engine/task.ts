import type { Spent } from '../bytes/budget.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { RuleInfo } from '../model/finding.ts';
import type { FormatCount } from '../model/result.ts';
import type { Explanation } from '../model/step.ts';
import type { Survey } from '../model/survey.ts';
import type { PlainPlace } from '../unpack/walk/position.ts';
import type { Known } from '../unpack/walk/taken-ranges.ts';
import type { Claim } from './claim.ts';
import type { PartFinding } from './collector.ts';
import type { GapTally } from './gap-collector.ts';
import type { Note } from './note-book.ts';
import type { PlainFinds } from './plain-finds.ts';

/** A file to be scanned. */
export interface ArtifactRef {
  /** As reports show it. */
  readonly path: string;
  /** As the system knows it. */
  readonly file: string;
}

/** One piece of work for one thread. What a scan finds does not depend on how it was cut. */
export type Task = (
  | { readonly kind: 'files'; readonly artifacts: readonly ArtifactRef[] }
  /** Bytes [start, end) of a large artifact that is no container. */
  | {
      readonly kind: 'range';
      readonly artifact: ArtifactRef;
      readonly start: number;
      readonly end: number;
      /** It ends where the artifact does. */
      readonly isLast?: true;
      /** When the artifact was begun, in milliseconds since 1970: its ranges share its time. */
      readonly begunAtMs: number;
      /** Nothing in it is to be opened, or what of it was opened: see `Leaf`. */
      readonly isCovered?: true;
      readonly known?: Known;
    }
  /** One search of a large memory image as a whole, when all its ranges are through. */
  | {
      readonly kind: 'image';
      /** Its id. */
      readonly search: string;
      readonly artifact: ArtifactRef;
      readonly survey: Survey;
      /** Public keys that the ranges saw. */
      readonly seen: readonly KnownKey[];
      readonly begunAtMs: number;
      /** The ranges saw more than is kept, and of the searches this one says so. */
      readonly tellsOfCut?: true;
    }
  /** SHA-256 of a large artifact, beside its ranges. */
  | { readonly kind: 'digest'; readonly artifact: ArtifactRef }
  | SharedTask
) & {
  /** Numbers of plug-ins that are not asked: those that did not answer. Absent: none. */
  readonly without?: readonly number[];
};

/** Work out of an artifact that another thread unpacks: see `Sharing`. Its bytes are that thread's until the task is through. */
export type SharedTask = SharedWork & { readonly claim: Claim };

export type SharedWork = {
  readonly artifact: ArtifactRef;
  readonly begunAtMs: number;
  readonly spent: Spent;
} & (
  | { readonly kind: 'leaves'; readonly leaves: LeafBatch }
  | { readonly kind: 'slab'; readonly place: PlainPlace; readonly slab: Slab }
);

/** Files, one behind the other. */
export interface LeafBatch {
  readonly bytes: Uint8Array;
  readonly spans: readonly { readonly place: PlainPlace; readonly start: number; readonly end: number }[];
}

/** Bytes of a stream, with enough around them that no match is lost at their edges. Offsets count in the stream. */
export interface Slab {
  /** From `base` on. */
  readonly bytes: Uint8Array;
  readonly base: number;
  /** To be scanned: what begins in [start, end). */
  readonly start: number;
  readonly end: number;
  /** The stream ends with `bytes`. */
  readonly isLast: boolean;
}

export interface HandedOn {
  readonly task: SharedTask;
  readonly ticket: number;
}

export interface HandedBack extends Pick<TaskResult, 'rest'> {
  readonly ticket: number;
  /** Public keys that were seen. */
  readonly keys: readonly KnownKey[];
}

/** What a task found out about (a part of) an artifact. Parts of the same artifact are added up by the ledger. */
export interface ArtifactPart {
  readonly path: string;
  readonly size: number;
  readonly sha256?: string;
  readonly entries: number;
  readonly scannedBytes: number;
  /** Entries that were left out because the user excludes them. */
  readonly excluded?: number;
  readonly findings: readonly PartFinding[];
  /** Those that the findings name. */
  readonly rules?: readonly RuleInfo[];
  /** Public keys that may belong to findings of this or another part. */
  readonly notes: readonly Note[];
  readonly gaps: GapTally;
  readonly formats: Readonly<Record<string, FormatCount>>;
  /** Handed on out of it to other threads; each has a part of its own. Absent, or 0: none. */
  readonly pieces?: number;
  /** Where it was asked for. */
  readonly explanation?: Explanation;
}

export interface TaskResult {
  readonly parts: readonly ArtifactPart[];
  /**
   * Of a task of files, by index: the size of each that was no container and was read to its end, with nothing found; such
   * files have no part, since most files are of this kind. ELSE of each of the others.
   */
  readonly quietSizes?: Float64Array;
  /** Of a range of a memory image, and the ids of those that search it. */
  readonly survey?: Survey;
  readonly searches?: readonly string[];
  /** Of a slab: what in it can only be opened with what comes behind. */
  readonly rest?: PlainFinds;
  /** Work that showed up: the ranges of an artifact that turned out to be large. */
  readonly followUps: readonly Task[];
}

/** See `TaskResult.quietSizes`. */
export const ELSE = -1;

/** The files that `result.quietSizes` tells of. */
export function quietFilesOf(task: Task, { quietSizes }: TaskResult): { path: string; size: number }[] {
  const files: { path: string; size: number }[] = [];
  for (const [index, { path }] of artifactsOf(task).entries()) {
    const size = quietSizes?.[index] ?? ELSE;
    if (size !== ELSE) files.push({ path, size });
  }
  return files;
}

export function artifactsOf(task: Task): readonly ArtifactRef[] {
  return task.kind === 'files' ? task.artifacts : [task.artifact];
}
