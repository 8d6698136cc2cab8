import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { traceOrigins } from '../../src/origin/trace-origins.ts';
import type { LocalFile, TracingPorts } from '../../src/origin/tracing-ports.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keysieve-trace-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const finding = (artifact: string, fields: Partial<Finding> = {}): Finding => {
  const place = { path: artifact, offset: 0, length: 1, ...fields };
  return {
    ...{ rule: 'r', title: 'R', artifact, severity: 'high', confidence: 'high', fingerprint: 'token:1' },
    ...{ preview: '', facts: {}, places: [place], count: 1 },
    ...place,
  };
};

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Ports to a checkout in which a scan finds `found`. */
function ports(paths: readonly string[], found: readonly Finding[], scanned: string[] = []): TracingPorts {
  return {
    checkout: { root, paths },
    artifacts: [],
    async scan(files: readonly LocalFile[]) {
      scanned.push(...files.map(({ path }) => path));
      return found;
    },
    read: async () => {},
    stepOf: () => ({ file: 'ci.yml', line: 9, by: 'workflow' }),
  };
}

const originsOf = async (findings: readonly Finding[], tracing: TracingPorts) =>
  (await traceOrigins(findings, tracing)).map(
    ({ origin }) => origin && `${origin.file}:${origin.line} by ${origin.by}`,
  );

test('a file where the secret stands as it is goes before one where it is encoded, and then the first by its path', async () => {
  put('a.yml', 'one\ntwo base64\n');
  const encoded = finding('a.yml', { path: 'a.yml!/base64@8!/data' });
  const plain = ['c.ts', 'b.ts'].map((path) => finding(path, { line: 5 }));
  const artifact = finding('out.zip', { path: 'out.zip!/x' });
  expect(await originsOf([artifact], ports(['a.yml'], [encoded, ...plain]))).toEqual(['b.ts:5 by content']);
  expect(await originsOf([artifact], ports(['a.yml'], [encoded]))).toEqual(['a.yml:2 by content']);
});

test('a secret in an archive that is tracked is at its first line', async () => {
  put('lib.zip', '');
  const inside = finding('lib.zip', { path: 'lib.zip!/deep/x.jar!/a.txt', line: 70 });
  expect(await originsOf([finding('out.zip')], ports(['lib.zip'], [inside]))).toEqual(['lib.zip:1 by content']);
});

test('another secret in the sources is no origin', async () => {
  const other = finding('a.ts', { fingerprint: 'token:2', line: 3 });
  expect(await originsOf([finding('out.zip')], ports(['a.ts'], [other]))).toEqual(['ci.yml:9 by workflow']);
});

test('sources are looked at when they are files that can be looked at, and no larger than sources are', async () => {
  put('a.ts', 'a');
  put('large.bin', 'x'.repeat((4 << 20) + 1));
  put('folder/b.ts', 'b');
  const paths = ['a.ts', 'gone.ts', 'folder', 'folder/b.ts', 'a.ts/below', 'x'.repeat(5000), 'large.bin', 'nul\0'];
  const scanned: string[] = [];
  await traceOrigins([finding('out.zip')], ports(paths, [], scanned));
  expect(scanned).toEqual(['a.ts', 'folder/b.ts']);
});

test('what was scanned already is not scanned again, and nothing is when all findings are in it', async () => {
  put('a.ts', 'a');
  const scanned: string[] = [];
  const artifacts = [{ path: 'a.ts', file: join(root, 'a.ts') }];
  const tracing = { ...ports(['a.ts'], [], scanned), artifacts };
  expect(await originsOf([finding('a.ts', { line: 4 })], tracing)).toEqual(['a.ts:4 by content']);
  expect(scanned).toEqual([]);
});

test('without a checkout, only the step is known; without a workflow, nothing', async () => {
  const tracing = { ...ports([], []), checkout: undefined };
  expect(await originsOf([finding('out.zip')], tracing)).toEqual(['ci.yml:9 by workflow']);
  expect(await originsOf([finding('out.zip')], { ...tracing, stepOf: () => undefined })).toEqual([undefined]);
});
