import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { freshEc, freshEd25519, freshRsa, pkcs8Pem } from '../truth.ts';

/** With GMP, which has numbers as a library of C has them: those that PHP computes with alone are not seen (docs/memory.md). */
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
