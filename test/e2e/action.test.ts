import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tarGzWith, zipWith } from '../support/wrap.ts';
import { assertNoSecret, FULL_DISK, NODES, runAction, SECRETS } from './dist.ts';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'keysieve-workspace '));
  mkdirSync(join(workspace, 'dist'));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const spkiSha256 = createHash('sha256')
  .update(key.publicKey.export({ type: 'spki', format: 'der' }))
  .digest('hex');
SECRETS.add(pem.split('\n')[1]!);

const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(workspace, name), bytes);

describe.each(Object.entries(NODES))('the action on %s', (_, node) => {
  test('a key in a zip fails the job: annotation, outputs, summary, reports, exit code', async () => {
    put('dist/app.zip', await zipWith('conf/server.key', Buffer.from(pem)));
    const inputs = { paths: 'dist\n!dist/none', json: 'out.json', sarif: 'out.sarif' };
    const run = await runAction(workspace, inputs, { node });
    expect(run.code).toBe(1);
    expect(run.outputs).toEqual({ verdict: 'fail', findings: '1', gaps: '0', json: 'out.json', sarif: 'out.sarif' });
    const errors = run.annotations.filter(({ level }) => level === 'error');
    expect(errors[0]!.message).toContain('dist/app.zip!/conf/server.key');
    expect(errors[0]!.message).toContain(spkiSha256.slice(0, 16));
    expect(run.summary).toContain('conf/server.key');
    expect(run.summary).toContain(spkiSha256.slice(0, 16));
    const report = JSON.parse(readFileSync(join(workspace, 'out.json'), 'utf8'));
    expect(report.findings).toMatchObject([{ confidence: 'proven', facts: { spkiSha256 } }]);
    expect(JSON.parse(readFileSync(join(workspace, 'out.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
    for (const file of ['out.json', 'out.sarif']) assertNoSecret(readFileSync(join(workspace, file), 'utf8'));
  });

  test('a clean artifact passes and says what was scanned', async () => {
    put('dist/app.tar.gz', await tarGzWith('index.js', Buffer.from('export const answer = 42;\n')));
    const run = await runAction(workspace, { paths: 'dist/*' }, { node });
    expect(run).toMatchObject({ code: 0, outputs: { verdict: 'pass', findings: '0', gaps: '0' }, annotations: [] });
    expect(run.summary).toMatch(/1 artifact/);
  });
});

describe('the action fails closed', () => {
  test('a gap fails the job and is annotated; policy may forgive it', async () => {
    const zip = await zipWith('a.txt', Buffer.alloc(100_000, 'text and more of it. '));
    put('dist/cut.zip', zip.subarray(0, zip.length - 90));
    const strict = await runAction(workspace, { paths: 'dist' });
    expect(strict).toMatchObject({ code: 1, outputs: { verdict: 'fail', findings: '0' } });
    expect(strict.annotations.some(({ level, message }) => level === 'error' && message.includes('cut.zip'))).toBe(
      true,
    );
    const forgiving = await runAction(workspace, { paths: 'dist', 'on-gap': 'damaged=warn' });
    expect(forgiving).toMatchObject({ code: 0, outputs: { verdict: 'pass' } });
    expect(forgiving.annotations.some(({ level }) => level === 'warning')).toBe(true);
  });

  test.each([
    ['no paths', { paths: '' }, 'paths: expected'],
    ['a path that does not exist', { paths: 'dist/nothing.zip' }, 'dist/nothing.zip'],
    ['a glob that matches nothing', { paths: 'dist/*.nothing' }, 'dist/*.nothing'],
    ['a bad option', { paths: 'dist', 'fail-on': 'sometimes' }, 'fail-on: expected one of'],
  ])('%s: one sentence that says what to do, exit 2', async (_, inputs, message) => {
    const run = await runAction(workspace, inputs);
    expect(run.code).toBe(2);
    expect(run.annotations).toHaveLength(1);
    expect(run.annotations[0]!.message).toContain(message);
  });

  test('a report that cannot be written is an error of usage', async () => {
    put('dist/a.txt', 'text');
    const run = await runAction(workspace, { paths: 'dist', json: 'no/such/folder/out.json' });
    expect(run.code).toBe(2);
    expect(run.annotations[0]!.message).toContain('no/such/folder/out.json: cannot write the report');
    expect(run.annotations[0]!.message).toMatch(/^keysieve could not scan, so the job fails: /);
  });

  test('a disk that is full when the report is written hides no finding', async () => {
    put('dist/server.key', pem);
    const run = await runAction(workspace, { paths: 'dist', json: 'out.json' }, { env: { NODE_OPTIONS: FULL_DISK } });
    expect(run.code).toBe(2);
    const { message } = run.annotations[0]!;
    expect(message).toContain('out.json: cannot write the report: ENOSPC');
    expect(message).toMatch(/^keysieve could not deliver its report, so the job fails: .*; the log has the verdict$/);
    expect(run.stdout).toContain(spkiSha256);
  });

  test('a runner that is gone, so that nobody reads what is said, leaves no process that goes on', async ({
    signal,
  }) => {
    put('dist/a.txt', 'text');
    const env = { ...process.env, GITHUB_WORKSPACE: workspace, INPUT_PATHS: 'dist' };
    const child = spawn(process.execPath, [resolve('dist/action.js')], { cwd: workspace, env, signal });
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await once(child, 'close')).toEqual([3, null]);
  });

  test.each([
    ['an error', 'Uint8Array.prototype.copyWithin = () => { throw new TypeError("inside") }'],
    ['something that is no Error', 'Uint8Array.prototype.copyWithin = () => { throw "a string" }'],
    ['a rejection that nobody handles', 'Uint8Array.prototype.copyWithin = () => void Promise.reject("lost")'],
    [
      'an exception outside of everything',
      'Uint8Array.prototype.copyWithin = () => process.nextTick(() => { throw 7 })',
    ],
  ])('a crash inside (%s) fails the job', async (_, code) => {
    put('dist/a.txt', 'text');
    const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(code)}`;
    const run = await runAction(workspace, { paths: 'dist' }, { env: { NODE_OPTIONS } });
    expect(run.code).toBe(3);
    expect(run.annotations.some(({ level }) => level === 'error')).toBe(true);
  });

  test('names out of archives cannot speak to the runner', async () => {
    const name = 'x\n::error title=forged::forged\r\n::set-output name=verdict::pass\n';
    put('dist/app.zip', await zipWith(name, Buffer.from(pem)));
    const run = await runAction(workspace, { paths: 'dist' });
    expect(run.code).toBe(1);
    expect(run.annotations.filter(({ properties }) => properties.title === 'forged')).toEqual([]);
    expect(run.stdout.split('\n').filter((line) => /^\s*::error title=forged/.test(line))).toEqual([]);
    expect(run.outputs.verdict).toBe('fail');
  });

  test('hidden files are left out as upload-artifact does, and that is said', async () => {
    put('dist/.env', pem);
    put('dist/a.txt', 'text');
    const run = await runAction(workspace, { paths: 'dist' });
    expect(run.code).toBe(0);
    expect(run.summary).toMatch(/hidden/);
    expect((await runAction(workspace, { paths: 'dist', 'include-hidden-files': 'true' })).code).toBe(1);
  });
});
