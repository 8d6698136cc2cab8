import type { HttpAnswer } from '../api/exchange.ts';

/** Something stored on GitHub that can be downloaded: an artifact of a run, or an asset of a release. */
export interface StoredArtifact {
  /** Distinguishes it from others of the same name. */
  readonly id: string;
  /** Untrusted text. */
  readonly name: string;
  /** `sha256:…` in hex, where GitHub states it; untrusted text. */
  readonly digest: string | undefined;
  /** Why it cannot be downloaded, if that is known already. */
  readonly gone?: string;
  /** Requests its bytes; the answer may have any status. Each call gets a new URL, since one is valid for a minute. */
  open(): Promise<HttpAnswer>;
  /** Deletes it from GitHub. @throws ApiError */
  remove(): Promise<void>;
}
