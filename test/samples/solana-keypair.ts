import { freshKey, jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const part = (name: 'd' | 'x', key = testKey('Ed25519')) => Buffer.from(jwkOf(key.privateKey)![name]!, 'base64url');

export function samples(): readonly Sample[] {
  const key = testKey('Ed25519');
  const numbers = [...part('d'), ...part('x')];
  const secrets = [...key.secrets, Buffer.from(numbers.slice(0, 32).join(','))];
  const facts = { form: 'solana' };
  return [
    inText({ variant: 'compact', text: `[${numbers.join(',')}]`, key: { ...key, secrets }, facts }),
    inText({ variant: 'with spaces', text: `[${numbers.join(', ')}]`, key, facts }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const numbers = [...part('d'), ...part('x', freshKey('Ed25519'))];
  const made = {
    'another public half': `[${numbers.join(',')}]`,
    '63 numbers': `[${numbers.slice(1).join(',')}]`,
    'a table': `[${Array.from({ length: 64 }, (_, index) => index).join(',')}]`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
