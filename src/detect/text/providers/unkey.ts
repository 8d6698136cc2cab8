/**
 * Unkey: `unkey_` and base58 for root keys. Keys that it keeps for its customers have the customer's prefix, or none; those of its
 * version 1 have `unkeyv1` between 8 and 42 base58 digits (RFC 0017 of Unkey).
 */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { alphanumeric } from '../token-parts.ts';

const BASE58 = ALPHANUMERIC.replace(/[0OIl]/g, '');

const makeVersion1 = (random: RandomText) => `${random.text(8, BASE58)}unkeyv1${random.text(42, BASE58)}`;

export const unkeyRules: readonly Rule[] = [
  prefixedToken({
    id: 'unkey-root-key',
    title: 'Unkey root key',
    provider: 'Unkey',
    severity: 'critical',
    advice: 'Delete it under Settings, Root keys of Unkey: it makes, reads and deletes the API keys of your customers.',
    prefixes: ['unkey_'],
    body: [alphanumeric(20, 32)],
    check: inBothCasesWithoutWord,
  }),
  {
    id: 'unkey-api-key',
    title: 'API key that Unkey issued',
    provider: 'Unkey',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete it in Unkey (Root keys, or Keys of the API that it opens).',
    anchors: ['unkeyv1'],
    pattern: /(?<prefix>(?:[A-Za-z0-9_]{1,16}_)?)(?<body>[1-9A-HJ-NP-Za-km-z]{8}unkeyv1[1-9A-HJ-NP-Za-km-z]{42})/,
    bytesBefore: 25,
    maxMatchBytes: 74,
    minBitsPerCharacter: 3,
    examples: (random) =>
      ['', 'unkey_', 'acme_'].map((prefix) => {
        const body = makeVersion1(random);
        return { text: `KEY=${prefix}${body}`, secret: prefix + body, hidden: [body] };
      }),
    lookAlikes: (random) => [
      'acme_unkeyv1',
      `acme_${makeVersion1(random).slice(0, -1)}`,
      `acme_${random.text(8, BASE58)}unkeyv2${random.text(42, BASE58)}`,
    ],
  },
];
