import { type Pkcs12Style, pkcs12 } from '../builders/pkcs12.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { freshKey, testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const pkcs8 = (name: string) => testKey(name).privateKey.export({ format: 'der', type: 'pkcs8' });

const OPENED: Readonly<Record<string, Pkcs12Style>> = {
  'changeit, HMAC-SHA-256 and AES': { password: 'changeit' },
  'changeit, HMAC-SHA-1 and 3DES': { password: 'changeit', mac: 'sha1', cipher: '3des' },
  'empty password': { password: '' },
  'no password at all': { password: null },
  'no password at all, HMAC-SHA-1 and 3DES': { password: null, mac: 'sha1', cipher: '3des' },
  'notasecret, PBMAC1': { password: 'notasecret', mac: 'pbmac1' },
  'password, no MAC': { password: 'password', mac: 'none' },
  'keys in encrypted contents': { password: '123456', encryptContents: true },
  'BER, as NSS writes it': { password: 'changeit', ber: true },
};

export function samples(): readonly Sample[] {
  const facts = { form: 'pkcs12', keys: 1 };
  const opened = Object.entries(OPENED).map(([variant, style]) =>
    inNoise(testKey('rsa-2048'), variant, pkcs12([pkcs8('rsa-2048')], style), facts),
  );
  const kinds = ['P-256', 'Ed25519'].map((name) =>
    inNoise(testKey(name), name, pkcs12([pkcs8(name)], { password: 'changeme' }), facts),
  );
  const other = freshKey('Ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  const two = pkcs12([pkcs8('Ed25519'), other], { password: 'android' });
  const strange = pkcs12([pkcs8('P-256')], { password: 'changeit', keyPassword: 'of the key alone' });
  const nameless = { ...testKey('P-256'), facts: {} };
  const locked = { ...nameless, secrets: [] };
  const unknown: Pkcs12Style = { password: 'correct horse battery' };
  const word = Buffer.from('orange-Tugboat-41');
  const secret = { facts: {}, secrets: [word] };
  return [
    ...opened,
    ...kinds,
    inNoise(testKey('Ed25519'), 'two keys', two, { ...facts, keys: 2, password: 'usual' }),
    inNoise(nameless, 'another password for the key', strange, { form: 'pkcs12', password: 'usual' }),
    {
      ...inNoise(locked, 'a password that nobody guesses', pkcs12([pkcs8('P-256')], unknown), { encrypted: true }),
      ...{ severity: 'low', confidence: 'high' },
    },
    {
      ...inNoise(locked, 'all in encrypted contents', pkcs12([pkcs8('P-256')], { ...unknown, encryptContents: true }), {
        hiddenContents: true,
      }),
      ...{ severity: 'low', confidence: 'low' },
    },
    inNoise(secret, 'a secret', pkcs12([word], { password: 'changeit', secrets: true }), {
      ...facts,
      password: 'usual',
    }),
    inNoise(
      secret,
      'a secret in encrypted contents',
      pkcs12([word], { password: '', secrets: true, encryptContents: true }),
      {
        ...{ ...facts, password: 'empty' },
      },
    ),
    {
      ...inNoise(secret, 'a secret in the clear', pkcs12([word], { secrets: true }), { ...facts, password: 'none' }),
      confidence: 'high',
    },
    {
      ...inNoise(locked, 'a secret, a password that nobody guesses', pkcs12([word], { ...unknown, secrets: true }), {
        encrypted: true,
      }),
      ...{ severity: 'low', confidence: 'high' },
    },
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const whole = pkcs12([pkcs8('P-256')], { password: 'changeit' });
  const version = Buffer.from(whole);
  version[version.indexOf(Buffer.of(2, 1, 3)) + 2] = 4;
  const made: Record<string, Uint8Array> = {
    'certificates alone': pkcs12([], { password: 'changeit' }),
    'certificates alone, another password': pkcs12([], { password: 'correct horse battery' }),
    'another version': version,
    'cut by a byte': whole.subarray(0, -1),
    'the identifier in noise': Buffer.concat([
      seededRandom(3).bytes(40),
      Buffer.from('3080020103308006092a864886f70d010701a080248004', 'hex'),
      seededRandom(4).bytes(300),
    ]),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
