import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { compile } from './aes.ts';
import { dumpOfMaker } from './makers.ts';

/** Keys in polynomials, with the seed beside them. */
export const mlKem: Scenario = {
  name: 'ML-KEM of libcrypto and Go',
  needs: ['gcc', 'go', 'gcore'],
  async make(lab) {
    const ofLibcrypto = await compile(lab, 'ml-kem', ['-lcrypto']);
    const ofGo = join(lab.folder, 'ml-kem-of-go');
    const source = join(import.meta.dirname, '../programs/ml-kem.go');
    // The compiler's own cache: what it keeps there is the standard library.
    const env = { GOCACHE: process.env.GOCACHE ?? join(homedir(), '.cache/go-build'), GOFLAGS: '-mod=mod' };
    await lab.run('go', ['build', '-o', ofGo, source], { env });
    return [await dumpOfMaker(lab, [ofLibcrypto], 'libcrypto'), await dumpOfMaker(lab, [ofGo], 'Go')];
  },
};
