/** GoDaddy: the header of its API, `Authorization: sso-key KEY:SECRET`. */
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const godaddyRules: readonly Rule[] = [
  {
    id: 'godaddy-sso-key',
    title: 'Key and secret of the GoDaddy API',
    provider: 'GoDaddy',
    severity: 'high',
    confidence: 'high',
    advice:
      'Delete the key at https://developer.godaddy.com/keys, and look at the records and the domains of the account.',
    anchors: ['sso-key '],
    pattern: /(?<prefix>sso-key )(?<secret>[A-Za-z0-9_]{12,40}:(?<body>[A-Za-z0-9]{20,24}))/,
    maxMatchBytes: 73,
    admitsStandIns: true,
    minBitsPerCharacter: 3,
    examples: (random) => {
      const [key, body] = [
        `${random.text(11, ALPHANUMERIC)}_${random.text(22, ALPHANUMERIC)}`,
        random.text(22, ALPHANUMERIC),
      ];
      return [{ text: `Authorization: sso-key ${key}:${body}`, secret: `${key}:${body}`, hidden: [body] }];
    },
    lookAlikes: () => ['sso-key KEY:SECRET', 'Authorization: sso-key {API_KEY}:{API_SECRET}', 'sso-key $KEY:$SECRET'],
  },
];
