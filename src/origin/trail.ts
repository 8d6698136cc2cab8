import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';

/** Larger files are not read: a generated file, its map, a program with its debug information. */
export const MAX_FILE_BYTES = 64 << 20;

/**
 * One way of tracing secrets from files of an artifact to their sources. Serves all findings of one artifact, which is
 * read once.
 */
export interface Trail {
  /** The files that it wants, by the paths that reports show. */
  readonly paths: readonly string[];
  /** @param bytes of one of these files; must not be kept */
  take(path: string, bytes: Uint8Array): void;
  /** Call when all available files have been taken. */
  originOf(finding: Finding): Origin | undefined;
}
