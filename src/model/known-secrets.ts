/**
 * Where the job's own secrets come from: a JSON object of names and values, an environment variable, or a file with
 * such an object.
 */
export type SecretSource = { readonly json: string } | { readonly variable: string } | { readonly file: string };

/** One secret of the job. Never write it anywhere. */
export interface NamedSecret {
  readonly name: string;
  readonly value: string;
}

/** What became of the job's own secrets. Holds no value of any. */
export interface KnownSecretStats {
  /** How many distinct values were searched for. */
  readonly searched: number;
  /** Which secrets were not searched for, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}
