import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readWatchList } from '../../src/engine/read-watch-list.ts';
import { UsageError } from '../../src/model/errors.ts';
import { scanBytes } from '../support/scan-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-watch-'));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (path: string, text: string) => {
  writeFileSync(join(folder, path), text);
  return { path, file: join(folder, path) };
};

test('a finding says which of the watched keys it is, in whatever form it is found', async () => {
  const [ours, other] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const kept = { ...ours.publicKey.export({ format: 'jwk' }), kid: 'release-2026' };
  const watchList = readWatchList([put('keys.json', JSON.stringify({ keys: [kept] }))]);
  const pem = (pair: typeof ours) => Buffer.from(`${pair.privateKey.export({ type: 'pkcs8', format: 'pem' })}`);
  const { findings } = await scanBytes({ ours: pem(ours), other: pem(other) }, { watchList });
  const watched = findings.map(({ artifact, facts }) => [artifact, facts.watchedKey]).sort();
  expect(watched).toEqual([
    ['other', undefined],
    ['ours', { name: 'release-2026', seenAt: 'keys.json' }],
  ]);
});

test('a file without public keys is an error of usage that names it', () => {
  const act = () => readWatchList([put('empty.txt', 'none')]);
  expect(act).toThrow(UsageError);
  expect(act).toThrow(/watch-keys: empty\.txt: .*found none/);
});
