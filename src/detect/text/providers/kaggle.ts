/** Kaggle since 2025: `KGAT_` and 32 hex digits; before, 32 hex digits in `kaggle.json`, the name of the user before them. */
import { prefixedToken } from '../prefixed-token.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { hex } from '../token-parts.ts';

const shared = { provider: 'Kaggle', severity: 'high' } as const;

export const kaggleRules: readonly Rule[] = [
  prefixedToken({
    id: 'kaggle-api-token',
    title: 'Kaggle API token',
    ...shared,
    advice: 'Revoke it in the Kaggle settings (API tokens).',
    prefixes: ['KGAT_'],
    body: [hex(32)],
  }),
  {
    ...shared,
    id: 'kaggle-json-key',
    title: 'Kaggle API key (kaggle.json)',
    confidence: 'high',
    advice: 'Expire it in the Kaggle settings (Legacy API credentials).',
    anchors: ['{"username":'],
    pattern: /\{"username":\s?"[\w-]{3,60}",\s?"key":\s?"(?<secret>[0-9a-f]{32})"/,
    maxMatchBytes: 124,
    edges: {},
    minBitsPerCharacter: 3,
    examples: (random) => {
      const secret = random.text(32, HEX);
      return [`{"username":"acme-shop","key":"${secret}"}`, `{"username": "acme", "key": "${secret}"}`].map((text) => ({
        text,
        secret,
        hidden: [secret],
      }));
    },
    lookAlikes: (random) => [
      '{"username":"acme-shop","key":"<key>"}',
      `{"username":"acme-shop","key":"${random.text(20, HEX)}"}`,
      `{"username":"acme-shop","id":"${random.text(32, HEX)}"}`,
    ],
  },
];
