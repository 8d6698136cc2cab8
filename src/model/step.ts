/** What was done with some bytes of an artifact, in the order in which it was done: what `--explain` prints. */
export type Step =
  /** They were opened as a container or undone as a coding, which gave so many entries and bytes. */
  | {
      readonly did: 'opened';
      readonly path: string;
      readonly format: string;
      readonly entries: number;
      readonly bytes: number;
    }
  /** Detectors saw them, as they are or as a memory image of this format. */
  | { readonly did: 'scanned'; readonly path: string; readonly bytes: number; readonly view?: string };

/** Steps that are kept of an artifact; the others are counted. */
export const MAX_STEPS = 10_000;

/** How one artifact was opened. */
export interface Explanation {
  readonly artifact: string;
  readonly steps: readonly Step[];
  /** Steps that were not kept. */
  readonly more: number;
}
