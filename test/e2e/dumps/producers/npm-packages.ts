import { join } from 'node:path';
import type { Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { freshAes, freshEc, freshEd25519, type Secret } from '../truth.ts';

/** Cryptography in JavaScript, by packages of npm that are in wide use. */
export const npmPackages: Scenario = {
  name: 'node, packages of npm',
  needs: ['npm', 'gdb'],
  async make(lab) {
    const packages = ['crypto-js@4.2.0', 'node-forge@1.4.3', 'sjcl@1.0.9', '@noble/curves@2.4.0'];
    await lab.run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', ...packages]);
    const ciphers = ([128, 192, 256] as const).flatMap((bits) =>
      ['crypto-js', 'node-forge', 'node-forge decrypting', 'sjcl'].map((use) => freshAes(bits, use)),
    );
    const curves = [...(['P-256', 'P-384', 'P-521', 'secp256k1'] as const).map(freshEc), freshEd25519()];
    return [await dumpOf(lab, 'script-ciphers', ciphers), await dumpOf(lab, 'script-curves', curves)];
  },
};

/** Only what can be written is dumped: of the rest a core would be a hole. */
async function dumpOf(lab: Lab, program: string, secrets: readonly Exclude<Secret, { text: string }>[]): Promise<Dump> {
  const files = secrets.map((secret, index) =>
    lab.file(`${program}-${index}`, secret.family === 'aes' ? secret.key : secret.numbers.d!),
  );
  const source = join(import.meta.dirname, `../programs/${program}.cjs`);
  const env = { NODE_PATH: join(lab.folder, 'node_modules') };
  const child = await lab.start(process.execPath, [source, ...files], { until: /up/, env });
  return { path: await lab.rawMemory(child.pid!, program), by: 'dump memory', process: program, secrets };
}
