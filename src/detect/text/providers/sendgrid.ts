/** SendGrid: `SG.`, an id of 22 base64url characters, a dot, a secret of 43. */
import { prefixed } from '../example.ts';
import { looksIssued } from '../looks-issued.ts';
import { ALPHANUMERIC, BASE64URL } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { hasWord } from '../value-kind.ts';

export const sendgridRules: readonly Rule[] = [
  {
    id: 'sendgrid-api-key',
    title: 'SendGrid API key',
    provider: 'SendGrid',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete the key in the SendGrid settings (API keys); with it anyone sends mail in your name.',
    anchors: ['SG.'],
    pattern: /(?<prefix>SG\.)(?<body>[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}|(?<loose>[A-Za-z0-9_=.-]{66}))/,
    maxMatchBytes: 69,
    admitsStandIns: true,
    minBitsPerCharacter: 3.5,
    // As long, with its dot elsewhere, as tests of others have it.
    check: ({ groups: { loose } }) => {
      if (loose === undefined) return {};
      return looksIssued(loose) && !hasWord(loose) && loose.split('.').length <= 2 ? { confidence: 'low' } : undefined;
    },
    examples: (random) => [
      prefixed('SG.', `${random.text(22, BASE64URL)}.${random.text(42, BASE64URL)}${random.text(1, ALPHANUMERIC)}`),
      prefixed('SG.', `${random.text(30, ALPHANUMERIC)}.2${random.text(34, ALPHANUMERIC)}`, { confidence: 'low' }),
    ],
    lookAlikes: (random) => [
      'SG.your-key-id.your-secret',
      `SG.${random.text(22, BASE64URL)}.${random.text(20, BASE64URL)}`,
      `MSG.${random.text(22, BASE64URL)}.${random.text(43, BASE64URL)}`,
    ],
  },
];
