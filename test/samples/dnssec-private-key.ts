import { freshKey, jwkOf, scalarOf, testKey } from './keys.ts';
import { unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const plain = (text: string) => Buffer.from(text, 'base64url').toString('base64');

function rsa(name: string, d?: string): string {
  const key = jwkOf(testKey(name).privateKey)!;
  const lines = {
    ...{ Modulus: key.n!, PublicExponent: key.e!, PrivateExponent: d ?? key.d!, Prime1: key.p!, Prime2: key.q! },
    ...{ Exponent1: key.dp!, Exponent2: key.dq!, Coefficient: key.qi! },
  };
  const body = Object.entries(lines).map(([label, value]) => `${label}: ${plain(value)}`);
  return ['Private-key-format: v1.3', 'Algorithm: 8 (RSASHA256)', ...body].join('\n');
}

const other = (algorithm: string, secret: Buffer) =>
  `Private-key-format: v1.3\nAlgorithm: ${algorithm}\nPrivateKey: ${secret.toString('base64')}`;

export function samples(): readonly Sample[] {
  const seed = (name: string) => Buffer.from(jwkOf(testKey(name).privateKey)!.d!, 'base64url');
  const after = '\nCreated: 20240101000000\nPublish: 20240101000000\n';
  const at = (variant: string, text: string, name: string) =>
    inText({ variant, text, after, key: testKey(name), facts: { form: 'dnssec' } });
  // The public half is in another file.
  const alone = (algorithm: string, secret: Buffer, name: string) => unproved(at(name, other(algorithm, secret), name));
  return [
    at('RSA', rsa('rsa-2048'), 'rsa-2048'),
    at('RSA in one line', rsa('rsa-1024').replaceAll('\n', '\\n'), 'rsa-1024'),
    alone('13 (ECDSAP256SHA256)', scalarOf(testKey('P-256').privateKey), 'P-256'),
    alone('14 (ECDSAP384SHA384)', scalarOf(testKey('P-384').privateKey), 'P-384'),
    alone('15 (ED25519)', seed('Ed25519'), 'Ed25519'),
    alone('16 (ED448)', seed('Ed448'), 'Ed448'),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    'another exponent': rsa('rsa-1024', jwkOf(freshKey('rsa-1024').privateKey)!.d!),
    'another algorithm': other('13 (ECDSAP256SHA256)', scalarOf(testKey('P-384').privateKey)),
    'the head alone': 'Private-key-format: v1.3\nAlgorithm: 8 (RSASHA256)\n',
    zeros: other('15 (ED25519)', Buffer.alloc(32)),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
