import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWN_NODE, runAction, runCli, SECRETS } from './dist.ts';

let folder: string;
const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const token = `acme_${randomBytes(16).toString('hex')}`;
SECRETS.add(pem.split('\n')[1]!).add(token.slice(5));

const OWN_RULE = `own-rules:
  - id: acme-token
    pattern: acme_[0-9a-f]{32}
    keywords: [acme_]
`;

function write(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(folder, 'case-'));
  mkdirSync(join(made, 'dist', 'test'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
  return made;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keysieve-config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a configuration', () => {
  const scan = (cwd: string, ...args: string[]) =>
    runCli(['scan', 'dist', '--json', 'report.json', ...args], { node: OWN_NODE, cwd });
  const report = (cwd: string) => JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));

  test('is found by its name, and its rules are asked in every thread', async () => {
    const cwd = write({ '.keysieve.yml': OWN_RULE, 'dist/a.txt': `key = ${token}\n` });
    for (const threads of ['0', '2']) {
      expect((await scan(cwd, '--threads', threads)).code).toBe(1);
      expect(report(cwd).findings).toMatchObject([{ rule: 'acme-token', severity: 'high', confidence: 'medium' }]);
    }
    expect((await scan(cwd, '--config', 'none')).code).toBe(0);
  });

  test('what the user gives goes before what it says, and that before the defaults', async () => {
    const cwd = write({ '.keysieve.yml': 'fail-on: never\nmax-depth: 7\n', 'dist/a.pem': pem });
    expect((await scan(cwd)).code).toBe(0);
    expect(report(cwd).policy).toMatchObject({ failOn: 'never', configuration: { name: '.keysieve.yml' } });
    expect((await scan(cwd, '--fail-on', 'high')).code).toBe(1);
  });

  test('allows, says why, and says when that is over', async () => {
    const allow = (until: string) => `allow:\n  - {path: dist/test, reason: made for tests, until: ${until}}\n`;
    const cwd = write({ '.keysieve.yml': allow('2999-12-31'), 'dist/test/a.pem': pem });
    const allowed = await scan(cwd);
    expect(allowed.code).toBe(0);
    expect(allowed.stdout).toContain('the configuration: made for tests, until 2999-12-31');
    const suppressed = { by: 'configuration', reason: 'made for tests', until: '2999-12-31' };
    expect(report(cwd).findings).toMatchObject([{ fails: false, suppressed }]);
    writeFileSync(join(cwd, '.keysieve.yml'), allow('2020-01-31'));
    const expired = await scan(cwd);
    expect(expired.code).toBe(1);
    expect(expired.stdout).toContain('2020-01-31: made for tests; would cover 1 finding');
  });

  test('is an error of usage, with file, line and column, when it is wrong or missing', async () => {
    const cwd = write({ 'bad.yml': 'fail-on: high\nfrobnicate: 1\n', 'dist/a.txt': '' });
    const bad = await scan(cwd, '--config', 'bad.yml');
    expect(bad).toMatchObject({ code: 2, stdout: '' });
    expect(bad.stderr).toBe('keysieve: bad.yml:2:1: frobnicate: no such key; docs/configuration.md lists them\n');
    const missing = await scan(cwd, '--config', 'no.yml');
    expect(missing).toMatchObject({
      code: 2,
      stderr: 'keysieve: config: expected the file "no.yml", found none; correct the path\n',
    });
    writeFileSync(join(cwd, 'huge.yml'), `# ${'x'.repeat(2 << 20)}\n`);
    expect((await scan(cwd, '--config', 'huge.yml')).stderr).toContain('huge.yml: expected at most 1048576 bytes');
  });

  test('what allows itself inline counts only when the user says so', async () => {
    const cwd = write({ 'dist/a.pem': `# keysieve:allow a key for tests\n${pem}` });
    expect((await scan(cwd)).code).toBe(1);
    expect((await scan(cwd, '--inline-allows')).code).toBe(0);
    writeFileSync(join(cwd, '.keysieve.yml'), 'inline-allows: true\n');
    expect((await scan(cwd)).code).toBe(0);
    expect((await scan(cwd, '--no-inline-allows')).code).toBe(1);
  });

  test('a slow pattern takes the time that one artifact may have, and no more', async () => {
    // It matches everywhere, so that it is asked where, and what it matches is never random enough.
    const slow =
      '  - {id: slow, pattern: "(key[a-z ]{0,99}){1,4}", keywords: [key], before: 512, after: 2000, entropy: 8}\n';
    const cwd = write({ '.keysieve.yml': `own-rules:\n${slow}`, 'dist/a.txt': 'key '.repeat(100_000) });
    const run = await scan(cwd, '--max-seconds', '1', '--threads', '1');
    expect(run.code).toBe(1);
    expect(report(cwd).gaps).toMatchObject([{ path: 'dist/a.txt', code: 'timeout' }]);
  });

  test.each(['0', '1'])(
    'more keywords than the kernel has room for are a mistake, with %s threads',
    async (threads) => {
      // Each of them stands in UTF-16 as well.
      const rule = (_: unknown, number: number) =>
        `  - {id: many-${number}, pattern: "x{20}", keywords: [${Array.from({ length: 100 }, (_, word) => `k${number}w${word}`).join()}]}`;
      const cwd = write({ '.keysieve.yml': `own-rules:\n${Array.from({ length: 350 }, rule).join('\n')}\n` });
      const { code, stderr } = await scan(cwd, '--threads', threads);
      expect(stderr).toMatch(/^keysieve: scan kernel: at most 65535 anchors expected, found \d+; give fewer\n$/);
      expect(code).toBe(2);
    },
  );
});

