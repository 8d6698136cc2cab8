import { createHash, randomBytes } from 'node:crypto';
import { freshKey, jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

function pair(name = testKey('Ed25519')): Buffer {
  const { d, x } = jwkOf(name.privateKey)!;
  return Buffer.concat([Buffer.from(d!, 'base64url'), Buffer.from(x!, 'base64url')]);
}

function minisign(key: Buffer, kdf: string): string {
  const limits = Buffer.alloc(16, kdf === 'Sc' ? 7 : 0);
  const salt = kdf === 'Sc' ? randomBytes(32) : Buffer.alloc(32);
  const head = Buffer.concat([Buffer.from('Ed'), Buffer.from(kdf), Buffer.from('B2'), salt, limits]);
  return Buffer.concat([head, randomBytes(8), key, randomBytes(32)]).toString('base64');
}

function signify(key: Buffer, rounds: number, checksum?: Buffer): string {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(rounds);
  const sum = checksum ?? createHash('sha512').update(key).digest().subarray(0, 8);
  return Buffer.concat([Buffer.from('EdBK'), count, randomBytes(16), sum, randomBytes(8), key]).toString('base64');
}

export function samples(): readonly Sample[] {
  const key = testKey('Ed25519');
  const before = 'untrusted comment: secret key\n';
  const locked = { before, severity: 'low', confidence: 'high', facts: { encrypted: true } } as const;
  return [
    inText({
      variant: 'minisign without password',
      before,
      text: minisign(pair(), '\0\0'),
      key,
      facts: { form: 'minisign' },
    }),
    inText({
      variant: 'signify without passphrase',
      before,
      text: signify(pair(), 0),
      key,
      facts: { form: 'signify' },
    }),
    inText({ variant: 'minisign', text: minisign(randomBytes(64), 'Sc'), ...locked }),
    inText({ variant: 'signify', text: signify(randomBytes(64), 42), ...locked }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const other = Buffer.concat([pair().subarray(0, 32), pair(freshKey('Ed25519')).subarray(32)]);
  const made = {
    'another public half': minisign(other, '\0\0'),
    'a wrong checksum': signify(pair(), 0, randomBytes(8)),
    'a public key': Buffer.concat([Buffer.from('Ed'), randomBytes(40)]).toString('base64'),
    'cut by a character': minisign(randomBytes(64), 'Sc').slice(0, -2),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
