/** How far a scan is. */
export interface Progress {
  readonly artifactsDone: number;
  readonly artifacts: number;
  readonly scannedBytes: number;
  /** Path of what was finished last; untrusted text. */
  readonly path: string;
}
