import type { Dump, Scenario } from '../scenario.ts';
import { freshEc, freshRsa } from '../truth.ts';
import { compile } from './aes.ts';
import { derFiles } from './c-libraries.ts';
import { dumpOfMaker } from './makers.ts';

export const nss: Scenario = {
  name: 'NSS',
  needs: ['gcc', 'gcore'],
  async make(lab) {
    // An imported key of Ed25519 is there without its public half, and nothing proves it.
    const flags = ['-I/usr/include/nss', '-I/usr/include/nspr', '-lnss3', '-lnspr4'];
    const program = await compile(lab, 'nss', flags);
    const secrets = [freshRsa(2048), freshEc('P-256'), freshEc('P-384'), freshEc('P-521')];
    const files = derFiles(lab, secrets);
    const dumps: Dump[] = [];
    for (const use of ['idle', 'sign']) {
      const child = await lab.start(program, [use, ...files], { until: /up/ });
      dumps.push({ path: await lab.gcore(child.pid!), by: 'gcore', process: `read, ${use}`, secrets });
      dumps.push(await dumpOfMaker(lab, [program, use], `generated, ${use}`));
    }
    return dumps;
  },
};
