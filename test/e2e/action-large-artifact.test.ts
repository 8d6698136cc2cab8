import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAction } from './dist.ts';
import { FakeGitHub, TOKEN } from './fake-github/fake-github.ts';
import { largeZip } from './fake-github/large-zip.ts';
import { artifact } from './fake-github/state.ts';
import { peakProbe } from './peak-probe.ts';

const MAX_PEAK_MIB = 400;
const ARTIFACT_MIB = 2048;

test(`an artifact of ${ARTIFACT_MIB} MiB is downloaded and scanned in ${MAX_PEAK_MIB} MiB`, {
  timeout: 300_000,
}, async () => {
  const github = await FakeGitHub.start();
  const workspace = mkdtempSync(join(tmpdir(), 'keysieve-large-'));
  try {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    github.state.artifacts.push(
      artifact('dumps', largeZip(ARTIFACT_MIB, 'server.key', Buffer.from(pem)), { runId: 99 }),
    );
    const peakFile = join(workspace, 'peak.txt');
    const run = await runAction(
      workspace,
      { artifacts: 'dumps', 'run-id': '99', 'github-token': TOKEN },
      { env: { ...github.env(), ...peakProbe(peakFile) } },
    );
    expect(run).toMatchObject({ code: 1, outputs: { findings: '1', gaps: '0' } });
    const peakMiB = Number(readFileSync(peakFile, 'utf8')) / 1024;
    expect(peakMiB).toBeLessThan(MAX_PEAK_MIB);
  } finally {
    await github.close();
    rmSync(workspace, { recursive: true, force: true });
  }
});
