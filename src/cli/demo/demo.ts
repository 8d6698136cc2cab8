import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { tarGzOf, zipOf } from '../../contract/pack.ts';
import { READY } from './signer.ts';
import { takeCore } from './take-core.ts';

/** Hidden command that runs the demo's service; see signer.ts. */
export const SIGNER_COMMAND = 'demo-signer';

export interface DemoArtifact {
  /** Folder that holds the artifact, the core and the public key, and nothing else. */
  readonly folder: string;
  /** File name of the artifact in that folder. */
  readonly name: string;
  /** File name of the process's core in that folder, or why there is none. */
  readonly core: { readonly name: string } | { readonly missing: string };
  /** PEM file with the public half of the key that leaked. */
  readonly publicKey: string;
  remove(): void;
}

/**
 * Makes a real debug artifact with nothing but Node. A process signs tokens with a fresh key and writes a heap snapshot
 * and a diagnostic report. They are packed with a build output into a zip inside a tar.gz, as a CI job would upload
 * them. If gdb is available, a core of the process is written beside it.
 */
export async function makeDemoArtifact(): Promise<DemoArtifact> {
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-demo-'));
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // A diagnostic report contains the whole environment, so none of the caller's own secrets may go in.
  const { PATH, SystemRoot, TEMP } = process.env;
  const env = {
    PATH,
    SystemRoot,
    TEMP,
    SIGNING_KEY: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const signer = spawn(process.execPath, [process.argv[1]!, SIGNER_COMMAND], {
    ...{ cwd: folder, env, stdio: ['pipe', 'pipe', 'ignore'] },
  });
  await isReady(signer);
  const missing = takeCore(signer, join(folder, CORE));
  signer.kill();
  const dumps = ['service.heapsnapshot', 'service-report.json'].map((name) => {
    const bytes = readFileSync(join(folder, name));
    rmSync(join(folder, name));
    return { name: `debug/${name}`, bytes };
  });
  const build = { name: 'app/server.js', bytes: Buffer.from('export const answer = () => 42;\n') };
  const bundle = { name: 'build/debug-bundle.zip', bytes: zipOf([build, ...dumps]) };
  const name = 'artifact.tar.gz';
  const publicKey = join(folder, 'public-key.pem');
  writeFileSync(join(folder, name), tarGzOf([bundle]));
  writeFileSync(publicKey, key.publicKey.export({ type: 'spki', format: 'pem' }));
  const core = missing === undefined ? { name: CORE } : { missing };
  return { folder, name, core, publicKey, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const CORE = 'service.core';

/** The service prints a line when its dumps are written, and then waits. */
async function isReady(signer: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: signer.stdout! })) if (line === READY) return;
  throw new Error('demo: the service ended before its dumps were written');
}
