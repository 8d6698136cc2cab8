import type { Scenario } from '../scenario.ts';
import { freshEd25519 } from '../truth.ts';
import { compile } from './aes.ts';

export const libsodium: Scenario = {
  name: 'libsodium',
  needs: ['gcc', 'gcore'],
  async make(lab) {
    const secrets = [freshEd25519(), freshEd25519(), freshEd25519()];
    const file = lab.file('seeds', Buffer.concat(secrets.map(({ numbers }) => numbers.d!)));
    const program = await compile(lab, 'libsodium', ['-lsodium']);
    const child = await lab.start(program, [file, 'sign:32', 'sign:32', 'guarded:32'], { until: /up/ });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};
