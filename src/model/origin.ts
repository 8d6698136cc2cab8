/** Where in the repository something in an artifact comes from. */
export interface Origin {
  /** From the root of the repository, with forward slashes. Untrusted text. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly by: OriginKind;
}

/**
 * How the origin is known.
 * - `content`: the secret is there.
 * - `source-map`: a source map names it as the source of the place where the secret is.
 * - `debug-info`: debug information says that the variable that holds the secret is declared there.
 * - `workflow`: the secret is in no source that we see; this is the step that uploads or scans the artifact.
 */
export type OriginKind = 'content' | 'source-map' | 'debug-info' | 'workflow';
