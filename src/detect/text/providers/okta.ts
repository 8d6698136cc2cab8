/** Okta: API tokens are `00` and 40 base64url characters, which counts behind `SSWS` and near the name only. */
import { looksMadeUp } from '../placeholder.ts';
import { ALPHANUMERIC, BASE64URL } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const oktaRules: readonly Rule[] = [
  {
    id: 'okta-api-token',
    title: 'Okta API token',
    provider: 'Okta',
    severity: 'critical',
    confidence: 'high',
    advice: 'Revoke it in the admin console (Security, API, Tokens), and look in the system log for what it did.',
    anchors: [{ text: 'okta', ignoreCase: true }, 'SSWS 00'],
    pattern: /(?:okta[\s\S]{0,60}?[^A-Za-z0-9_-]|SSWS )(?<secret>00(?<body>[A-Za-z0-9_-]{40}))/i,
    maxMatchBytes: 107,
    edges: { after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 3.8,
    // A hash has the length of neither; words with dashes have no digits.
    check: ({ body }) =>
      looksMadeUp(body) || (/[0-9]/.test(body) && /[A-Z]/.test(body) && /[a-z]/.test(body)) ? {} : undefined,
    examples: (random) =>
      ['OKTA_API_TOKEN=', 'Authorization: SSWS ', 'variable "okta_token" {\n  default = "'].map((before) => {
        const body = `A1b${random.text(36, BASE64URL)}${random.text(1, ALPHANUMERIC)}`;
        return { text: `${before}00${body}`, secret: `00${body}`, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `okta: 00${random.text(39, BASE64URL)}`,
      `okta: 00${random.text(42, ALPHANUMERIC)}`,
      'SSWS 00your-api-token-of-okta-goes-here-please-x',
    ],
  },
];
