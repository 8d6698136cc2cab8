/** Mailchimp: 32 hex digits, a dash and the data centre, `us1` to `us30`. Mandrill has keys without a mark. */
import { HEX_DIGITS } from '../byte-runs.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const mailchimpRules: readonly Rule[] = [
  {
    id: 'mailchimp-api-key',
    title: 'Mailchimp API key',
    provider: 'Mailchimp',
    severity: 'high',
    confidence: 'high',
    advice: 'Revoke it in the account settings (Extras, API keys): it reads every subscriber.',
    // Not `-us-`, which stands in names of regions.
    anchors: [...'123456789'].map((digit) => `-us${digit}`),
    pattern: /(?<body>[0-9a-f]{32})-us[0-9]{1,2}/,
    bytesBefore: 32,
    glance: (window, at) => at >= 32 && HEX_DIGITS[window[at - 1]!] === 1 && HEX_DIGITS[window[at - 32]!] === 1,
    maxMatchBytes: 37,
    edges: { before: /[0-9A-Za-z_]/, after: /[0-9A-Za-z_-]/ },
    minBitsPerCharacter: 2.7,
    examples: (random) =>
      ['us6', 'us21'].map((centre) => {
        const body = random.text(32, HEX);
        return { text: `MAILCHIMP_KEY=${body}-${centre}`, secret: `${body}-${centre}`, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `${random.text(32, HEX)}-us-east-1`,
      `${random.text(31, HEX)}-us6`,
      `${random.text(33, HEX)}-us6`,
      `${random.text(32, HEX)}-us123`,
    ],
  },
];
