/** One step in the scan of an artifact, in the order in which it happened; `--explain` prints them. */
export type Step =
  /** The bytes were opened as a container or decoded as a coding, which gave so many entries and bytes. */
  | {
      readonly did: 'opened';
      readonly path: string;
      readonly format: string;
      readonly entries: number;
      readonly bytes: number;
    }
  /** Detectors saw the bytes, as they are or as a memory image of this format. */
  | { readonly did: 'scanned'; readonly path: string; readonly bytes: number; readonly view?: string };

/** How many steps of an artifact are kept; those beyond are only counted. */
export const MAX_STEPS = 10_000;

/** How one artifact was opened. */
export interface Explanation {
  readonly artifact: string;
  readonly steps: readonly Step[];
  /** How many steps were not kept. */
  readonly more: number;
}
