import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';
import type { Checkout } from './tracked-files.ts';

/** A file and its name in reports; of a tracked file, its path in the checkout. */
export interface LocalFile {
  readonly path: string;
  /** As the system knows it. */
  readonly file: string;
}

/** What tracing needs of the rest of the program. */
export interface TracingPorts {
  readonly checkout: Checkout | undefined;
  /** What was scanned. */
  readonly artifacts: readonly LocalFile[];
  /** Scans files as the artifacts were scanned. */
  scan(files: readonly LocalFile[]): Promise<readonly Finding[]>;
  /**
   * Content of files in an artifact, by the paths that reports show, in the order of the artifact; those that cannot be had are left
   * out. @param onFile `bytes` are valid until it returns
   */
  read(
    artifact: LocalFile,
    paths: ReadonlySet<string>,
    onFile: (path: string, bytes: Uint8Array) => void,
  ): Promise<void>;
  /** The step that uploads or scans an artifact. */
  stepOf(artifact: string): Origin | undefined;
}
