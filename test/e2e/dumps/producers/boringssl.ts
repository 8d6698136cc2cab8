import { createPublicKey } from 'node:crypto';
import type { Scenario } from '../scenario.ts';
import { freshEc, freshEd25519, freshRsa } from '../truth.ts';
import { compile } from './aes.ts';
import { derFiles } from './c-libraries.ts';
import { dumpsOfBoth } from './makers.ts';

/** Of Debian's android-libboringssl-dev. */
const LIBRARY = '/usr/lib/x86_64-linux-gnu/android';

export const boringssl: Scenario = {
  name: 'BoringSSL',
  needs: ['gcc', 'gcore'],
  async make(lab) {
    const program = await compile(lab, 'boringssl', [
      '-isystem/usr/include/android',
      `-L${LIBRARY}`,
      `-Wl,-rpath,${LIBRARY}`,
      '-lcrypto',
    ]);
    const secrets = [freshRsa(2048), freshEc('P-256'), freshEc('P-384'), freshEc('P-521'), freshEd25519()];
    const files = derFiles(lab, secrets);
    const dumps = await dumpsOfBoth(lab, program, files, secrets);
    const halves = secrets.map(({ name, object }) => {
      return lab.file(
        `${name}.pub`,
        createPublicKey(object.export({ type: 'pkcs8', format: 'pem' })).export({ type: 'spki', format: 'der' }),
      );
    });
    const reader = await lab.start(program, ['public', ...halves], { until: /up/ });
    dumps.push({ path: await lab.gcore(reader.pid!), by: 'gcore', process: 'public keys only', secrets: [] });
    return dumps;
  },
};
