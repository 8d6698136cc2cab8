import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const random = seededRandom(21);
const [aes, hmac] = [random.bytes(32), random.bytes(64)];

const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const field = (id: number, value: Uint8Array) => Buffer.concat([number(id), number(value.length), value]);

/** key.cpp of git-crypt, Key_file::store. */
function keyFile({
  name = '',
  version = 2,
  key = aes,
}: {
  name?: string;
  version?: number;
  key?: Uint8Array;
} = {}): Buffer {
  const header = name === '' ? [] : [field(1, Buffer.from(name))];
  const entry = [field(1, number(0)), field(3, key), field(5, hmac)];
  return Buffer.concat([Buffer.from('\0GITCRYPTKEY'), number(version), ...header, number(0), ...entry, number(0)]);
}

function sample(variant: string, file: Buffer, name: string): Sample {
  const before = seededRandom(22).bytes(17);
  return {
    variant,
    bytes: Buffer.concat([before, file, seededRandom(23).bytes(40)]),
    ...{ offset: before.length, length: file.length },
    secrets: [aes],
    ...{ severity: 'critical', confidence: 'high', facts: { form: 'git-crypt', name } },
  };
}

export function samples(): readonly Sample[] {
  return [
    sample('the default key', keyFile(), 'default'),
    sample('a key with a name', keyFile({ name: 'release' }), 'release'),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    'another version of the format': keyFile({ version: 3 }),
    'a key of zeros': keyFile({ key: new Uint8Array(32) }),
    'a short key': keyFile({ key: aes.subarray(0, 16) }),
    'cut in the key': keyFile().subarray(0, 60),
    'a field that is too long': Buffer.concat([keyFile().subarray(0, 16), number(1), number(0xffff_ffff), aes]),
    'the mark in a program': Buffer.from('\0GITCRYPT\0\0GITCRYPTKEY\0'),
    'marks in a row': Buffer.from('\0GITCRYPTKEY\0\0\0\x02'.repeat(300), 'latin1'),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
