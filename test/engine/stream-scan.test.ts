import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, expect, test, vi } from 'vitest';
import { wholeChain } from '../../src/engine/chain.ts';
import { NO_CHANGES, NO_WATCH_LIST, startEngine } from '../../src/engine/scan.ts';
import { PIECE_BYTES } from '../../src/engine/sharing.ts';
import { limitsOf, parseSettings } from '../../src/settings/settings.ts';
import { noise } from '../unpack/observe.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function packedKey(bytesBefore: number): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // In hex, which gzip packs to half: stored, the key would stand in the stream as it is.
  return gzipSync(noise(bytesBefore).toString('hex') + privateKey.export({ type: 'pkcs8', format: 'pem' }));
}
/** Where the first slab ends. */
const edge = wholeChain().bytesBefore + PIECE_BYTES;

/** Scans a stream of 20 MiB with archives in it, where no temp file can be made. */
async function scanWithoutRoom(
  archives: readonly { readonly offset: number; readonly archive: Buffer }[],
): Promise<{ found: string[]; gaps: string[] }> {
  const bytes = noise(20 << 20);
  for (const { offset, archive } of archives) archive.copy(bytes, offset);
  const tar = pack();
  tar.entry({ name: 'large.bin' }, bytes);
  tar.finalize();
  const file = join(folder, 'large.tar.gz');
  writeFileSync(file, gzipSync(await buffer(tar), { level: 1 }));
  const engine = await startEngine({
    ...{ limits: limitsOf(parseSettings('cli', () => undefined)), threads: 0, changes: NO_CHANGES, exclude: [] },
    ...{ digests: false, watchList: NO_WATCH_LIST, expects: 'little', explain: undefined },
  });
  vi.stubEnv('TMPDIR', join(folder, 'missing'));
  const { findings, gaps } = await engine
    .scan([{ path: 'large.tar.gz', file }], { gaps: [], leftOut: {} })
    .finally(() => engine.close());
  vi.unstubAllEnvs();
  return {
    found: findings.flatMap(({ places }) => places.map(({ path }) => path)).sort(),
    gaps: gaps.map(({ path, code }) => `${code} ${path}`),
  };
}

test('of a stream whose archives end where they are met, nothing is kept', async () => {
  const offsets = [100, edge - 1000, 9 << 20];
  const { found, gaps } = await scanWithoutRoom(offsets.map((offset) => ({ offset, archive: packedKey(1000) })));
  expect(gaps).toEqual([]);
  expect(found).toEqual(offsets.map((offset) => `large.tar.gz!/data!/large.bin!/gzip@${offset}!/data`).sort());
});

test('an archive that ends behind its slab is opened once', async () => {
  const [first, second] = [packedKey(1000), packedKey(1000)];
  const at = edge - first.length - 100;
  const archive = Buffer.concat([first, Buffer.alloc(200), second]);
  const { found } = await scanWithoutRoom([{ offset: at, archive }]);
  const path = `large.tar.gz!/data!/large.bin!/gzip@${at}!/data`;
  expect(found).toEqual([path, path]);
});

test('from where one goes on behind what is at hand, all is kept, and if it cannot be, that is told', async () => {
  const { gaps } = await scanWithoutRoom([{ offset: edge - 1, archive: packedKey(2 * wholeChain().bytesAfter) }]);
  expect(gaps).toEqual(['unreadable large.tar.gz!/data!/large.bin']);
});
