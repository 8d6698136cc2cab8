import type { Spent } from '../bytes/budget.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { RuleInfo } from '../model/finding.ts';
import type { FormatCount } from '../model/result.ts';
import type { Explanation } from '../model/step.ts';
import type { Survey } from '../model/survey.ts';
import type { PlainPlace } from '../unpack/walk/position.ts';
import type { Known } from '../unpack/walk/taken-ranges.ts';
import type { PartFinding } from './collector.ts';
import type { GapTally } from './gap-collector.ts';
import type { Note } from './note-book.ts';
import type { PieceLock } from './piece-lock.ts';
import type { PlainFinds } from './plain-finds.ts';

/** A file to be scanned. */
export interface ArtifactRef {
  /** Path as reports show it. */
  readonly path: string;
  /** Path for the file system. */
  readonly file: string;
}

/** One piece of work for one thread. What a scan finds does not depend on how the work is divided. */
export type Task = (
  | { readonly kind: 'files'; readonly artifacts: readonly ArtifactRef[] }
  /** Bytes [start, end) of a large artifact that is no container. */
  | {
      readonly kind: 'range';
      readonly artifact: ArtifactRef;
      readonly start: number;
      readonly end: number;
      /** It ends where the artifact ends. */
      readonly isLast?: true;
      /** When work on the artifact began, in milliseconds since 1970: all its ranges share its time limit. */
      readonly begunAtMs: number;
      /** Nothing in it is to be opened, or parts of it were opened already: see `Leaf`. */
      readonly isCovered?: true;
      readonly known?: Known;
    }
  /** One search of a large memory image as a whole, made when all its ranges are done. */
  | {
      readonly kind: 'image';
      /** Id of the search. */
      readonly search: string;
      readonly artifact: ArtifactRef;
      readonly survey: Survey;
      /** Public keys that the ranges saw. */
      readonly seen: readonly KnownKey[];
      readonly begunAtMs: number;
      /** The ranges found more than is kept; this one of the searches reports that. */
      readonly tellsOfCut?: true;
    }
  /** SHA-256 of a large artifact, computed beside its ranges. */
  | { readonly kind: 'digest'; readonly artifact: ArtifactRef }
  | SharedTask
) & {
  /** Numbers of plug-ins that are not to be called, since they did not answer. Absent: none. */
  readonly without?: readonly number[];
};

/**
 * A piece of an artifact that another thread unpacks: see `Sharing`. That thread owns the bytes, and keeps them until
 * the task is done.
 */
export type SharedTask = SharedWork & { readonly lock: PieceLock };

export type SharedWork = {
  readonly artifact: ArtifactRef;
  readonly begunAtMs: number;
  readonly spent: Spent;
} & (
  | { readonly kind: 'leaves'; readonly leaves: LeafBatch }
  | { readonly kind: 'slab'; readonly place: PlainPlace; readonly slab: Slab }
);

/** Small files, one after another in one buffer. */
export interface LeafBatch {
  readonly bytes: Uint8Array;
  readonly spans: readonly { readonly place: PlainPlace; readonly start: number; readonly end: number }[];
}

/** A piece of a stream, with enough bytes around it that no match is lost at its edges. Offsets count in the stream. */
export interface Slab {
  /** Begins at offset `base`. */
  readonly bytes: Uint8Array;
  readonly base: number;
  /** Matches are searched for that begin in [start, end). */
  readonly start: number;
  readonly end: number;
  /** Whether the stream ends with `bytes`. */
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

/** What a task found about an artifact or a part of it. The ledger adds up the parts. */
export interface ArtifactPart {
  readonly path: string;
  readonly size: number;
  readonly sha256?: string;
  readonly entries: number;
  readonly scannedBytes: number;
  /** Entries that were left out because the user excludes them. */
  readonly excluded?: number;
  readonly findings: readonly PartFinding[];
  /** The rules that the findings name. */
  readonly rules?: readonly RuleInfo[];
  /** Public keys that may belong to findings of this part or another. */
  readonly notes: readonly Note[];
  readonly gaps: GapTally;
  readonly formats: Readonly<Record<string, FormatCount>>;
  /** Pieces handed to other threads; each makes a part of its own. Absent means none. */
  readonly pieces?: number;
  /** Present when it was asked for. */
  readonly explanation?: Explanation;
}

export interface TaskResult {
  readonly parts: readonly ArtifactPart[];
  /**
   * For a task of files, by index: the size of each file that was no container and was read to its end with nothing
   * found; NOT_QUIET for the others. Most files are of this kind, so they get no part of their own.
   */
  readonly quietSizes?: Float64Array;
  /** For a range of a memory image: its survey, and the ids of the searches to run. */
  readonly survey?: Survey;
  readonly searches?: readonly string[];
  /** For a slab: what can only be opened together with the bytes that follow. */
  readonly rest?: PlainFinds;
  /** Further work: the ranges of an artifact that turned out to be large. */
  readonly followUps: readonly Task[];
}

/** See `TaskResult.quietSizes`. */
export const NOT_QUIET = -1;

/** The files that `quietSizes` covers. */
export function quietFilesOf(task: Task, { quietSizes }: TaskResult): { path: string; size: number }[] {
  const files: { path: string; size: number }[] = [];
  for (const [index, { path }] of artifactsOf(task).entries()) {
    const size = quietSizes?.[index] ?? NOT_QUIET;
    if (size !== NOT_QUIET) files.push({ path, size });
  }
  return files;
}

export function artifactsOf(task: Task): readonly ArtifactRef[] {
  return task.kind === 'files' ? task.artifacts : [task.artifact];
}
