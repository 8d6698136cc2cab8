import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';
import type { Checkout } from './tracked-files.ts';

/** A file and its name in reports; for a tracked file, that is its path in the checkout. */
export interface LocalFile {
  readonly path: string;
  /** Path for the file system. */
  readonly file: string;
}

/** What tracing needs from the rest of the program. */
export interface TracingPorts {
  readonly checkout: Checkout | undefined;
  /** The files that were scanned. */
  readonly artifacts: readonly LocalFile[];
  /** Scans files as the artifacts were scanned. */
  scan(files: readonly LocalFile[]): Promise<readonly Finding[]>;
  /**
   * Reads files inside an artifact, named by the paths that reports show, in the order of the artifact. Files that
   * cannot be read are skipped.
   * @param onFile its `bytes` are valid until it returns
   */
  read(
    artifact: LocalFile,
    paths: ReadonlySet<string>,
    onFile: (path: string, bytes: Uint8Array) => void,
  ): Promise<void>;
  /** The step that uploads or scans an artifact. */
  stepOf(artifact: string): Origin | undefined;
}
