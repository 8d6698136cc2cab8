/** docs/detectors.md, word for word: git, npm and the registry's typescript, from `npm init` to a failing job. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAction } from '../e2e/dist.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const URL_OF_KEYSIEVE = 'https://github.com/keysieve/keysieve';
const folder = mkdtempSync(join(tmpdir(), 'keysieve-document-'));
const home = join(folder, 'origin');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The checkout as it is now, as a repository that git clones in place of the one on GitHub. */
beforeAll(() => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: home, stdio: 'pipe' });
  mkdirSync(home);
  for (const part of ['package.json', 'dist', 'types', 'examples', 'docs'])
    cpSync(join(ROOT, part), join(home, part), { recursive: true });
  git('init', '--quiet');
  git('add', '--all');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'now');
});

interface Block {
  readonly language: string;
  readonly code: string;
  /** The text before it. */
  readonly before: string;
}

function blocks(): readonly Block[] {
  const document = readFileSync(join(ROOT, 'docs/detectors.md'), 'utf8');
  const walk = /<!-- walk -->([\s\S]*)<!-- \/walk -->/.exec(document)![1]!;
  return [...walk.matchAll(/([\s\S]*?)```(\w+)\n([\s\S]*?)```/g)].map(([, before, language, code]) => {
    return { before: before!, language: language!, code: code! };
  });
}

test('every command of the walk does what the document says', async () => {
  const env = {
    ...process.env,
    // npm and npx run what they install with the Node that runs this.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: `url.file://${home}.insteadOf`, GIT_CONFIG_VALUE_0: URL_OF_KEYSIEVE },
    GITHUB_ACTIONS: undefined,
  };
  let cwd = folder;
  const codes: [command: string, code: number | null][] = [];
  let inputs: Record<string, string> = {};
  for (const { before, language, code } of blocks()) {
    if (language === 'ts') writeFileSync(join(cwd, /`([\w-]+\.ts)`/.exec(before)![1]!), code);
    if (language === 'yaml') inputs = inputsOf(code);
    if (language !== 'sh') continue;
    for (const command of code.trim().split('\n')) {
      const [, entered] = /^cd (\w+)$/.exec(command) ?? [];
      if (entered !== undefined) {
        cwd = join(cwd, entered);
        continue;
      }
      const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' });
      codes.push([command, status]);
      const expected = command.includes('keysieve scan') ? 1 : 0;
      expect({ command, status, told: `${stdout}${stderr}` }).toMatchObject({ status: expected });
      if (expected === 1) expect(stdout).toContain('acme-deploy-token');
    }
  }
  expect(codes.map(([command]) => command.split(' ').slice(0, 3).join(' '))).toContain('npx keysieve test-detector');
  expect(inputs).toEqual({ paths: 'build/', detectors: 'acme-token.ts' });
  const job = await runAction(cwd, inputs);
  expect(job).toMatchObject({ code: 1, outputs: { verdict: 'fail', findings: '1', gaps: '0' } });
}, 300_000);

/** What stands below `with:` in the step of keysieve. */
function inputsOf(yaml: string): Record<string, string> {
  const [, list] = /uses: keysieve\/keysieve@v1\n\s+with:\n([\s\S]*)$/.exec(yaml)!;
  return Object.fromEntries([...list!.matchAll(/^\s+([\w-]+): (\S+)$/gm)].map(([, name, value]) => [name, value]));
}
