import { createHash } from 'node:crypto';
import { posix, relative, resolve, sep } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { field, textField } from './api/fields.ts';
import { ApiError, type JsonApi } from './api/json-api.ts';
import type { Job } from './job.ts';

/** The commit whose policy applies, and why that one. */
export interface PolicyBase {
  readonly sha: string;
  readonly why: string;
}

/**
 * The commit to read policy from: a pull request must not be able to allow its own leak, and neither must a run that
 * one has started. Undefined when there is no such base; then the workspace is what somebody with write access has
 * pushed.
 */
export function policyBaseOf({ event, pullRequest, queueBaseSha, finishedRun, sha }: Job): PolicyBase | undefined {
  if (pullRequest !== undefined) return { sha: pullRequest.baseSha, why: 'the base of the pull request' };
  if (queueBaseSha !== undefined) return { sha: queueBaseSha, why: 'the base of the merge queue' };
  // For this event, GITHUB_SHA is the last commit of the default branch.
  if (finishedRun !== undefined) return { sha, why: 'the default branch' };
  // An event that should have named its base but did not; reading policy then fails.
  if (/^(?:pull_request|merge_group|workflow_run)/.test(event)) return { sha: '', why: `the base of ${event}` };
  return undefined;
}

interface ReadFile {
  readonly path: string;
  /** Undefined when the commit has no such file. */
  readonly sha256: string | undefined;
}

/** Reads files of the repository at one commit, through the API. Records what it has read. */
export class BaseFiles {
  readonly #base: PolicyBase;
  readonly #job: Job;
  readonly #api: JsonApi;
  readonly #read = new Map<string, ReadFile>();

  constructor(base: PolicyBase, job: Job, api: JsonApi) {
    this.#base = base;
    this.#job = job;
    this.#api = api;
  }

  /**
   * @param name path in the workspace, as the user gave it
   * @returns undefined when the commit has no such file
   * @throws UsageError when that cannot be determined: a policy that cannot be read must not count as one that allows
   */
  async read(name: string): Promise<Uint8Array | undefined> {
    const path = this.#pathOf(name);
    const bytes = await this.#fetch(path, name);
    const sha256 = bytes && createHash('sha256').update(bytes).digest('hex');
    this.#read.set(path, { path, sha256 });
    return bytes;
  }

  /** One line that says which commit decided, and which of its files were read. Undefined when none was asked for. */
  get record(): string | undefined {
    if (this.#read.size === 0) return undefined;
    const files = [...this.#read.values()].map(
      ({ path, sha256 }) => `${path} (${sha256 ? `sha256 ${sha256}` : 'none'})`,
    );
    return `Policy is that of commit ${this.#base.sha}, ${this.#base.why}: ${files.join(', ')}.`;
  }

  #pathOf(name: string): string {
    const { workspace } = this.#job;
    const path = relative(workspace, resolve(workspace, name)).split(sep).join('/');
    if (path === '' || path.startsWith('../') || path === '..' || posix.isAbsolute(path) || /^[A-Za-z]:/.test(path)) {
      throw new UsageError(
        `${name}: expected a file of the repository, since policy is read from ${this.#base.why}; move it there, or set config-from: workspace`,
      );
    }
    return path;
  }

  async #fetch(path: string, name: string): Promise<Uint8Array | undefined> {
    const { sha, why } = this.#base;
    const folder = `/repos/${this.#job.repository}`;
    if (sha === '') throw new UsageError(`${name}: the event does not say what ${why} is; set config-from: workspace`);
    try {
      const file = await this.#api.json({ path: `${folder}/contents/${encodePath(path)}?ref=${sha}` });
      return await this.#contentOf(file, folder, name);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 404 && (await this.#canRead(folder, sha))) return undefined;
      throw new UsageError(
        `${name}: cannot be read from ${why} (${error.message}); give the job \`contents: read\`, or set config-from: workspace`,
      );
    }
  }

  /** GitHub also answers 404 to a token that may not look. */
  async #canRead(folder: string, sha: string): Promise<boolean> {
    try {
      await this.#api.json({ path: `${folder}/git/commits/${sha}` });
      return true;
    } catch (error) {
      if (error instanceof ApiError) return false;
      throw error;
    }
  }

  /** The answer contains the content up to 1 MB; a larger file is fetched as a blob. */
  async #contentOf(file: unknown, folder: string, name: string): Promise<Uint8Array> {
    if (field(file, 'type') !== 'file')
      throw new UsageError(`${name}: expected a file in ${this.#base.why}, found something else; name the file itself`);
    if (textField(file, 'encoding') === 'base64') return Buffer.from(textField(file, 'content') ?? '', 'base64');
    const blob = await this.#api.json({ path: `${folder}/git/blobs/${textField(file, 'sha')}` });
    if (textField(blob, 'encoding') !== 'base64')
      throw new UsageError(`${name}: is too large to be read from ${this.#base.why}`);
    return Buffer.from(textField(blob, 'content') ?? '', 'base64');
  }
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
