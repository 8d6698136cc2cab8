import { field, numberField, textField } from './api/fields.ts';

/**
 * What the runner says about the job that we are a step of. Fields are empty or undefined where it says nothing:
 * outside of Actions, or on old runners.
 */
export interface Job {
  /** Without a trailing slash. */
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly runId: string;
  /**
   * Whether this run, or the one that it is about, was run again: an earlier attempt may then have posted something
   * about the commit.
   */
  readonly isRunAgain: boolean;
  /** Key of the job in the workflow file. */
  readonly jobId: string;
  /** Id of our step; a step without one has `__owner_repo` or `__self`, followed by `_2` and so on. */
  readonly stepId: string;
  /** `owner/repo` of the running action; empty for one in the checkout. */
  readonly actionRepository: string;
  /** Path of the workflow file in the repository. */
  readonly workflowFile: string | undefined;
  readonly event: string;
  /** Commit that the event is about; for a pull request, its merge with the base. */
  readonly sha: string;
  readonly ref: string;
  readonly workspace: string;
  readonly pullRequest: PullRequest | undefined;
  /** In the event `merge_group`: the commit that the queue merges into. */
  readonly queueBaseSha: string | undefined;
  /** In the event `workflow_run`: the completed run. */
  readonly finishedRun: FinishedRun | undefined;
}

export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
}

export interface FinishedRun {
  readonly headSha: string;
  readonly headBranch: string;
  /** `owner/name`; for a fork, not our repository. */
  readonly headRepository: string;
  /** Path of its workflow file. */
  readonly workflowFile: string | undefined;
  /** Numbers of its pull requests in this repository; empty for those from forks. */
  readonly pullRequests: readonly number[];
}

/** @param event payload of the event that started the run, from `readEvent` */
export function jobFrom(env: NodeJS.ProcessEnv, event: unknown): Job {
  return {
    apiUrl: (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, ''),
    serverUrl: (env.GITHUB_SERVER_URL || 'https://github.com').replace(/\/+$/, ''),
    repository: env.GITHUB_REPOSITORY ?? '',
    runId: env.GITHUB_RUN_ID ?? '',
    isRunAgain: Number(env.GITHUB_RUN_ATTEMPT) > 1 || (numberField(event, 'workflow_run', 'run_attempt') ?? 1) > 1,
    jobId: env.GITHUB_JOB ?? '',
    stepId: env.GITHUB_ACTION ?? '',
    actionRepository: env.GITHUB_ACTION_REPOSITORY ?? '',
    workflowFile: workflowFileOf(env.GITHUB_WORKFLOW_REF),
    event: env.GITHUB_EVENT_NAME ?? '',
    sha: env.GITHUB_SHA ?? '',
    ref: env.GITHUB_REF ?? '',
    workspace: env.GITHUB_WORKSPACE ?? process.cwd(),
    pullRequest: pullRequestOf(event),
    queueBaseSha: textField(event, 'merge_group', 'base_sha'),
    finishedRun: finishedRunOf(event),
  };
}

/** True for GitHub Enterprise Server; false for github.com, its data residency (`*.ghe.com`) and local tests. */
export function isEnterpriseServer({ serverUrl }: Job): boolean {
  const { hostname } = new URL(serverUrl);
  return hostname !== 'github.com' && !/\.(?:ghe\.com|localhost)$/.test(hostname);
}

/** `octo-org/octo-repo/.github/workflows/ci.yml@refs/heads/main` → `.github/workflows/ci.yml`. */
function workflowFileOf(workflowRef: string | undefined): string | undefined {
  return /^[^/]+\/[^/]+\/([^@]+)@/.exec(workflowRef ?? '')?.[1];
}

/**
 * The event payload that the runner wrote to a file, read by `@actions/github`. Every job has it, unless somebody
 * removed the file. That package brings octokit along, so it is loaded here and nowhere else.
 */
export async function readEvent(env: NodeJS.ProcessEnv): Promise<unknown> {
  if (!env.GITHUB_EVENT_PATH) return undefined;
  try {
    return (await import('@actions/github')).context.payload;
  } catch {
    return undefined; // it is no JSON
  }
}

function pullRequestOf(event: unknown): PullRequest | undefined {
  const number = numberField(event, 'pull_request', 'number');
  const headSha = textField(event, 'pull_request', 'head', 'sha');
  const baseSha = textField(event, 'pull_request', 'base', 'sha');
  if (number === undefined || headSha === undefined || baseSha === undefined) return undefined;
  return { number, headSha, baseSha };
}

function finishedRunOf(event: unknown): FinishedRun | undefined {
  const run = field(event, 'workflow_run');
  const headSha = textField(run, 'head_sha');
  if (headSha === undefined) return undefined;
  const pullRequests = field(run, 'pull_requests');
  return {
    headSha,
    headBranch: textField(run, 'head_branch') ?? '',
    headRepository: textField(run, 'head_repository', 'full_name') ?? '',
    workflowFile: textField(run, 'path')?.replace(/@.*$/, ''),
    pullRequests: (Array.isArray(pullRequests) ? pullRequests : [])
      .map((one) => numberField(one, 'number'))
      .filter((number) => number !== undefined),
  };
}
