/** Where the job's own secrets come from: a JSON object of names and values, a variable of the environment, a file with such an object. */
export type SecretSource = { readonly json: string } | { readonly variable: string } | { readonly file: string };

/** One secret of the job. Never to be written anywhere. */
export interface NamedSecret {
  readonly name: string;
  readonly value: string;
}

/** What became of the job's own secrets; has no value of any. */
export interface KnownSecretStats {
  /** How many different values were looked for. */
  readonly searched: number;
  /** Which were not, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}
