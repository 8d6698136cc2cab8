/**
 * Shared keys of PASETO in PASERK's spelling (github.com/paseto-standard/paserk, types/local.md): `k1.local.` to `k4.local.` and
 * 32 bytes in base64url. Nothing proves that bytes are a key; only the prefix says so.
 */
import { sha256Hex } from '../../fingerprint.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import type { Rule } from '../rule.ts';

export const paserkLocalRules: readonly Rule[] = [
  {
    id: 'paserk-local-key',
    form: { specification: 'PASERK, types/local.md', proof: 'prefix and length' },
    title: 'PASETO shared key (PASERK)',
    provider: 'PASETO',
    severity: 'critical',
    confidence: 'high',
    advice: 'Replace the key: whoever has it reads and makes every token of the service.',
    anchors: ['k1.local.', 'k2.local.', 'k3.local.', 'k4.local.'],
    pattern: /(?<prefix>k[1-4]\.local\.)(?<body>[A-Za-z0-9_-]{43})/,
    maxMatchBytes: 52,
    check: ({ body }) => {
      const key = Buffer.from(body, 'base64url');
      return isMonotonous(key) ? undefined : { facts: { kind: 'symmetric', bits: 256, keySha256: sha256Hex(key) } };
    },
    examples: (random) => {
      const key = random.bytes(32);
      const body = Buffer.from(key).toString('base64url');
      const version = random.pick(['1', '2', '3', '4']);
      const facts = { kind: 'symmetric', bits: 256, keySha256: sha256Hex(key) };
      return [{ text: `k${version}.local.${body}`, secret: `k${version}.local.${body}`, hidden: [body], facts }];
    },
    lookAlikes: (random) => [
      `k4.local.${'A'.repeat(43)}`,
      `k4.local.${Buffer.from(random.bytes(31)).toString('base64url')}`,
      `k4.local.${Buffer.from(random.bytes(33)).toString('base64url')}`,
      `v4.local.${Buffer.from(random.bytes(90)).toString('base64url')}`,
    ],
  },
];
