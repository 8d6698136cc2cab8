import { freshKey, jwkOf, type TestKey, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const part = (name: 'd' | 'x', key: TestKey) => Buffer.from(jwkOf(key.privateKey)![name]!, 'base64url');
const hex = (key = testKey('X25519')) => part('d', key).toString('hex');
const seed = () => part('d', testKey('Ed25519')).toString('base64').replace('=', '');
const lock = (other = testKey('Ed25519')) =>
  `nlpriv:${part('d', testKey('Ed25519')).toString('hex')}${part('x', other).toString('hex')}`;

export function samples(): readonly Sample[] {
  const [x, ed] = ['X25519', 'Ed25519'].map(testKey) as [TestKey, TestKey];
  const high = { confidence: 'high' } as const;
  const [tailscale, matrix] = [{ form: 'tailscale' }, { form: 'matrix' }];
  return [
    inText({
      variant: 'Headscale',
      before: '',
      text: `privkey:${hex()}`,
      after: '',
      key: x,
      ...high,
      facts: tailscale,
    }),
    inText({
      variant: 'Tailscale',
      before: '"PrivateNodeKey":"',
      text: `privkey:${hex()}`,
      after: '"',
      key: x,
      ...high,
    }),
    inText({ variant: 'network lock', before: '{"key":"', text: lock(), after: '"}', key: ed, facts: tailscale }),
    inText({
      variant: 'Matrix',
      before: '',
      text: `ed25519 a_bCdE ${seed()}`,
      after: '\n',
      key: ed,
      ...high,
      facts: matrix,
    }),
    inText({
      variant: 'Matrix, in a value',
      before: 'signing_key: "',
      text: `ed25519 auto ${seed()}`,
      after: '"',
      key: ed,
      ...high,
    }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    'a public key of a node': `nodekey:${hex()}`,
    'a digit more': `privkey:${hex()}0`,
    zeros: `privkey:${'0'.repeat(64)}`,
    'halves of two keys': lock(freshKey('Ed25519')),
    'in a sentence': `the key ed25519 a_bCdE ${seed()} of it`,
    'a public key of SSH': `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${seed()} app@web1`,
    'anchors in a row': 'privkey:'.repeat(2000),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}
