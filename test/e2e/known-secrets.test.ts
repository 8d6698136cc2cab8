import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENCODERS } from '../support/secret-encoders.ts';
import { tarGzWith, zipWith } from '../support/wrap.ts';
import { NODES, runAction, runCli } from './dist.ts';

/** No hex digits, so that no piece comes up by chance in a digest. */
const letters = (count: number) =>
  Array.from({ length: count }, () => 'GHJKLMNPQRSTUVWXYZghjkmnpqrstuvwxyz'[randomInt(35)]).join('');
/** Three letters, then a digit, and so on. */
const mixed = (groups: number) => Array.from({ length: groups }, () => `${letters(3)}${randomInt(10)}`).join('');

/** Values of a job: with signs that every encoder writes in its own way, of several lines, and what GitHub brings along. */
const VALUES: Readonly<Record<string, string>> = {
  DATABASE_PASSWORD: `${letters(5)}&"'<\\/ ${letters(5)}`,
  DEPLOY_TOKEN: `${mixed(5)}+/${mixed(5)}=`,
  SERVICE_ENVIRONMENT: [0, 1, 2].map((line) => `KEY_${line}=${mixed(8)}`).join('\n'),
  github_token: `ghs_${mixed(9)}`,
};
/** What is too common to be looked for. */
const COMMON = { STAGE: 'production', FLAG: 'true' };

let workspace: string;
const files: string[] = [];
beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'keysieve-known-'));
  mkdirSync(join(workspace, 'dist'));
  for (const [name, value] of Object.entries(VALUES)) {
    for (const [index, encode] of Object.values(ENCODERS).entries()) {
      const file = `${name}-${index}.zip`;
      const written = Buffer.concat([Buffer.from('\n'), encode(`user:${value} `), Buffer.from('\n')]);
      const inner = await tarGzWith('log.txt', written);
      writeFileSync(join(workspace, 'dist', file), await zipWith('b/c.tgz', await zipWith('x', inner)));
      files.push(`dist/${file}`);
    }
  }
});
afterAll(() => rmSync(workspace, { recursive: true }));

/** @throws when `text` holds 6 characters in a row of a value as it is or encoded, in hex 12 */
function assertHoldsNothing(text: string): void {
  for (const [name, value] of Object.entries(VALUES)) {
    for (const [encoder, encode] of Object.entries(ENCODERS)) {
      const length = encoder.startsWith('hex') ? 12 : 6;
      // `KEY_0=` is no secret, nor is what an encoder puts around one.
      const secret = encode(value.replaceAll(/KEY_.=|^ghs_/g, ''))
        .toString('latin1')
        .replaceAll(/^\{"text":|^q=/g, '');
      for (let at = 0; at + length <= secret.length; at++)
        if (text.includes(secret.slice(at, at + length)))
          throw new Error(`a piece of ${name} is in an output, in ${encoder}`);
    }
  }
}

function expectAllFound(report: { findings: { path: string; facts: Record<string, unknown>; rule: string }[] }): void {
  const found = report.findings.filter(({ rule }) => rule === 'known-secret');
  const named = found.map(({ path, facts }) => [path.split('!/')[0], facts.secret]);
  expect(named.toSorted()).toEqual(files.map((file) => [file, /dist\/(\w+)-/.exec(file)![1]]).toSorted());
}

describe.each(Object.entries(NODES))("the job's own secrets on %s", (_, node) => {
  test.each(['0', '2'])(
    'the action finds each in every encoding with %s threads, and shows no piece of any',
    async (threads) => {
      const inputs = {
        ...{ paths: 'dist', threads, json: 'out.json', sarif: 'out.sarif' },
        'known-secrets': JSON.stringify({ ...VALUES, ...COMMON }, null, 2),
      };
      const run = await runAction(workspace, inputs, { node });
      expect(run.code).toBe(1);
      const report = JSON.parse(readFileSync(join(workspace, 'out.json'), 'utf8'));
      expectAllFound(report);
      expect(report.stats.knownSecrets).toMatchObject({
        searched: 4,
        leftOut: [{ name: 'STAGE' }, { name: 'FLAG' }],
      });
      // The runner takes these lines for itself: from there on it hides the values in the log.
      const lines = run.stdout.split('\n');
      const masks = lines.filter((line) => line.startsWith('::add-mask::'));
      expect(masks).toHaveLength(4);
      expect(lines.findIndex((line) => !line.startsWith('::add-mask::'))).toBe(4);
      assertHoldsNothing(lines.filter((line) => !masks.includes(line)).join('\n') + run.stderr + run.summary);
      assertHoldsNothing(JSON.stringify([run.outputs, run.annotations]));
      for (const file of ['out.json', 'out.sarif']) assertHoldsNothing(readFileSync(join(workspace, file), 'utf8'));
    },
  );

  test('the command line takes them from variables and from a file', async () => {
    const { github_token, ...variables } = VALUES;
    const file = join(mkdtempSync(join(tmpdir(), 'keysieve-secret-')), 'more.json');
    writeFileSync(file, JSON.stringify({ github_token }), { mode: 0o600 });
    const names = Object.keys(variables).flatMap((name) => ['--known-secrets', name]);
    const args = ['scan', 'dist', '--json', 'cli.json', ...names, '--known-secrets', `@${file}`];
    const { code, stdout, stderr } = await runCli(args, { node, cwd: workspace, env: variables });
    expect(code).toBe(1);
    const json = readFileSync(join(workspace, 'cli.json'), 'utf8');
    expectAllFound(JSON.parse(json));
    assertHoldsNothing(stdout + stderr + json);
  });

  test('values are refused on a command line, and a mistake shows nothing', async () => {
    for (const given of [JSON.stringify(VALUES), VALUES.DEPLOY_TOKEN!, VALUES.github_token!]) {
      const { code, stdout, stderr } = await runCli(['scan', 'dist', '--known-secrets', given], {
        node,
        cwd: workspace,
      });
      expect(code).toBe(2);
      assertHoldsNothing(stdout + stderr);
    }
  });
});
