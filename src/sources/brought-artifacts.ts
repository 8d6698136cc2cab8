import type { Gap } from '../model/gap.ts';
import type { SelectedFile } from './select-files.ts';

/** Artifacts that a front end fetched from elsewhere, such as a workflow run, as files that every thread can open. */
export interface BroughtArtifacts {
  readonly files: readonly SelectedFile[];
  /** What could not be fetched. */
  readonly gaps: readonly Gap[];
  /** How many patterns matched nothing, where that is only worth a warning. */
  readonly unmatched: number;
  /** Call when the scan is over. */
  close(): void;
}
