import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { zipWith } from '../support/wrap.ts';
import { NODES, SECRETS } from './dist.ts';
import type { FakeGitHub } from './fake-github/fake-github.ts';
import { artifact, asset, nextId } from './fake-github/state.ts';
import { errorsOf, GitHubStep } from './github-step.ts';

let step: GitHubStep;
let github: FakeGitHub;
beforeEach(async () => {
  step = await GitHubStep.start();
  github = step.github;
});
afterEach(() => step.close());

const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
SECRETS.add(pem.split('\n')[1]!);

const leak = () => zipWith('conf/server.key', Buffer.from(pem));
const clean = () => zipWith('index.js', Buffer.from('export const answer = 42;\n'));

interface Report {
  readonly verdict: string;
  readonly artifacts: readonly { readonly path: string; readonly sha256: string }[];
  readonly findings: readonly { readonly path: string; readonly artifact: string }[];
  readonly gaps: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

const scan = (...given: Parameters<GitHubStep['scan']>) => step.scan(...given);
const report = (): Report => step.report();

describe('artifacts of the own run', () => {
  test.each(Object.entries(NODES))(
    'are read through the run’s own service, with no permission, on %s',
    async (_, node) => {
      github.state.permissions.clear();
      github.state.artifacts.push(artifact('site', await leak()), artifact('docs', await clean()));
      const run = await scan({ artifacts: '*' }, {}, node);
      expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', findings: '1', gaps: '0' } });
      expect(report().findings).toMatchObject([{ artifact: 'site', path: 'site!/conf/server.key' }]);
      expect(
        report()
          .artifacts.map(({ path, sha256 }) => [path, `sha256:${sha256}`])
          .sort(),
      ).toEqual(github.state.artifacts.map(({ name, digest }) => [name, digest]).sort());
      expect(github.asked('api')).toEqual([]);
    },
  );

  test('are chosen by name and pattern; those that were not asked for are not downloaded', async () => {
    for (const name of ['site', 'site-debug', 'docs']) github.state.artifacts.push(artifact(name, await clean()));
    const run = await scan({ artifacts: 'site*\n!site-debug' });
    expect(run.code).toBe(0);
    expect(report().artifacts.map(({ path }) => path)).toEqual(['site']);
    expect(github.asked('storage')).toHaveLength(1);
  });

  test('that were uploaded without a zip around them are what they are', async () => {
    github.state.artifacts.push(artifact('server.key', Buffer.from(pem)));
    const run = await scan({ artifacts: 'server.key' });
    expect(run.code).toBe(1);
    expect(report().findings).toMatchObject([{ artifact: 'server.key', path: 'server.key' }]);
  });

  test('of one name, left by an earlier attempt, are both scanned and told apart', async () => {
    const [first, second] = [artifact('site', await clean()), artifact('site', await clean())];
    github.state.artifacts.push(first, second);
    await scan({ artifacts: 'site' });
    expect(report().artifacts.map(({ path }) => path)).toEqual([`site (${first.id})`, `site (${second.id})`]);
  });

  test('are scanned beside paths', async () => {
    github.state.artifacts.push(artifact('site', await clean()));
    const run = await scan({ artifacts: 'site', paths: '*.json', 'if-no-files-found': 'warn' });
    expect(run.code).toBe(0);
    expect(run.summary).toMatch(/1 pattern that matched nothing/);
  });

  test('of a name that is not there are an error that says what is', async () => {
    github.state.artifacts.push(artifact('docs', await clean()));
    const run = await scan({ artifacts: 'site' });
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toContain('artifacts: "site" matched none of the 1 artifacts of the run');
  });

  test('do not exist on GitHub Enterprise Server, which is said', async () => {
    const run = await scan({ artifacts: '*' }, { GITHUB_SERVER_URL: 'https://github.example.com' });
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toContain('github.example.com is a GitHub Enterprise Server');
    expect(github.requests).toEqual([]);
  });

  test('are read through the API where the runner gives no service', async () => {
    github.state.artifacts.push(artifact('site', await leak()));
    const run = await scan({ artifacts: 'site' }, { ACTIONS_RESULTS_URL: '', ACTIONS_RUNTIME_TOKEN: '' });
    expect(run.code).toBe(1);
    expect(github.asked('results')).toEqual([]);
  });
});

describe('artifacts of another run', () => {
  const inputs = { artifacts: '*', 'run-id': '99' };

  test('are listed page by page and downloaded from where the API redirects to', async () => {
    const bytes = await clean();
    for (let i = 0; i < 101; i++) github.state.artifacts.push(artifact(`part-${i}`, bytes, { runId: 99 }));
    github.state.artifacts.push(artifact('site', await leak(), { runId: 99 }), artifact('own', await leak()));
    const run = await scan({ ...inputs, artifacts: 'site' });
    expect(run.code).toBe(1);
    expect(github.asked('api').filter((path) => path.includes('/runs/99/artifacts'))).toHaveLength(2);
    expect(report().artifacts.map(({ path }) => path)).toEqual(['site']);
  });

  test('of another repository are read with the token that was given', async () => {
    github.state.artifacts.push(artifact('site', await leak(), { runId: 99 }));
    const { repository } = github.state;
    const run = await scan({ ...inputs, repository }, { GITHUB_REPOSITORY: 'octo-org/elsewhere' });
    expect(run.code).toBe(1);
  });

  test('that have expired, or are gone when they are asked for, are gaps', async () => {
    const gone = artifact('gone', await clean(), { runId: 99 });
    const late = artifact('late', await clean(), { runId: 99 });
    github.state.artifacts.push(
      artifact('expired', await clean(), { runId: 99, expired: true }),
      ...[gone, late, artifact('there', await clean(), { runId: 99 })],
    );
    github.failAlways(new RegExp(`artifacts/${gone.id}/zip`), { status: 404 });
    github.failAlways(new RegExp(`artifacts/${late.id}/zip`), { status: 410 });
    const run = await scan(inputs);
    expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', gaps: '3' } });
    const gaps = report().gaps.map(({ path, code, message }) => [path, code, message]);
    expect(gaps).toEqual([
      ['expired', 'unreadable', expect.stringContaining('expired on 2026-11-01')],
      ['gone', 'unreadable', expect.stringContaining('gone since it was listed')],
      ['late', 'unreadable', expect.stringContaining('has expired')],
    ]);
    expect(report().artifacts.map(({ path }) => path)).toEqual(['there']);
  });

  test.each([
    ['the permission is missing', () => github.state.permissions.delete('actions:read'), '(403)'],
    ['the run does not exist', () => github.failAlways(/runs\/99/, { status: 404 }), '(404)'],
    ['the token is not valid', () => github.failAlways(/runs\/99/, { status: 401 }), '(401)'],
  ])('are an error that names the permission when %s', async (_, prepare, status) => {
    prepare();
    const run = await scan(inputs);
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toContain('actions: read');
    expect(errorsOf(run)[0]).toContain(status);
  });

  test('fail the job when GitHub does not answer, whatever policy says', async () => {
    github.failAlways(/runs\/99/, { status: 500 });
    const run = await scan({ ...inputs, 'on-gap': 'ignore' });
    expect(run.code).toBe(3);
    expect(github.asked('api')).toHaveLength(4);
  });
});

test('a run of which no artifacts are asked for is not passed over in silence', async () => {
  step.put('out/config.txt', 'nothing');
  for (const others of [{ paths: 'out' }, { release: 'v1' }, {}]) {
    const run = await scan({ ...others, 'run-id': '99' });
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toContain('run-id: expected `artifacts` too, found none');
  }
});

describe('a release', () => {
  test('and its drafts are scanned asset by asset, before publication', async () => {
    github.state.permissions.add('contents:write');
    github.state.releases.push(
      { id: nextId(), tag_name: 'v1.0.0', draft: true, assets: [asset('app.zip', await leak())] },
      { id: nextId(), tag_name: 'v0.9.0', draft: false, assets: [asset('old.zip', await leak())] },
    );
    const run = await scan({ release: 'v1.0.0' });
    expect(run.code).toBe(1);
    expect(report().artifacts.map(({ path }) => path)).toEqual(['app.zip']);
    expect(report().findings).toMatchObject([{ path: 'app.zip!/conf/server.key' }]);
  });

  test('that is published is found by a token that may only read', async () => {
    github.state.releases.push({
      id: nextId(),
      tag_name: 'v1',
      draft: false,
      assets: [asset('app.zip', await clean())],
    });
    expect((await scan({ release: 'v1' })).code).toBe(0);
  });

  test('with an asset that is not uploaded to its end has a gap', async () => {
    const half = asset('app.zip', await clean(), { state: 'starter' });
    github.state.releases.push({ id: nextId(), tag_name: 'v1', draft: false, assets: [half] });
    expect((await scan({ release: 'v1' })).code).toBe(1);
    expect(report().gaps).toMatchObject([{ path: 'app.zip', code: 'unreadable' }]);
  });

  test('that does not exist, or that the token cannot see, is an error that says so', async () => {
    github.state.releases.push({ id: nextId(), tag_name: 'v1', draft: true, assets: [asset('app.zip', await leak())] });
    const run = await scan({ release: 'v1' });
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toContain('a draft is shown only to a token with contents: write');
  });
});

describe('on a bad day', () => {
  const inputs = { artifacts: '*', 'run-id': '99' };
  beforeEach(async () => void github.state.artifacts.push(artifact('site', await leak(), { runId: 99 })));

  test.each([
    ['the list answers 500 once', /runs\/99/, [{ status: 500 }]],
    ['the list breaks off', /runs\/99/, [{ kind: 'reset' }]],
    ['the API wants a pause', /\/zip$/, [{ status: 429, headers: { 'retry-after': '1' } }]],
    ['a secondary limit is met', /\/zip$/, [{ status: 403, headers: { 'retry-after': '0' } }]],
    [
      'the hour’s requests are used up',
      /\/zip$/,
      [{ status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } }],
    ],
    ['the storage answers 503', /^GET \/blob/, [{ status: 503 }]],
    ['the signed URL is too old', /^GET \/blob/, [{ status: 403 }]],
    ['the connection is cut half-way', /^GET \/blob/, [{ kind: 'cut', afterBytes: 100 }]],
    ['the connection ends before a byte', /^GET \/blob/, [{ kind: 'reset' }]],
    ['a byte is changed on its way', /^GET \/blob/, [{ kind: 'flipped' }]],
  ] as const)('%s: it is tried again, and the wait is shown', async (_, match, faults) => {
    github.fail(match, ...faults);
    const run = await scan(inputs);
    expect(run).toMatchObject({ code: 1, outputs: { findings: '1', gaps: '0' } });
    expect(run.stdout).toMatch(/waiting [\d.]+ s before try 2 of 4/);
  });

  test('a slow connection is waited for', async () => {
    github.fail(/^GET \/blob/, { kind: 'slow', pieces: 5, pauseMs: 50 });
    expect(await scan(inputs)).toMatchObject({ code: 1, outputs: { findings: '1', gaps: '0' } });
    expect(github.asked('storage')).toHaveLength(1);
  });

  test.each([
    ['always cut', { kind: 'cut', afterBytes: 100 }, 'breaks off'],
    ['always something else than GitHub says', { kind: 'flipped' }, 'expected bytes with the digest that GitHub says'],
    ['never there', { status: 500 }, 'the storage answers 500'],
  ] as const)('a download that is %s is a gap', async (_, fault, message) => {
    github.failAlways(/^GET \/blob/, fault);
    const run = await scan(inputs);
    expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', findings: '0', gaps: '1' } });
    expect(report().gaps[0]).toMatchObject({ path: 'site', message: expect.stringContaining(message) });
  });

  test('a wait that is too long is not waited for', async () => {
    const reset = `${Math.floor(Date.now() / 1000) + 3000}`;
    github.failAlways(/runs\/99/, {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
    });
    const run = await scan(inputs);
    expect(run.code).toBe(3);
    expect(errorsOf(run)[0]).toContain('rate limit');
    expect(github.asked('api')).toHaveLength(1);
  });

  test('an artifact that is larger than max-entry-bytes is a gap', async () => {
    const run = await scan({ ...inputs, 'max-entry-bytes': '100' });
    expect(run.code).toBe(1);
    expect(report().gaps).toMatchObject([{ path: 'site', code: 'budget' }]);
  });
});
