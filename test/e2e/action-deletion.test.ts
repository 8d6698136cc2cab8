import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildZip } from '../builders/zip.ts';
import { exampleToken } from '../support/example-token.ts';
import { SECRETS } from './dist.ts';
import { artifact, asset, nextId, type State } from './fake-github/state.ts';
import { errorsOf, GitHubStep } from './github-step.ts';

let step: GitHubStep;
let state: State;
beforeEach(async () => {
  step = await GitHubStep.start();
  state = step.github.state;
});
afterEach(() => step.close());

const token = exampleToken();
SECRETS.add(token);
const leak = () => buildZip([{ name: 'config.txt', data: `token = "${token}"\n` }]);
const clean = () => buildZip([{ name: 'index.txt', data: 'nothing\n' }]);
const names = () => state.artifacts.map(({ name }) => name);

const OTHER_RUN = { artifacts: '*', 'run-id': '99', 'on-finding': 'delete' };

describe('on-finding: delete', () => {
  test('takes a leaking artifact of the own run away once the report is written, and leaves the others', async () => {
    state.artifacts.push(artifact('site', leak()), artifact('docs', clean()));
    const run = await step.scan({ artifacts: '*', 'on-finding': 'delete' });
    expect(run.code).toBe(1);
    expect(names()).toEqual(['docs']);
    expect(step.report().findings).toMatchObject([{ artifact: 'site' }]);
    expect(run.summary).toContain('Deleted from GitHub, since it leaks: site');
    expect(step.github.asked('api')).toEqual([]);
  });

  test('takes one of another run away, with the permission', async () => {
    state.permissions.add('actions:write');
    state.artifacts.push(artifact('site', leak(), { runId: 99 }), artifact('docs', clean(), { runId: 99 }));
    await step.scan(OTHER_RUN);
    expect(names()).toEqual(['docs']);
  });

  test('takes the asset of a draft away', async () => {
    state.permissions.add('contents:write');
    const assets = [asset('app.zip', leak()), asset('docs.zip', clean())];
    state.releases.push({ id: nextId(), tag_name: 'v1', draft: true, assets });
    await step.scan({ release: 'v1', 'on-finding': 'delete' });
    expect(assets.map(({ name }) => name)).toEqual(['docs.zip']);
  });

  test('says what it may not delete, and which permission it takes', async () => {
    state.artifacts.push(artifact('site', leak(), { runId: 99 }));
    const run = await step.scan(OTHER_RUN);
    expect(run.code).toBe(1);
    expect(names()).toEqual(['site']);
    expect(errorsOf(run).at(-1)).toMatch(/site leaks and could not be deleted: .*actions: write/);
    expect(run.summary).toMatch(/site leaks and could not be deleted/);
  });

  test('goes on with the others when one cannot be deleted', async () => {
    state.permissions.add('actions:write');
    const stuck = artifact('stuck', leak(), { runId: 99 });
    state.artifacts.push(stuck, artifact('site', leak(), { runId: 99 }));
    step.github.failAlways(new RegExp(`^DELETE .*/${stuck.id}$`), { status: 500 });
    const run = await step.scan(OTHER_RUN);
    expect(run.code).toBe(1);
    expect(names()).toEqual(['stuck']);
    expect(errorsOf(run).at(-1)).toMatch(/stuck leaks and could not be deleted: .*500/);
  });

  test('does not take it for deleted when GitHub says that it is not there', async () => {
    state.artifacts.push(artifact('site', leak(), { runId: 99 }));
    step.github.failAlways(/^DELETE/, { status: 404 });
    expect(errorsOf(await step.scan(OTHER_RUN)).at(-1)).toContain('site leaks and could not be deleted');
  });

  test('keeps what the policy lets pass, and what has only gaps', async () => {
    state.artifacts.push(artifact('site', leak()), artifact('cut', clean().subarray(0, 60)));
    await step.scan({ artifacts: '*', 'on-finding': 'delete', 'fail-on': 'never' });
    expect(names()).toEqual(['site', 'cut']);
  });

  test('has nothing to delete when files are scanned, and says so before', async () => {
    step.put('out/config.txt', 'nothing');
    const run = await step.scan({ paths: 'out', 'on-finding': 'delete' });
    expect(run.code).toBe(2);
    expect(errorsOf(run)[0]).toContain('on-finding: expected `artifacts` or `release` to delete from');
  });
});
