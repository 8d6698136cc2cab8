/** How far a scan has come. */
export interface Progress {
  readonly artifactsDone: number;
  readonly artifacts: number;
  readonly scannedBytes: number;
  /** Path of the file that was finished last; untrusted text. */
  readonly path: string;
}
