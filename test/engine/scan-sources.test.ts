import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_CHANGES, NO_WATCH_LIST, startEngine } from '../../src/engine/scan.ts';
import { limitsOf, parseSettings } from '../../src/settings/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keysieve-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('sources are scanned as is and decoded, no container in them is opened, and the fingerprints are those of a scan', async () => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const packed = gzipSync(pem);
  const contents = {
    plain: pem,
    encoded: `key: ${Buffer.from(pem).toString('hex')}\n`,
    packed,
    inside: Buffer.concat([Buffer.alloc(5000, 1), packed]),
  };
  const artifacts = Object.entries(contents).map(([path, content]) => {
    const file = join(folder, path);
    writeFileSync(file, content);
    return { path, file };
  });
  const limits = limitsOf(parseSettings('cli', () => undefined));
  const engine = await startEngine({
    ...{ limits, threads: 0, changes: NO_CHANGES, digests: false, watchList: NO_WATCH_LIST },
    ...{ expects: 'little', explain: undefined, exclude: ['plain'] },
  });
  const { findings } = await engine.scan(artifacts, { gaps: [], leftOut: {} }).finally(() => engine.close());
  expect(findings.flatMap(({ places }) => places.map(({ path }) => path.split('!')[0])).sort()).toEqual([
    'encoded',
    'inside',
    'packed',
  ]);
  const found = await engine.scanSources(artifacts, limits);
  expect(found.flatMap(({ places }) => places.map(({ path }) => path)).sort()).toEqual([
    expect.stringMatching(/^encoded!\/hex@5/),
    'plain',
  ]);
  expect(new Set([...findings, ...found].map(({ fingerprint }) => fingerprint)).size).toBe(1);
});
