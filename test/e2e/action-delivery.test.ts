import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildZip } from '../builders/zip.ts';
import { exampleToken } from '../support/example-token.ts';
import { SECRETS } from './dist.ts';
import type { State } from './fake-github/state.ts';
import { BASE_SHA, GitHubStep, HEAD_SHA, MERGE_SHA } from './github-step.ts';

let step: GitHubStep;
let state: State;
beforeEach(async () => {
  step = await GitHubStep.start();
  state = step.github.state;
  onlyReads();
});
afterEach(() => step.close());

function leaks(count: number): string {
  const tokens = Array.from({ length: count }, exampleToken);
  for (const token of tokens) SECRETS.add(token);
  return tokens.map((token, index) => `token${index} = "${token}"\n`).join('');
}

/** What every token may do that is not restricted. */
function onlyReads(): void {
  state.permissions.clear();
  state.permissions.add('contents:read');
}

const allow = (...permissions: string[]) => {
  for (const permission of permissions) state.permissions.add(permission);
};
const scan = (inputs: Readonly<Record<string, string>> = {}) => step.scan({ paths: 'out', ...inputs });

describe('more findings than a step may annotate', () => {
  test('are all in a check run of the head commit, fifty a request', async () => {
    step.pullRequest();
    step.put('out/config.txt', leaks(120));
    allow('checks:write');
    const run = await scan();
    expect(run.code).toBe(1);
    expect(run.annotations.filter(({ level }) => level === 'error')).toHaveLength(10);
    expect(state.checkRuns).toHaveLength(1);
    const [{ head_sha, name, status, conclusion, annotations, output }] = state.checkRuns as [
      State['checkRuns'][number],
    ];
    expect({ head_sha, name, status, conclusion }).toEqual({
      ...{ head_sha: HEAD_SHA, name: 'keysieve (gate)', status: 'completed', conclusion: 'failure' },
    });
    expect(annotations).toHaveLength(120);
    expect(annotations[0]).toMatchObject({
      ...{ path: '.github/workflows/ci.yml', start_line: 1, end_line: 1, annotation_level: 'failure' },
    });
    expect(output.title).toBe('120 secrets found that fail the job');
    const requests = step.github.asked('api').filter((path) => /^(?:POST|PATCH) .*check-runs/.test(path));
    expect(requests).toHaveLength(5);
  });

  test('make no second check run when the job is run again', async () => {
    step.put('out/config.txt', leaks(30));
    allow('checks:write');
    await scan();
    await scan();
    expect(state.checkRuns.map(({ annotations }) => annotations.length)).toEqual([30]);
  });

  test('make another one when the first broke off half-way', async () => {
    step.put('out/config.txt', leaks(70));
    allow('checks:write');
    step.github.fail(/^PATCH .*check-runs/, { status: 502 });
    const run = await scan();
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/check run with all annotations is missing: .* 502/);
    await scan();
    expect(state.checkRuns.map(({ status, conclusion }) => [status, conclusion])).toEqual([
      ['completed', 'failure'],
      ['completed', 'failure'],
    ]);
    expect(state.checkRuns[1]!.annotations).toHaveLength(70);
  });

  test('are taken back when the run is run again and has room for what is left', async () => {
    step.finishedRun('branch');
    allow('checks:write', 'statuses:write');
    step.put('out/config.txt', leaks(30));
    await scan();
    step.put('out/config.txt', 'nothing');
    await scan();
    expect(state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure']);
    const again = { GITHUB_RUN_ATTEMPT: '2' };
    for (let i = 0; i < 2; i++) await step.scan({ paths: 'out' }, again);
    expect(state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure', 'neutral']);
    expect(state.checkRuns[1]!.output.title).toBe('no secret found');
    step.put('other/config.txt', 'nothing');
    expect((await step.scan({ paths: 'other' }, again)).code).toBe(0);
    expect(state.checkRuns).toHaveLength(2);
  });

  test('of an earlier attempt are nothing to speak of to who may not look for them', async () => {
    step.put('out/config.txt', 'nothing');
    step.github.failAlways(/check-runs/, { status: 403 });
    const run = await step.scan({ paths: 'out' }, { GITHUB_RUN_ATTEMPT: '2' });
    expect(run.code).toBe(0);
    expect(run.stdout + run.summary).not.toMatch(/check run/);
  });

  test('are said in one line to be in the summary, where the token may not', async () => {
    step.put('out/config.txt', leaks(30));
    const run = await scan();
    const lines = run.stdout.split('\n').filter((line) => line.includes('check run'));
    expect(lines).toEqual([expect.stringMatching(/the token may not do that \(it takes `checks: write`\)/)]);
    expect(run.summary).toContain('check run with all annotations is missing');
    expect(run.code).toBe(1);
  });

  test('need no check run when there are few, or when it is turned off', async () => {
    allow('checks:write');
    step.put('out/config.txt', leaks(5));
    await scan();
    step.put('out/config.txt', leaks(30));
    await scan({ 'check-run': 'false' });
    expect(step.github.requests).toEqual([]);
  });
});

describe('the comment on a pull request', () => {
  beforeEach(() => {
    step.pullRequest();
    allow('pull-requests:write');
  });

  test('is written once, kept up to date in its place, and folded when all is clean', async () => {
    step.put('out/config.txt', leaks(1));
    await scan();
    expect(state.comments).toMatchObject([{ issue: 7, body: expect.stringContaining('1 secret found that fails') }]);
    const { id } = state.comments[0]!;
    step.put('out/config.txt', leaks(2));
    await scan();
    expect(state.comments).toMatchObject([{ id, body: expect.stringContaining('2 secrets found that fail') }]);
    step.put('out/config.txt', 'nothing');
    expect((await scan()).code).toBe(0);
    expect(state.comments).toMatchObject([
      { id, body: expect.stringMatching(/^<!-- keysieve [0-9a-f]{16} -->\n<details>/) },
    ]);
  });

  test('is not there as long as there is nothing to say', async () => {
    step.put('out/config.txt', 'nothing');
    expect((await scan()).code).toBe(0);
    expect(state.comments).toEqual([]);
  });

  test('is not written for what the policy of the base allows', async () => {
    const allows = 'allow:\n  - {rule: github-personal-token, path: out, reason: an example}\n';
    state.files.set(`${BASE_SHA}:.keysieve.yml`, Buffer.from(allows));
    step.put('out/config.txt', leaks(1));
    expect((await scan()).code).toBe(0);
    expect(state.comments).toEqual([]);
  });

  test('is found among hundreds, and is one for each gate', async () => {
    const user = { login: 'someone', type: 'User' };
    for (let i = 0; i < 150; i++)
      state.comments.push({ id: i, issue: 7, body: 'hello', user, author_association: 'NONE' });
    step.put('out/config.txt', leaks(1));
    step.put('other/config.txt', leaks(1));
    for (const paths of ['out', 'other', 'out', 'other']) await scan({ paths });
    expect(state.comments).toHaveLength(152);
  });

  test('is not one that a reader of the repository wrote in our name', async () => {
    step.put('out/config.txt', leaks(1));
    await scan();
    const [ours] = state.comments.splice(0);
    const forged = { ...ours!, id: 1, user: { login: 'mallory', type: 'User' }, author_association: 'NONE' };
    state.comments.push(forged);
    await scan();
    expect(state.comments).toHaveLength(2);
    expect(state.comments[0]).toEqual(forged);
  });

  test('is missing where the token may only read, as in pull requests of forks: one line, the same verdict', async () => {
    onlyReads();
    step.put('out/config.txt', leaks(1));
    const run = await scan();
    expect(run.code).toBe(1);
    expect(run.stdout.split('\n').filter((line) => line.includes('The comment'))).toEqual([
      expect.stringContaining('it takes `pull-requests: write`'),
    ]);
  });

  test('is not written twice when the answer gets lost', async () => {
    step.put('out/config.txt', leaks(1));
    step.github.fail(/^POST .*comments/, { kind: 'reset' });
    const run = await scan();
    expect(run.stdout).toContain('The comment on the pull request is missing: ');
    expect(step.github.asked('api').filter((path) => path.startsWith('POST'))).toHaveLength(1);
  });

  test('is not written for a push', async () => {
    step.event('push', {});
    step.put('out/config.txt', leaks(1));
    await scan();
    expect(step.github.requests).toEqual([]);
  });
});

describe('after a run of a pull request', () => {
  test('the commit that was built gets a status, and the pull request its comment', async () => {
    step.finishedRun('branch');
    allow('statuses:write', 'pull-requests:write');
    step.put('out/config.txt', leaks(1));
    await scan();
    step.put('out/config.txt', 'nothing');
    await scan();
    expect(state.statuses.map(({ sha, state, context }) => [sha, state, context])).toEqual([
      [HEAD_SHA, 'pending', 'keysieve (gate)'],
      [HEAD_SHA, 'failure', 'keysieve (gate)'],
      [HEAD_SHA, 'pending', 'keysieve (gate)'],
      [HEAD_SHA, 'success', 'keysieve (gate)'],
    ]);
    const { target_url } = state.statuses[0]!;
    expect(target_url).toMatch(
      /^https:\/\/github\.com\/octo-org\/octo-repo\/actions\/runs\/4711#keysieve-[0-9a-f]{16}$/,
    );
    expect(state.comments).toHaveLength(1);
  });

  test('of a fork, the comment goes to the open pull request whose head is that very commit', async () => {
    step.finishedRun('fork');
    allow('statuses:write', 'pull-requests:write');
    state.pulls.push(
      { number: 3, state: 'open', head: { sha: BASE_SHA } },
      { number: 4, state: 'closed', head: { sha: HEAD_SHA } },
      { number: 5, state: 'open', head: { sha: HEAD_SHA } },
    );
    step.put('out/config.txt', leaks(1));
    await scan();
    expect(state.comments).toMatchObject([{ issue: 5 }]);
  });

  test('a gate that cannot run says so in the status', async () => {
    step.finishedRun('branch');
    allow('statuses:write');
    const run = await scan({ paths: 'nothing' });
    expect(run.code).toBe(2);
    expect(state.statuses.at(-1)).toMatchObject({ sha: HEAD_SHA, state: 'error' });
  });

  test('so does one whose inputs cannot be read, unless it sets no status', async () => {
    step.finishedRun('branch');
    allow('statuses:write');
    const run = await scan({ 'fail-on': 'sometimes' });
    expect(run.code).toBe(2);
    expect(state.statuses).toMatchObject([{ sha: HEAD_SHA, state: 'error', context: 'keysieve (gate)' }]);
    await scan({ 'fail-on': 'sometimes', 'commit-status': 'False' });
    expect(state.statuses).toHaveLength(1);
  });

  test('a job that is ended from outside leaves no status of an earlier one', async () => {
    step.finishedRun('branch');
    allow('statuses:write');
    step.put('out/config.txt', 'nothing');
    await scan();
    expect(state.statuses.at(-1)).toMatchObject({ state: 'success' });
    const code = 'Uint8Array.prototype.copyWithin = () => process.kill(process.pid, "SIGKILL")';
    await step.scan({ paths: 'out' }, { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}` });
    expect(state.statuses.at(-1)).toMatchObject({ state: 'pending' });
  });

  describe('of several jobs with one name, as a matrix has them', () => {
    const states = () => state.statuses.map(({ state }) => state);
    const failing = { paths: 'leaking' };

    beforeEach(() => {
      step.finishedRun('branch');
      allow('statuses:write');
      step.put('leaking/config.txt', leaks(1));
      step.put('out/config.txt', 'nothing');
    });

    test('one that passes later leaves the failure of another, as that said it', async () => {
      await scan(failing);
      const failure = state.statuses.at(-1);
      await scan();
      expect(states()).toEqual(['pending', 'failure', 'pending', 'failure']);
      expect(state.statuses.at(-1)).toEqual(failure);
    });

    test('also of one that ends at the same time', async () => {
      await scan(failing);
      const failure = state.statuses.at(-1)!;
      // Of the two looks, the first comes too early.
      step.github.fail(/^GET .*\/statuses/, { status: 200, body: [] });
      await scan();
      expect(states().slice(2)).toEqual(['pending', 'success', 'failure']);
      expect(state.statuses.at(-1)).toEqual(failure);
    });

    test('until that one passes in another attempt; another run begins anew', async () => {
      await scan(failing);
      await scan();
      step.put('leaking/config.txt', 'nothing');
      await scan(failing);
      expect(states().at(-1)).toBe('success');
      step.put('leaking/config.txt', leaks(1));
      await scan(failing);
      await step.scan({ paths: 'out' }, { GITHUB_RUN_ID: '4712' });
      expect(states().at(-1)).toBe('success');
    });
  });

  test('a status that may not be set is said in one line', async () => {
    step.finishedRun('branch');
    step.put('out/config.txt', 'nothing');
    const run = await scan();
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/The status of the commit is missing: .*statuses: write/);
  });
});

describe('code scanning', () => {
  const sarifOf = (upload: Record<string, unknown>) =>
    JSON.parse(gunzipSync(Buffer.from(String(upload.sarif), 'base64')).toString());

  test.each([
    ['a push', () => {}, { commit_sha: MERGE_SHA, ref: 'refs/heads/main' }],
    ['a pull request', () => step.pullRequest(), { commit_sha: MERGE_SHA, ref: 'refs/pull/7/merge' }],
    [
      'a pull request seen from its base',
      () => step.pullRequest('pull_request_target'),
      { commit_sha: HEAD_SHA, ref: 'refs/pull/7/head' },
    ],
    ['a run that is over', () => step.finishedRun('branch'), { commit_sha: HEAD_SHA, ref: 'refs/heads/feature' }],
    [
      'a run of a fork that is over',
      () => {
        step.finishedRun('fork');
        state.pulls.push({ number: 5, state: 'open', head: { sha: HEAD_SHA } });
      },
      { commit_sha: HEAD_SHA, ref: 'refs/pull/5/head' },
    ],
  ])('gets the report of %s for the commit that it is about', async (_, prepare, place) => {
    prepare();
    allow('security-events:write', 'pull-requests:write', 'statuses:write');
    step.put('out/app.zip', buildZip([{ name: 'config.txt', data: leaks(1) }]));
    await scan({ 'upload-sarif': 'true' });
    expect(state.sarifs).toMatchObject([place]);
    const { results } = sarifOf(state.sarifs[0]!).runs[0];
    expect(results).toHaveLength(1);
    expect(results[0].partialFingerprints.primaryLocationLineHash).toMatch(/^[\w:-]+$/);
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(/^\.github\/workflows\//);
  });

  test('says why it refuses a report', async () => {
    allow('security-events:write');
    state.sarifProcessing = { processing_status: 'failed', errors: ['the locations are no good'] };
    step.put('out/config.txt', leaks(1));
    const run = await scan({ 'upload-sarif': 'true' });
    expect(run.summary).toContain('Code scanning refuses the SARIF report: the locations are no good');
  });

  test('that is not allowed is said in one line, and the verdict stays', async () => {
    step.put('out/config.txt', 'nothing');
    const run = await scan({ 'upload-sarif': 'true' });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/The upload to code scanning is missing: .*security-events: write/);
  });

  test('gets nothing unless it was asked for', async () => {
    allow('security-events:write');
    step.put('out/config.txt', leaks(1));
    await scan();
    expect(step.github.requests).toEqual([]);
  });
});
