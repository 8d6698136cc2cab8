import type { Gap } from '../model/gap.ts';
import type { SelectedFile } from './select-files.ts';

/** Artifacts that a front end brings from elsewhere, such as a workflow run, as files that every thread can open. */
export interface BroughtArtifacts {
  readonly files: readonly SelectedFile[];
  /** What could not be brought. */
  readonly gaps: readonly Gap[];
  /** Patterns that matched nothing, where that is to be said and no error. */
  readonly unmatched: number;
  /** Call when the scan is over. */
  close(): void;
}
