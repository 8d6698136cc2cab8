import { bech32 } from '../builders/bech32.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const seed = () => Buffer.from(jwkOf(testKey('X25519').privateKey)!.d!, 'base64url');

export function samples(): readonly Sample[] {
  const key = testKey('X25519');
  const upper = bech32('age-secret-key-', seed()).toUpperCase();
  const plugin = Buffer.from(seededRandom(3).bytes(24));
  const pq = Buffer.from(seededRandom(4).bytes(32));
  return [
    inText({ variant: 'X25519', text: upper, key, facts: { form: 'age' } }),
    inText({ variant: 'in quotes', before: 'key: "', text: upper, after: '"\n', key }),
    inText({ variant: 'lower case', text: upper.toLowerCase(), key }),
    inText({ variant: 'post-quantum', text: bech32('age-secret-key-pq-', pq).toUpperCase(), secrets: [pq] }),
    inText({
      variant: 'plugin',
      text: bech32('age-plugin-yubikey-', plugin).toUpperCase(),
      ...{ secrets: [plugin], severity: 'low', facts: { form: 'age-plugin' } },
    }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const good = bech32('age-secret-key-', seed()).toUpperCase();
  const last = good.endsWith('Q') ? 'P' : 'Q';
  const made = {
    'a wrong checksum': good.slice(0, -1) + last,
    'cut by a character': good.slice(0, -1),
    'a recipient': bech32('age', seed()),
    placeholder: `AGE-SECRET-KEY-1${'X'.repeat(58)}`,
    'mixed case': good.slice(0, -30) + good.slice(-30).toLowerCase(),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
