import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';

/** What has more is not read: a generated file, its map, a program with its debug information. */
export const MAX_FILE_BYTES = 64 << 20;

/** One way from a secret in a file of an artifact to its source. Of the findings in one artifact, which is read once for all. */
export interface Trail {
  /** Files that it wants to see, by the paths that reports show. */
  readonly paths: readonly string[];
  /** @param bytes of one of them; not to be kept */
  take(path: string, bytes: Uint8Array): void;
  /** When all that is there was taken. */
  originOf(finding: Finding): Origin | undefined;
}
