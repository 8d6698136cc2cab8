import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { assertNoSecret, runAction, SECRETS, type StepRun } from './dist.ts';
import { FakeGitHub, SIGNATURE, TOKEN } from './fake-github/fake-github.ts';
import { RUNTIME_TOKEN } from './fake-github/results-service.ts';

for (const secret of [TOKEN, RUNTIME_TOKEN, SIGNATURE]) SECRETS.add(secret);

export const HEAD_SHA = 'aaaa'.repeat(10);
export const BASE_SHA = 'bbbb'.repeat(10);
export const MERGE_SHA = 'cccc'.repeat(10);

/** A step of a workflow on a fake GitHub: a workspace, an event, and what is asked of whom. */
export class GitHubStep {
  readonly github: FakeGitHub;
  readonly workspace: string;
  /** For what a run may leave in the folder of temp files. */
  readonly temp: string;
  /** For what the runner writes down. */
  readonly #runner = mkdtempSync(join(tmpdir(), 'keysieve-runner-'));
  #env: NodeJS.ProcessEnv;

  private constructor(github: FakeGitHub) {
    this.github = github;
    this.workspace = mkdtempSync(join(tmpdir(), 'keysieve-workspace-'));
    this.temp = mkdtempSync(join(tmpdir(), 'keysieve-temp-'));
    this.#env = {
      ...github.env(),
      TMPDIR: this.temp,
      GITHUB_JOB: 'gate',
      GITHUB_ACTION: '__octo-org_keysieve',
      GITHUB_SHA: MERGE_SHA,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/ci.yml@refs/heads/main',
    };
  }

  static async start(): Promise<GitHubStep> {
    return new GitHubStep(await FakeGitHub.start());
  }

  async close(): Promise<void> {
    await this.github.close();
    for (const folder of [this.workspace, this.temp, this.#runner]) rmSync(folder, { recursive: true, force: true });
  }

  put(name: string, content: Uint8Array | string): void {
    mkdirSync(dirname(join(this.workspace, name)), { recursive: true });
    writeFileSync(join(this.workspace, name), content);
  }

  /** From now on the step belongs to this event. */
  event(name: string, payload: unknown, env: NodeJS.ProcessEnv = {}): void {
    const file = join(this.#runner, 'event.json');
    writeFileSync(file, JSON.stringify(payload));
    this.#env = { ...this.#env, GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file, ...env };
  }

  pullRequest(name: 'pull_request' | 'pull_request_target' = 'pull_request'): void {
    const payload = { pull_request: { number: 7, head: { sha: HEAD_SHA }, base: { sha: BASE_SHA } } };
    this.event(name, payload, {
      GITHUB_REF: name === 'pull_request' ? 'refs/pull/7/merge' : 'refs/heads/main',
      GITHUB_SHA: name === 'pull_request' ? MERGE_SHA : BASE_SHA,
    });
  }

  /** A run of a pull request is over. One of a fork is not named in the event. */
  finishedRun(from: 'branch' | 'fork'): void {
    const isFork = from === 'fork';
    const payload = {
      workflow_run: {
        id: 99,
        head_sha: HEAD_SHA,
        head_branch: 'feature',
        path: '.github/workflows/build.yml',
        head_repository: { full_name: isFork ? 'someone/fork' : 'octo-org/octo-repo' },
        pull_requests: isFork ? [] : [{ number: 7 }],
      },
    };
    this.event('workflow_run', payload, { GITHUB_SHA: BASE_SHA });
  }

  /** @param node the one that runs the tests, unless told */
  async scan(
    inputs: Readonly<Record<string, string>>,
    env: NodeJS.ProcessEnv = {},
    node: string = process.execPath,
  ): Promise<StepRun> {
    const given = { json: 'report.json', 'github-token': TOKEN, ...inputs };
    const run = await runAction(this.workspace, given, { node, env: { ...this.#env, ...env } });
    expect(run.stderr).toBe('');
    expect(readdirSync(this.temp)).toEqual([]);
    this.#assertDiscreet();
    return run;
  }

  // biome-ignore lint/suspicious/noExplicitAny: a report as a reader of its own sees it
  report(): any {
    const text = readFileSync(join(this.workspace, 'report.json'), 'utf8');
    assertNoSecret(text);
    return JSON.parse(text);
  }

  /** The token of the job goes to the API, that of the run to its service, neither anywhere else; and no secret to anybody. */
  #assertDiscreet(): void {
    const tokens = { api: TOKEN, results: RUNTIME_TOKEN, storage: undefined };
    for (const { host, path, headers, body } of this.github.requests) {
      const own = tokens[host];
      expect(headers.authorization).toBe(own && `Bearer ${own}`);
      // What the storage signed is in its own URL.
      const said = JSON.stringify({
        path: host === 'storage' ? '' : path,
        body,
        headers: { ...headers, authorization: '' },
      });
      assertNoSecret(said);
    }
  }
}

export const errorsOf = (run: StepRun): string[] =>
  run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
