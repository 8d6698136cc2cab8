import { execFileSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildZip } from '../builders/zip.ts';
import { FORBIDDEN, hostileTexts } from '../report/hostile-text.ts';
import { exampleToken } from '../support/example-token.ts';
import { SECRETS, type StepRun } from './dist.ts';
import { artifact, asset, nextId } from './fake-github/state.ts';
import { GitHubStep } from './github-step.ts';

/*
 * Names that want to be more than names, in all places from which a name can come, and everything that is said about them: to the
 * runner, in the summary, a check run, a comment, a status and a SARIF report.
 */

let step: GitHubStep;
beforeEach(async () => {
  step = await GitHubStep.start();
  step.pullRequest();
  for (const permission of ['checks:write', 'pull-requests:write', 'security-events:write', 'actions:write'])
    step.github.state.permissions.add(permission);
});
afterEach(() => step.close());

function leak(): string {
  const token = exampleToken();
  SECRETS.add(token);
  return `token = "${token}"\n`;
}

const INPUTS = { sarif: 'report.sarif', 'upload-sarif': 'true', 'on-finding': 'delete' };

function assertHarmless(run: StepRun): void {
  const { state } = step.github;
  const strings = [
    run.summary,
    ...run.annotations.flatMap(({ message, properties }) => [message, ...Object.values(properties)]),
    ...state.comments.map(({ body }) => body),
    ...state.checkRuns.flatMap(({ annotations, output }) => [...annotations, output].flatMap(textsIn)),
    ...state.statuses.flatMap(textsIn),
    ...state.sarifs.map(({ sarif }) => gunzipSync(Buffer.from(String(sarif), 'base64')).toString()),
  ];
  for (const text of strings) {
    expect(FORBIDDEN.exec(text)?.[0].codePointAt(0)).toBeUndefined();
    expect(text).not.toContain('##[');
    expect(text.search(/^ *::/m)).toBe(-1);
  }
  const markdown = [run.summary, ...state.comments.map(({ body }) => body), ...state.checkRuns.map(summaryOf)];
  for (const text of markdown) {
    // What stands in a code span is shown as it is.
    const interpreted = text.replaceAll(/`[^`\n]*`/g, '');
    expect(interpreted).not.toMatch(/<\/?(?!(?:b|br|code|details|summary|wbr)>|!-- keysieve [0-9a-f]+ -->)[a-z!]/i);
    expect(interpreted).not.toMatch(/@octocat|https:\/\/evil|www\.evil|!\[|\]\(https:\/\/evil/);
  }
  // What the runner obeys: no command but ours.
  const commands = [...run.stdout.matchAll(/^\s*::([\w-]+)/gm)].map(([, name]) => name!);
  const ours = /^(?:error|warning|notice|stop-commands|keysieve-[0-9a-f-]+)$/;
  expect(commands.filter((name) => !ours.test(name))).toEqual([]);
  expect(
    run.annotations.filter(({ message, properties }) => message === 'forged' || properties.title === 'forged'),
  ).toEqual([]);
  expect(run.outputs.verdict).toBe('fail');
}

function summaryOf({ output }: { readonly output: Readonly<Record<string, unknown>> }): string {
  return String(output.summary);
}

function textsIn(record: Readonly<Record<string, unknown>>): string[] {
  return Object.values(record).filter((value) => typeof value === 'string');
}

describe('hostile names are text', () => {
  test('of files in an artifact', async () => {
    const members = hostileTexts.map((name) => ({ name: Buffer.from(name), data: leak() }));
    step.github.state.artifacts.push(artifact('site', buildZip(members)));
    const run = await step.scan({ ...INPUTS, artifacts: 'site' });
    assertHarmless(run);
    expect(step.github.state.checkRuns).toHaveLength(1);
    expect(step.github.state.comments).toHaveLength(1);
    expect(step.github.state.sarifs).toHaveLength(1);
  });

  test('of artifacts, as a service could tell them', async () => {
    for (const name of hostileTexts)
      step.github.state.artifacts.push(artifact(name, buildZip([{ name: 'a', data: leak() }])));
    step.github.state.permissions.delete('actions:write');
    assertHarmless(await step.scan({ ...INPUTS, artifacts: '*' }));
  });

  test('of artifacts that cannot be downloaded or deleted', async () => {
    for (const name of hostileTexts)
      step.github.state.artifacts.push(
        artifact(name, buildZip([{ name: 'a', data: leak() }]), { runId: 99 }),
        artifact(name, buildZip([{ name: 'a', data: leak() }]), { runId: 99, expired: true }),
      );
    step.github.state.permissions.delete('actions:write');
    assertHarmless(await step.scan({ ...INPUTS, artifacts: '*', 'run-id': '99' }));
  });

  test('of assets of a release', async () => {
    const assets = hostileTexts.map((name) => asset(name, buildZip([{ name: 'a', data: leak() }])));
    step.github.state.releases.push({ id: nextId(), tag_name: 'v1', draft: false, assets });
    assertHarmless(await step.scan({ ...INPUTS, release: 'v1' }));
  });

  test('of tracked files that secrets come from', async () => {
    const names = hostileTexts
      .map((text) => Buffer.from(text.replaceAll('/', '_').replaceAll('\0', '')).toString())
      .filter((text) => text !== '' && Buffer.byteLength(text) < 250);
    const leaks = names.map(leak);
    for (const [index, name] of names.entries()) step.put(`src/${name}`, leaks[index]!);
    for (const args of [
      ['init', '--quiet'],
      ['add', '.'],
    ])
      execFileSync('git', args, { cwd: step.workspace });
    step.put('out/all.txt', leaks.join(''));
    assertHarmless(await step.scan({ paths: 'out', sarif: 'report.sarif', 'upload-sarif': 'true' }));
    const { findings } = step.report();
    expect(findings.map(({ origin }: { origin: { by: string } }) => origin.by)).toEqual(names.map(() => 'content'));
  });

  test('that GitHub answers with', async () => {
    const message = 'x\n::error title=forged::forged\n##[error]forged <script>alert(1)</script>';
    step.github.state.artifacts.push(artifact('site', buildZip([{ name: 'a', data: leak() }])));
    step.github.failAlways(/^(?:POST|GET) .*(?:comments|sarifs|check-runs)/, { status: 422, body: { message } });
    assertHarmless(await step.scan({ ...INPUTS, artifacts: '*' }));
  });
});
