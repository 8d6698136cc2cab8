import type { HttpAnswer } from '../api/exchange.ts';

/** Something that lies on GitHub and can be downloaded: an artifact of a run, an asset of a release. */
export interface StoredArtifact {
  /** As GitHub tells it apart from others of the same name. */
  readonly id: string;
  /** Untrusted text. */
  readonly name: string;
  /** `sha256:…` in hex, where GitHub knows it; untrusted text. */
  readonly digest: string | undefined;
  /** Why it cannot be downloaded, where that is known already. */
  readonly gone?: string;
  /** Its bytes: an answer of any status. Each call asks for a URL of its own, since those are good for a minute. */
  open(): Promise<HttpAnswer>;
  /** Deletes it from GitHub. @throws ApiError */
  remove(): Promise<void>;
}
