import type { Origin } from '../../model/origin.ts';
import type { Settings } from '../../settings/settings.ts';
import type { BroughtArtifacts } from '../../sources/brought-artifacts.ts';
import type { StepFinder } from '../step-finder.ts';
import { bringArtifacts, type NamedArtifact, nameArtifacts } from './bring-artifacts.ts';
import { findArtifacts, type GitHubAccess } from './find-artifacts.ts';

/** The artifacts on GitHub that the inputs ask for. */
export class RemoteArtifacts {
  readonly #settings: Settings;
  readonly #access: GitHubAccess;
  #named: readonly NamedArtifact[] = [];

  constructor(settings: Settings, access: GitHubAccess) {
    this.#settings = settings;
    this.#access = access;
  }

  /** Finds and downloads them. Reports name each artifact as GitHub does. */
  async bring(): Promise<BroughtArtifacts> {
    const { artifacts, unmatched } = await findArtifacts(this.#settings, this.#access);
    this.#named = nameArtifacts(artifacts);
    const { maxEntryBytes: maxBytes } = this.#settings;
    const { tell } = this.#access;
    return { ...(await bringArtifacts(this.#named, { maxBytes, tell })), unmatched };
  }

  /** The step that uploads the artifact. @param path as reports show it */
  stepOf(path: string, steps: StepFinder): Origin | undefined {
    const found = this.#named.find((named) => named.path === path);
    if (found === undefined) return undefined;
    const { job } = this.#access;
    const isOfOwnRun = this.#settings.runId === undefined || this.#settings.runId === job.runId;
    const workflowFile = isOfOwnRun ? job.workflowFile : job.finishedRun?.workflowFile;
    return steps.stepThatUploads({ name: found.artifact.name, workflowFile });
  }

  /** The artifacts that reports show under one of `paths`. */
  named(paths: ReadonlySet<string>): readonly NamedArtifact[] {
    return this.#named.filter(({ path }) => paths.has(path));
  }
}
