import { javaKeyStore } from '../builders/java-key-store.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const pkcs8 = (name: string) => testKey(name).privateKey.export({ format: 'der', type: 'pkcs8' });
const nameless = (name: string) => ({ ...testKey(name), facts: {} });

export function samples(): readonly Sample[] {
  return (['jks', 'jceks'] as const).flatMap((format) => {
    const one = [{ alias: 'release', pkcs8: pkcs8('rsa-2048') }];
    const several = [
      { alias: 'root' },
      { alias: 'one', pkcs8: pkcs8('P-256') },
      { alias: 'two', pkcs8: pkcs8('P-384') },
    ];
    const facts = { form: format, keys: 1, aliases: 'release' };
    const opened = javaKeyStore(one, { format, password: 'changeit' });
    const strange = javaKeyStore(one, { format, password: 'changeit', keyPassword: 'of the key alone' });
    const locked = javaKeyStore(one, { format, password: 'correct horse battery' });
    const many = javaKeyStore(several, { format, password: 'password' });
    return [
      inNoise(testKey('rsa-2048'), `${format}, changeit`, opened, facts),
      {
        ...inNoise(testKey('P-256'), `${format}, several entries`, many, {
          ...{ form: format, keys: 2, aliases: 'one, two' },
        }),
        others: [`${testKey('P-384').facts.spkiSha256}`],
      },
      inNoise(nameless('rsa-2048'), `${format}, another password for the key`, strange, facts),
      {
        ...inNoise({ ...nameless('rsa-2048'), secrets: [] }, `${format}, encrypted`, locked, {
          ...facts,
          encrypted: true,
        }),
        ...{ severity: 'low' as const, confidence: 'high' as const },
      },
    ];
  });
}

export function lookAlikes(): readonly LookAlike[] {
  const certificates = javaKeyStore([{ alias: 'root' }], { format: 'jks', password: 'changeit' });
  const whole = javaKeyStore([{ alias: 'a', pkcs8: pkcs8('P-256') }], { format: 'jks', password: 'changeit' });
  const made: Record<string, Uint8Array> = {
    'certificates alone': certificates,
    'cut by a byte': whole.subarray(0, -1),
    'the magic in a program': Buffer.from('feedfeed00000002000000010000000100', 'hex'),
    'a Mach-O file': Buffer.from('feedface00000012000000000000000200000010', 'hex'),
    'the magic and noise': Buffer.concat([Buffer.from('feedfeed0000000200000001', 'hex'), seededRandom(5).bytes(400)]),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
