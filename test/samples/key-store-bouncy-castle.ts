import { bcfksStore } from '../builders/bcfks-store.ts';
import { bks } from '../builders/java-key-store.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const pkcs8 = (name: string) => testKey(name).privateKey.export({ format: 'der', type: 'pkcs8' });
const nameless = { ...testKey('P-256'), facts: {}, secrets: [] };

export function samples(): readonly Sample[] {
  const entries = [{ alias: 'root' }, { alias: 'client', pkcs8: pkcs8('P-256') }];
  return [
    ...([1, 2] as const).flatMap((version) => {
      const facts = { form: `bks${version}`, keys: 1, aliases: 'client' };
      const locked = bks(entries, { version, password: 'correct horse battery' });
      return [
        inNoise(
          testKey('P-256'),
          `version ${version}, changeit`,
          bks(entries, { version, password: 'changeit' }),
          facts,
        ),
        inNoise(testKey('P-256'), `version ${version}, no password`, bks(entries, { version, password: '' }), facts),
        {
          ...inNoise(nameless, `version ${version}, encrypted`, locked, { ...facts, encrypted: true }),
          ...{ severity: 'low' as const, confidence: 'high' as const },
        },
      ];
    }),
    {
      ...inNoise(nameless, 'uber', uber(), { form: 'uber', encrypted: true }),
      ...{ severity: 'low', confidence: 'low' },
    },
    ...['changeit', '', 'password'].map((password) =>
      inNoise(testKey('P-256'), `bcfks, password "${password}"`, bcfksStore(entries, { password }), {
        ...{ form: 'bcfks', keys: 1, aliases: 'client' },
      }),
    ),
    {
      ...inNoise(
        nameless,
        'bcfks, another password for the key',
        bcfksStore(entries, { password: 'changeit', keyPassword: 'open sesame' }),
        { form: 'bcfks', keys: 1, aliases: 'client' },
      ),
      confidence: 'proven',
    },
    {
      ...inNoise(nameless, 'bcfks, encrypted', bcfksStore(entries, { password: 'open sesame' }), {
        ...{ form: 'bcfks', encrypted: true },
      }),
      ...{ severity: 'low', confidence: 'medium' },
    },
  ];
}

/** The head, and as much of the ciphertext as the finding covers. */
function uber(): Buffer {
  const random = seededRandom(21);
  const head = Buffer.from('0000000100000014', 'hex');
  return Buffer.concat([head, random.bytes(20), Buffer.from('00000600', 'hex'), random.bytes(256)]);
}

export function lookAlikes(): readonly LookAlike[] {
  const whole = bks([{ alias: 'a', pkcs8: pkcs8('P-256') }], { version: 2, password: 'changeit' });
  const made: Record<string, Uint8Array> = {
    'certificates alone': bks([{ alias: 'root' }], { version: 2, password: 'changeit' }),
    'bcfks, certificates alone': bcfksStore([{ alias: 'root' }], { password: 'changeit' }),
    'bcfks, cut by a byte': bcfksStore([{ alias: 'root' }], { password: 'x' }).subarray(0, -1),
    'cut by a byte': whole.subarray(0, -1),
    'the head and zeros': Buffer.concat([Buffer.from('0000000100000014', 'hex'), Buffer.alloc(400)]),
    'a table of numbers': Buffer.concat(
      Array.from({ length: 100 }, (_, index) => Buffer.of(0, 0, 0, index % 3, 0, 0, 0, 20, 0, 0, 4, index)),
    ),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
