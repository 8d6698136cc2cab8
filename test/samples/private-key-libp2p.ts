import { freshKey, jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const part = (name: 'd' | 'x', key = testKey('Ed25519')) => Buffer.from(jwkOf(key.privateKey)![name]!, 'base64url');

function message(type: number, data: Buffer): string {
  const { length } = data;
  const size = length < 0x80 ? [length] : [0x80 | (length & 0x7f), length >> 7];
  return Buffer.concat([Buffer.of(8, type, 0x12, ...size), data]).toString('base64');
}

export function samples(): readonly Sample[] {
  const rsa = testKey('rsa-2048').privateKey.export({ format: 'der', type: 'pkcs1' });
  const ec = testKey('P-256').privateKey.export({ format: 'der', type: 'sec1' });
  const place = { before: '"PrivKey": "', after: '"\n' };
  const key = testKey('Ed25519');
  return [
    inText({ variant: 'Ed25519', ...place, text: message(1, Buffer.concat([part('d'), part('x')])), key }),
    inText({
      variant: 'Ed25519, old',
      ...place,
      text: message(1, Buffer.concat([part('d'), part('x'), part('x')])),
      key,
    }),
    inText({ variant: 'RSA', ...place, text: message(0, rsa), key: testKey('rsa-2048') }),
    inText({ variant: 'ECDSA', ...place, text: message(3, ec), key: testKey('P-256'), facts: { form: 'libp2p' } }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    'another public half': message(1, Buffer.concat([part('d'), part('x', freshKey('Ed25519'))])),
    'another public half, the second time': message(
      1,
      Buffer.concat([part('d'), part('x'), part('x', freshKey('Ed25519'))]),
    ),
    'a public key': message(1, part('x')),
    'base64 that begins alike': `CAESQ${'abcdEFGH'.repeat(12)}`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
