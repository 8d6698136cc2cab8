import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dwarfSections, FOLDER, symbolTable } from '../builders/dwarf.ts';
import { buildElf } from '../builders/elf.ts';
import { buildZip, type ZipMember } from '../builders/zip.ts';
import { exampleToken } from '../support/example-token.ts';
import { assertNoSecret, runAction, SECRETS } from './dist.ts';
import { FakeGitHub, TOKEN } from './fake-github/fake-github.ts';
import { artifact } from './fake-github/state.ts';

/*
 * Findings are annotated where their secret comes from: in the checkout that the runner made, at the line where it stands, or at the
 * step that uploads the artifact.
 */

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'keysieve-origins-'));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

const token = exampleToken();
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
for (const secret of [token, ...pem.split('\n').slice(1, -2)]) SECRETS.add(secret);

const WORKFLOW = '.github/workflows/build.yml';
const WORKFLOW_TEXT = `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
      - uses: octo-org/keysieve@v1
        with:
          paths: out
      - uses: actions/upload-artifact@v4
        with:
          name: site
          path: out
`;
const UPLOAD_LINE = 10;
const JOB = {
  GITHUB_WORKFLOW_REF: `octo-org/octo-repo/${WORKFLOW}@refs/heads/main`,
  GITHUB_JOB: 'build',
  GITHUB_ACTION: '__octo-org_keysieve',
  GITHUB_ACTION_REPOSITORY: 'octo-org/keysieve',
};

function put(name: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(workspace, name)), { recursive: true });
  writeFileSync(join(workspace, name), content);
}

/** Commits what is there so far: what comes later was built. @param path of actions/checkout */
function track(path = '.'): void {
  put(join(path, WORKFLOW), WORKFLOW_TEXT);
  for (const args of [
    ['init', '--quiet'],
    ['add', '.'],
  ])
    execFileSync('git', args, { cwd: join(workspace, path) });
}

async function scanSite(members: readonly ZipMember[]) {
  put('out/site.zip', buildZip(members));
  return scan({ paths: 'out' });
}

async function scan(inputs: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) {
  const run = await runAction(
    workspace,
    { json: 'report.json', sarif: 'report.sarif', ...inputs },
    { env: { ...JOB, ...env } },
  );
  const [json, sarif] = ['report.json', 'report.sarif'].map((name) => readFileSync(join(workspace, name), 'utf8'));
  assertNoSecret(`${json}${sarif}`);
  const { results } = JSON.parse(sarif!).runs[0];
  return {
    ...run,
    origins: JSON.parse(json!).findings.map(({ origin }: { origin: unknown }) => origin),
    shownAt: run.annotations
      .filter(({ properties }) => properties.title !== undefined)
      .map(({ properties }) => [properties.file, properties.line]),
    alertsAt: results.map(({ locations }: SarifResult) => {
      const { artifactLocation, region } = locations[0]!.physicalLocation;
      return [artifactLocation.uri, region.startLine];
    }),
  };
}

interface SarifResult {
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
}

