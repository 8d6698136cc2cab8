import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { freshEc, freshEd25519 } from '../truth.ts';

export const erlang: Scenario = {
  name: 'Erlang, public_key',
  needs: ['escript', 'gcore'],
  async make(lab) {
    const [ec, ed25519] = [freshEc('P-256'), freshEd25519()];
    const files = [
      lab.file('scalar', ec.numbers.d!),
      lab.file('point', Buffer.concat([Buffer.of(4), ec.numbers.x!, ec.numbers.y!])),
      lab.file('seed', ed25519.numbers.d!),
    ];
    const program = join(import.meta.dirname, '../programs/keys.escript');
    const child = await lab.start('escript', [program, ...files], { until: /up/ });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets: [ec, ed25519] }];
  },
};
