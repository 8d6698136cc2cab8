import { join } from 'node:path';
import type { Dump, Scenario } from '../scenario.ts';
import { dumpOfMaker } from './makers.ts';

/**
 * JavaScript with other libraries than those of Node: RustCrypto behind node:crypto, AWS-LC behind Web Crypto. A package of npm.
 * Only what can be written is dumped: V8 reserves 16 GiB of addresses, which a core would have as a hole.
 */
export const deno: Scenario = {
  name: 'Deno',
  needs: ['deno', 'gdb'],
  async make(lab) {
    const program = join(import.meta.dirname, '../programs/deno-keys.mjs');
    const dumps: Dump[] = [];
    for (const [use, process] of [
      ['node', 'node:crypto'],
      ['web', 'Web Crypto'],
    ] as const) {
      const command = ['deno', 'run', '--allow-all', program, use] as const;
      dumps.push(await dumpOfMaker(lab, command, process, { by: 'dump memory' }));
    }
    return dumps;
  },
};
