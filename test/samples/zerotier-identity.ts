import { jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const ADDRESS = '89e92ceee5';
const half = (name: 'Ed25519' | 'X25519', which: 'd' | 'x') =>
  Buffer.from(jwkOf(testKey(name).privateKey)![which]!, 'base64url').toString('hex');
const identity = (publicKey = half('X25519', 'x')) =>
  `${ADDRESS}:0:${publicKey}${half('Ed25519', 'x')}:${half('X25519', 'd')}${half('Ed25519', 'd')}`;

export function samples(): readonly Sample[] {
  const key = testKey('X25519');
  const told = {
    key: { ...key, secrets: [...key.secrets, Buffer.from(half('Ed25519', 'd'), 'hex')] },
    facts: { form: 'zerotier' },
  };
  return [
    inText({ variant: 'the file', before: '', text: identity(), after: '', ...told }),
    inText({ variant: 'in JSON', before: '{"identity":"', text: identity(), after: '"}', ...told }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    'the public half of another': identity('9'.repeat(64)),
    'a public identity': identity().slice(0, ADDRESS.length + 3 + 128),
    'a digit more': `${identity()}0`,
    'anchors in a row': ':0:'.repeat(2000),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}