test('a baseline lets what is known pass, and nothing new', async () => {
  const cwd = write({ 'dist/a.pem': pem });
  expect(await runCli(['baseline', 'dist', '--output', 'known.json'], { cwd })).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect((await runCli(['baseline', 'dist'], { cwd })).stdout).toBe(readFileSync(join(cwd, 'known.json'), 'utf8'));
  const again = await runCli(['scan', 'dist', '--baseline', 'known.json'], { cwd });
  expect(again.code).toBe(0);
  expect(again.stdout).toContain('the baseline: known since the baseline');
  const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  SECRETS.add(other.split('\n')[1]!);
  writeFileSync(join(cwd, 'dist/b.pem'), other);
  expect((await runCli(['scan', 'dist', '--baseline', 'known.json'], { cwd })).code).toBe(1);
});

test('the action reads the configuration of the workspace, and inputs go first', async () => {
  const cwd = write({ '.keysieve.yml': 'fail-on: never\n', 'dist/a.pem': pem });
  const defaults = { 'fail-on': '', paths: 'dist', 'include-hidden-files': 'false' };
  const inputs = { ...defaults, summary: 'true', annotations: 'true', threads: '0', 'if-no-files-found': 'error' };
  expect((await runAction(cwd, inputs)).code).toBe(0);
  expect((await runAction(cwd, { ...inputs, 'fail-on': 'high' })).code).toBe(1);
});

describe('gitleaks', () => {
  const toml =
    '[extend]\nuseDefault = true\n[[rules]]\nid = "acme"\nregex = "acme_[0-9a-f]{32}"\n[allowlist]\npaths = ["test/", "[0-9]x"]\n';

  test('its configuration is read, what it cannot say is reported, and what is printed says the same', async () => {
    const cwd = write({ '.gitleaks.toml': toml, 'dist/a.txt': token, 'dist/test/b.txt': `${token}0` });
    const direct = await runCli(['scan', 'dist', '--config', '.gitleaks.toml'], { cwd });
    expect(direct.code).toBe(1);
    expect(direct.stdout).toContain('the path "[0-9]x": a glob cannot say it');
    const printed = await runCli(['import', 'gitleaks', '.gitleaks.toml'], { cwd });
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect(printed.stdout).toContain(
      '# Not converted: the file: allow list: the path "[0-9]x": a glob cannot say it\n',
    );
    writeFileSync(join(cwd, '.keysieve.yml'), printed.stdout);
    const scanned = await runCli(['scan', 'dist', '--json', 'r.json'], { cwd });
    expect(scanned.code).toBe(1);
    const { findings } = JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8'));
    expect(findings).toMatchObject([
      { rule: 'acme', path: 'dist/a.txt', fails: true },
      { rule: 'acme', path: 'dist/test/b.txt', fails: false, suppressed: { by: 'configuration' } },
    ]);
  });

  test('its lists of known findings are baselines', async () => {
    const cwd = write({ '.gitleaksignore': 'a.pem:private-key:1\n', 'dist/a.pem': pem, 'dist/b.pem': `\n${pem}` });
    const report = [{ RuleID: 'private-key', File: 'b.pem', StartLine: 2, Secret: 'REDACTED' }];
    writeFileSync(join(cwd, 'known.json'), JSON.stringify(report));
    const suppressions = async (baseline: string) => {
      await runCli(['scan', 'dist', '--baseline', baseline, '--json', 'r.json'], { cwd });
      return JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')).findings.map(
        ({ suppressed }: { suppressed?: object }) => suppressed !== undefined,
      );
    };
    expect((await suppressions('.gitleaksignore')).sort()).toEqual([false, true]);
    expect((await suppressions('known.json')).sort()).toEqual([false, true]);
  });

  test('a wrong command is an error of usage', async () => {
    for (const args of [['import'], ['import', 'other', 'x'], ['import', 'gitleaks', 'no.toml']])
      expect((await runCli(args, { cwd: folder })).code).toBe(2);
  });
});