describe('a secret in an artifact', () => {
  test('that stands in a tracked source is annotated there', async () => {
    put('src/config.ts', `// settings\nexport const a = 1;\nexport const token = '${token}';\n`);
    track();
    const sources = [`// settings\nexport const a = 1;\nexport const token = '${token}';\n`];
    const map = JSON.stringify({ version: 3, sources: ['../src/config.ts'], sourcesContent: sources, mappings: '' });
    const run = await scanSite([{ name: 'dist/bundle.js.map', data: map }]);
    expect(run.origins).toEqual([{ file: 'src/config.ts', line: 3, by: 'content' }]);
    expect(run.shownAt).toEqual([['src/config.ts', '3']]);
    expect(run.alertsAt).toEqual([['src/config.ts', 3]]);
    expect(run.summary).toContain('it is in `src/config.ts`, line 3');
    expect(run.stdout).toContain('it is in src/config.ts, line 3');
  });

  test('that stands in a checkout below the workspace is annotated there, by its path in the repository', async () => {
    put('app/src/config.ts', `\nexport const token = '${token}';\n`);
    track('app');
    const run = await scanSite([{ name: 'dist/config.js', data: `export const token = '${token}'` }]);
    expect(run.origins).toEqual([{ file: 'src/config.ts', line: 2, by: 'content' }]);
    expect(run.shownAt).toEqual([['src/config.ts', '2']]);
  });

  test('that stands in no source of a checkout below the workspace is annotated at the step that uploads', async () => {
    track('app');
    const run = await scanSite([{ name: 'server.key', data: pem }]);
    expect(run.origins).toEqual([{ file: WORKFLOW, line: UPLOAD_LINE, by: 'workflow' }]);
  });

  test('that stands in a source in base64 is annotated where that begins', async () => {
    put('deploy/secret.yaml', `kind: Secret\ndata:\n  key: ${Buffer.from(pem).toString('base64')}\n`);
    track();
    const run = await scanSite([{ name: 'server.key', data: pem }]);
    expect(run.origins).toEqual([{ file: 'deploy/secret.yaml', line: 3, by: 'content' }]);
  });

  test('that is the same key in another form is the same secret', async () => {
    const der = Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64');
    put('keys/server.pem', `# the key\n${pem}`);
    track();
    const run = await scanSite([{ name: 'memory.bin', data: Buffer.concat([Buffer.alloc(5000, 7), der]) }]);
    expect(run.origins).toEqual([{ file: 'keys/server.pem', line: 2, by: 'content' }]);
  });

  test('that a build put in is annotated at the line that it was put into, by the source map', async () => {
    const source = 'export const a = 1;\n\nexport const token: string = process.env.TOKEN;\n';
    put('src/config.ts', source);
    track();
    const { outputFiles } = buildSync({
      stdin: { contents: source, sourcefile: '../src/config.ts', loader: 'ts' },
      define: { 'process.env.TOKEN': JSON.stringify(token) },
      ...{
        minify: true,
        sourcemap: 'external',
        sourcesContent: false,
        outfile: 'bundle.js',
        write: false,
        format: 'esm',
      },
    });
    const members = outputFiles.map(({ path, contents }) => ({
      name: path.endsWith('.map') ? 'dist/bundle.js.map' : 'dist/bundle.js',
      data: contents,
    }));
    const origin = { file: 'src/config.ts', line: 3, by: 'source-map' };
    expect((await scanSite(members)).origins).toEqual([origin]);
    rmSync(join(workspace, 'out/site.zip'));
    for (const { name, data } of members) put(`out/${name}`, data);
    expect((await scan({ paths: 'out' })).origins).toEqual([origin]);
  });

  test('that a build put into a variable of a program is annotated where that is declared', async () => {
    put('src/keys.c', 'static const char key[] = KEY;\n');
    track();
    const debug = dwarfSections({ version: 5, wordBytes: 8, address: 8, folder: FOLDER, file: 'keys.c', line: 1 });
    const rodata = { name: '.rodata', bytes: `12345678${token}\0`, flags: 2 };
    const symbols = symbolTable(8, { address: 8, size: token.length + 1 });
    const program = buildElf({ wordBytes: 8, littleEndian: true }, [rodata, symbols, ...debug]);
    const run = await scanSite([{ name: 'bin/server', data: program }]);
    expect(run.origins).toEqual([{ file: 'src/keys.c', line: 1, by: 'debug-info' }]);
  });

  test('that stands in no source is annotated at the step that uploads', async () => {
    track();
    const run = await scanSite([{ name: 'server.key', data: pem }]);
    expect(run.origins).toEqual([{ file: WORKFLOW, line: UPLOAD_LINE, by: 'workflow' }]);
    expect(run.shownAt).toEqual([[WORKFLOW, `${UPLOAD_LINE}`]]);
    expect(run.alertsAt).toEqual([[WORKFLOW, UPLOAD_LINE]]);
  });

  test('of the run is annotated at the step that uploads it, by its name', async () => {
    track();
    const github = await FakeGitHub.start();
    try {
      github.state.artifacts.push(artifact('site', buildZip([{ name: 'server.key', data: pem }])));
      const run = await scan({ artifacts: 'site', 'github-token': TOKEN }, { ...github.env(), GITHUB_JOB: 'gate' });
      expect(run.origins).toEqual([{ file: WORKFLOW, line: UPLOAD_LINE, by: 'workflow' }]);
    } finally {
      await github.close();
    }
  });

  test('that lies in an untracked file is not traced to itself', async () => {
    track();
    put('out/.hidden', token);
    const run = await scanSite([{ name: 'config.ts', data: `const token = '${token}';` }]);
    expect(run.origins).toEqual([{ file: WORKFLOW, line: UPLOAD_LINE, by: 'workflow' }]);
  });

  test('is not traced where there is neither a checkout nor a workflow', async () => {
    put('out/server.key', pem);
    const run = await scan({ paths: 'out' }, { GITHUB_WORKFLOW_REF: '' });
    expect(run.origins).toEqual([undefined]);
    expect(run.shownAt).toEqual([['out/server.key', '1']]);
  });

  test('is said to be of the workflow, and at no step, where no step is found: without a checkout', async () => {
    put('out/server.key', pem);
    const run = await scan({ paths: 'out' });
    expect(run.origins).toEqual([{ file: WORKFLOW, line: 1, by: 'workflow' }]);
    expect(run.stdout).toContain(`the workflow is ${WORKFLOW}.%0A`);
    expect(run.stdout).not.toContain('the step is at');
  });

  test('that was found in the source itself is shown there, and told once', async () => {
    put('src/config.ts', `\nexport const token = '${token}';\n`);
    track();
    const run = await scan({ paths: 'src' });
    expect(run.origins).toEqual([{ file: 'src/config.ts', line: 2, by: 'content' }]);
    expect(run.shownAt).toEqual([['src/config.ts', '2']]);
    expect(run.stdout).not.toContain('it is in');
  });
});
