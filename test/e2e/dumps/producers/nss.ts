import type { Scenario } from '../scenario.ts';
import { freshEc, freshRsa } from '../truth.ts';
import { compile } from './aes.ts';
import { derFiles } from './c-libraries.ts';
import { dumpsOfBoth } from './makers.ts';

export const nss: Scenario = {
  name: 'NSS',
  needs: ['gcc', 'gcore'],
  async make(lab) {
    // An imported key of Ed25519 is there without its public half, and nothing proves it.
    const flags = ['-I/usr/include/nss', '-I/usr/include/nspr', '-lnss3', '-lnspr4'];
    const program = await compile(lab, 'nss', flags);
    const secrets = [freshRsa(2048), freshEc('P-256'), freshEc('P-384'), freshEc('P-521')];
    const files = derFiles(lab, secrets);
    return dumpsOfBoth(lab, program, files, secrets);
  },
};
