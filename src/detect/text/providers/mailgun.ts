/** Mailgun: `key-` and 32 hex digits; since 2019 three runs of hex digits, which count near the name only. */
import { prefixedToken } from '../prefixed-token.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { hex } from '../token-parts.ts';

const shared = { provider: 'Mailgun', severity: 'high' } as const;
const ADVICE = 'Delete it in the dashboard (API security): with it anyone sends and reads mail in your name.';

export const mailgunRules: readonly Rule[] = [
  prefixedToken({
    ...shared,
    id: 'mailgun-api-key',
    title: 'Mailgun API key',
    advice: ADVICE,
    prefixes: ['key-'],
    body: [hex(32)],
  }),
  {
    ...shared,
    id: 'mailgun-sending-key',
    title: 'Mailgun API or sending key',
    confidence: 'high',
    advice: ADVICE,
    anchors: [{ text: 'mailgun', ignoreCase: true }],
    pattern:
      /(?<prefix>mailgun)[^\n\r]{0,60}?[^A-Za-z0-9\n\r](?<secret>(?<body>[0-9a-f]{32})-[0-9a-f]{8}-[0-9a-f]{8})/i,
    maxMatchBytes: 130,
    edges: { after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 2.7,
    examples: (random) => {
      const body = random.text(32, HEX);
      const secret = `${body}-${random.text(8, HEX)}-${random.text(8, HEX)}`;
      return [{ text: `MAILGUN_API_KEY=${secret}`, secret, hidden: [body] }];
    },
    lookAlikes: (random) => [
      `mailgun=${random.text(32, HEX)}-${random.text(8, HEX)}`,
      `mailgun=\n${random.text(32, HEX)}-${random.text(8, HEX)}-${random.text(8, HEX)}`,
    ],
  },
];
