import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { type AsymmetricKey, freshEc, freshEd25519, freshRsa } from '../truth.ts';
import { derFiles } from './c-libraries.ts';

/** Where Debian's packages of crates lie, so that nothing is asked of a network. */
const CRATES = '/usr/share/cargo/registry';
/** Where cargo is a proxy of rustup, it looks for its toolchains under HOME, which the lab has moved. */
const RUSTUP_HOME = process.env.RUSTUP_HOME ?? join(homedir(), '.rustup');
const ALL = () => [freshRsa(2048), freshEc('P-256'), freshEc('P-384'), freshEd25519()];

export const rust: Scenario = {
  name: 'Rust, RustCrypto and ring',
  needs: ['cargo', 'gcore'],
  async make(lab) {
    const program = await build(lab);
    const uses: readonly (readonly [string, readonly AsymmetricKey[]])[] = [
      ['rustcrypto', ALL()],
      ['apart', [freshEc('P-256'), freshEc('P-384')]],
      ['ring', ALL()],
    ];
    const dumps: Dump[] = [];
    for (const [use, secrets] of uses) {
      const child = await lab.start(program, [use, ...derFiles(lab, secrets)], { until: /up/ });
      dumps.push({ path: await lab.gcore(child.pid!), by: 'gcore', process: use, secrets });
    }
    return dumps;
  },
};

async function build(lab: Lab): Promise<string> {
  const folder = join(lab.folder, 'rust-keys');
  mkdirSync(join(folder, '.cargo'), { recursive: true });
  for (const file of ['Cargo.toml', 'main.rs'])
    copyFileSync(join(import.meta.dirname, '../programs/rust-keys', file), join(folder, file));
  const config = `[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "${CRATES}"\n`;
  writeFileSync(join(folder, '.cargo/config.toml'), config);
  const manifest = join(folder, 'Cargo.toml');
  const args = [
    'build',
    '--release',
    '--offline',
    '--quiet',
    '--manifest-path',
    manifest,
    '--config',
    join(folder, '.cargo/config.toml'),
  ];
  await lab.run('cargo', args, { patienceMs: 600_000, env: { RUSTUP_HOME } });
  return join(folder, 'target/release/rust-keys');
}
