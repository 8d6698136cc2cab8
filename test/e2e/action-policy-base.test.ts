import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exampleToken } from '../support/example-token.ts';
import { plugInSource } from '../support/plug-in-files.ts';
import { runCli, SECRETS } from './dist.ts';
import type { State } from './fake-github/state.ts';
import { BASE_SHA, errorsOf, GitHubStep } from './github-step.ts';

/*
 * A gate whose policy a pull request may edit is none: configuration and baseline are those of the base.
 */

let step: GitHubStep;
let state: State;
beforeEach(async () => {
  step = await GitHubStep.start();
  state = step.github.state;
  step.put('out/config.txt', `token = "${token}"\n`);
});
afterEach(() => step.close());

const token = exampleToken();
SECRETS.add(token);

const ALLOWS = `allow:
  - rule: github-personal-token
    path: out/**
    reason: it is only an example
`;
const inBase = (path: string, content: string) => void state.files.set(`${BASE_SHA}:${path}`, Buffer.from(content));
const scan = (inputs: Readonly<Record<string, string>> = {}) =>
  step.scan({ paths: 'out', comment: 'false', ...inputs });

describe('in a pull request', () => {
  beforeEach(() => step.pullRequest());

  test('a configuration that it adds to allow its own leak allows nothing', async () => {
    step.put('.keysieve.yml', ALLOWS);
    const run = await scan();
    expect(run.code).toBe(1);
    expect(run.summary).toContain(BASE_SHA);
    expect(run.summary).toMatch(/the base of the pull request.*\.keysieve\.yml \(none\)/);
  });

  test('a configuration that it edits stays what it is in the base', async () => {
    inBase('.keysieve.yml', 'fail-on: low\n');
    step.put('.keysieve.yml', ALLOWS);
    const run = await scan();
    expect(run.code).toBe(1);
    expect(run.summary).toMatch(/\.keysieve\.yml \(sha256 [0-9a-f]{64}\)/);
  });

  test('a configuration that it takes away is still the policy', async () => {
    inBase('.keysieve.yml', ALLOWS);
    expect((await scan()).code).toBe(0);
  });

  test('a baseline that it edits stays what it is in the base, however large', async () => {
    const { stdout: baseline } = await runCli(['baseline', 'out'], { cwd: step.workspace });
    const nothing = JSON.stringify({ ...JSON.parse(baseline), findings: [] });
    step.put('baseline.json', baseline);
    expect((await scan({ baseline: 'baseline.json', 'config-from': 'workspace' })).code).toBe(0);
    const missing = await scan({ baseline: 'baseline.json' });
    expect(missing.code).toBe(2);
    expect(errorsOf(missing)[0]).toContain('baseline: expected the file "baseline.json", found none');
    inBase('baseline.json', nothing + ' '.repeat(1_100_000));
    expect((await scan({ baseline: 'baseline.json' })).code).toBe(1);
    inBase('baseline.json', baseline);
    expect((await scan({ baseline: './baseline.json' })).code).toBe(0);
  });

  test('a plug-in that it edits is the one of the base', async () => {
    const finds = plugInSource();
    inBase('tools/marks.mjs', finds);
    step.put('out/marks.txt', 'MARK4711\n');
    step.put('out/config.txt', '');
    step.put('tools/marks.mjs', plugInSource({ inspect: 'process.exit(0);' }));
    const run = await scan({ detectors: 'tools/marks.mjs' });
    expect(run.code).toBe(1);
    expect(step.report().findings).toMatchObject([{ rule: 'acme-mark' }]);
    expect(run.summary).toMatch(/tools\/marks\.mjs \(sha256 [0-9a-f]{64}\)/);
  });

  test('what a plug-in of the base throws is a gap that says where', async () => {
    inBase('tools/marks.mjs', plugInSource({ inspect: 'throw new RangeError(String.fromCharCode(...window));' }));
    step.put('out/marks.txt', 'MARK4711\n');
    await scan({ detectors: 'tools/marks.mjs' });
    const [{ code, message }] = step.report().gaps;
    expect(code).toBe('plug-in');
    expect(message).toMatch(/throws RangeError \(marks\.mjs:\d+:\d+\)/);
  });

  test.each([
    ['that the base does not have', 'tools/new.mjs', 'expected a file of the base, found none'],
    ['that the job installs', 'acme-detectors', 'expected a file .js or .mjs'],
    ['that imports another file', 'tools/two.mjs', 'cannot be loaded'],
  ])('a plug-in %s is an error', async (_, name, message) => {
    inBase('tools/two.mjs', `import './other.mjs';\n${plugInSource()}`);
    step.put(name, plugInSource());
    const run = await scan({ detectors: name });
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toContain(message);
    expect(errorsOf(run)[0]).not.toContain('base64');
  });

  test('seen from its base, the same holds', async () => {
    step.pullRequest('pull_request_target');
    step.put('.keysieve.yml', ALLOWS);
    expect((await scan()).code).toBe(1);
  });

  test('a token that may not read the base fails the job, and says what it takes', async () => {
    state.permissions.clear();
    step.put('.keysieve.yml', ALLOWS);
    const run = await scan();
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toMatch(/cannot be read from the base of the pull request .*contents: read/);
  });

  test('GitHub that does not answer fails the job', async () => {
    step.github.failAlways(/contents/, { kind: 'reset' });
    expect((await scan()).code).toBe(2);
  });

  test('a file outside of the repository is no policy', async () => {
    const run = await scan({ config: '../elsewhere.yml' });
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toContain('expected a file of the repository');
  });

  test('an event that does not say what its base is fails the job', async () => {
    step.event('pull_request', {});
    const run = await scan();
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toContain('the event does not say');
  });

  test('config-from: workspace reads what is checked out, and no configuration asks nobody', async () => {
    step.put('.keysieve.yml', ALLOWS);
    expect((await scan({ 'config-from': 'workspace' })).code).toBe(0);
    expect((await scan({ config: 'none' })).code).toBe(1);
    expect(step.github.requests).toEqual([]);
  });
});

describe('in other events', () => {
  test('after a run of a pull request, policy is that of the default branch and not what came with an artifact', async () => {
    step.finishedRun('fork');
    step.put('.keysieve.yml', ALLOWS);
    const run = await scan({ 'commit-status': 'false' });
    expect(run.code).toBe(1);
    expect(run.summary).toContain('the default branch');
  });

  test('in a merge queue, policy is that of the branch that is merged into', async () => {
    step.event('merge_group', { merge_group: { base_sha: BASE_SHA } });
    step.put('.keysieve.yml', ALLOWS);
    expect((await scan()).code).toBe(1);
  });

  test('after a push, it is that of the checkout', async () => {
    step.put('.keysieve.yml', ALLOWS);
    expect((await scan()).code).toBe(0);
    expect(step.github.requests).toEqual([]);
  });
});
