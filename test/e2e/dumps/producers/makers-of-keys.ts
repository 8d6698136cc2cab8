import type { Dump, Scenario } from '../scenario.ts';
import { compile } from './aes.ts';
import { dumpOfMaker } from './makers.ts';

export const cryptopp = maker('Crypto++', ['cryptopp.cpp', '-lcryptopp'], ['idle', 'sign']);

/** Its locked pool is in no dump; without it, all that it keeps is. */
export const botan: Scenario = {
  name: 'Botan',
  needs: ['g++', 'gcore'],
  async make(lab) {
    const program = await compile(lab, 'botan.cpp', ['-std=c++20', '-I/usr/include/botan-3', '-lbotan-3']);
    const unlocked = { env: { BOTAN_MLOCK_POOL_SIZE: '0' } };
    return [
      await dumpOfMaker(lab, [program, 'sign'], 'signed, with locked memory'),
      await dumpOfMaker(lab, [program, 'sign'], 'signed, without locked memory', unlocked),
    ];
  },
};

export const gnutlsKeys = maker('GnuTLS, keys of its own', ['gnutls-keys', '-lgnutls'], ['idle']);

function maker(name: string, [source, ...flags]: readonly [string, ...string[]], uses: readonly string[]): Scenario {
  return {
    name,
    needs: ['gcc', 'g++', 'gcore'],
    async make(lab) {
      const program = await compile(lab, source, flags);
      const dumps: Dump[] = [];
      for (const use of uses) dumps.push(await dumpOfMaker(lab, [program, use], `generated, ${use}`));
      return dumps;
    },
  };
}
