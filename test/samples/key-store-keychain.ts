import { dbBlob, keychainFile, keychainOf } from '../builders/apple-keychain.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const [PRIVATE_KEYS, PASSWORDS, CERTIFICATES, DB_BLOB] = [0x10, 0x80000000, 0x80001000, 0x80008000];

const BEFORE = Buffer.from('first\0');
const REST = Buffer.alloc(600);

export function samples(): readonly Sample[] {
  const file = { severity: 'low', confidence: 'high', facts: { form: 'keychain', encrypted: true } } as const;
  const opened = (password: string) =>
    ({ severity: 'high', confidence: 'proven', facts: { form: 'keychain', password } }) as const;
  const unsigned = dbBlob('');
  unsigned[75]! ^= 1;
  return [
    { ...place('file', keychainFile(9, 20)), ...file },
    { ...place('file with a larger header', keychainFile(5, 56)), ...file },
    { ...place('file with a private key', keychainOf([[PRIVATE_KEYS, 1]]), 32), ...file },
    {
      ...place(
        'file with a password',
        keychainOf([
          [CERTIFICATES, 1],
          [PASSWORDS, 1],
        ]),
        36,
      ),
      ...file,
    },
    { ...place('empty password', dbBlob('')), ...opened('empty') },
    { ...place('usual password', dbBlob('password', { version: 0x200, rules: 400 })), ...opened('usual') },
    { ...place('empty password, another signature', unsigned), ...opened('empty'), confidence: 'high' },
  ];
}

/** @param length of what is told, where that is less than all */
function place(
  variant: string,
  bytes: Buffer,
  length = bytes.length,
): Pick<Sample, 'variant' | 'bytes' | 'offset' | 'length' | 'secrets'> {
  const whole = Buffer.concat([BEFORE, bytes, REST]);
  return { variant, bytes: whole, offset: BEFORE.length, length, secrets: [] };
}

export function lookAlikes(): readonly LookAlike[] {
  const file = keychainFile(9, 20);
  const outside = Buffer.from(file);
  outside.writeUInt32BE(0xffff, file.length - 4);
  const zeros = dbBlob('');
  zeros.fill(0, 44, 64);
  const made: Record<string, Uint8Array> = {
    'a DbBlob with another password': dbBlob('open sesame'),
    'a DbBlob cut by a byte': dbBlob('').subarray(0, -1),
    'a DbBlob with a salt of zeros': zeros,
    'a table outside of the schema': outside,
    'a header without a schema': Buffer.concat([file.subarray(0, 20), REST]),
    'a file of certificates alone': keychainOf([
      [1, 3],
      [PRIVATE_KEYS, 0],
      [PASSWORDS, 0],
      [CERTIFICATES, 2],
      [DB_BLOB, 1],
    ]),
    'the magic number in a program': Buffer.concat([Buffer.from('6b796368000100004889e5c3', 'hex'), REST]),
    'magic numbers and noise': Buffer.concat(
      Array.from({ length: 20 }, (_, seed) =>
        Buffer.concat([Buffer.from('fade071100000100', 'hex'), seededRandom(seed).bytes(200)]),
      ),
    ),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
