import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { type AsymmetricKey, asymmetric, freshEc, freshEd25519, freshRsa, pkcs8Pem } from '../truth.ts';

/** With GMP, which has numbers as a library of C has them. */
export const php: Scenario = {
  name: 'PHP, phpseclib with GMP',
  needs: ['php', 'gcore'],
  async make(lab) {
    const secrets = [freshRsa(2048), freshEc('P-256'), freshEd25519()];
    const files = secrets.map((key) => lab.file(`${key.name}.pem`, pkcs8Pem(key)));
    const program = join(import.meta.dirname, '../programs/keys.php');
    const child = await lab.start('php', [program, 'GMP', ...files], { until: /up/ });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};

/** Numbers of PHP alone. The process makes its keys, and a fork of it prints them. */
export const phpDigits: Scenario = {
  name: 'PHP, phpseclib without GMP',
  needs: ['php', 'gcore'],
  async make(lab) {
    const program = join(import.meta.dirname, '../programs/digits.php');
    const child = await lab.start('php', [program], { until: /^up/m, patienceMs: 300_000 });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets: printedKeys(lab.printed(child)) }];
  },
};

/** @param text with keys in PEM, each as it is made */
export function printedKeys(text: string): AsymmetricKey[] {
  return [...text.matchAll(/-----BEGIN [\s\S]*?-----END [^-]*-----/g)].map(([pem]) => asymmetric(pem));
}
