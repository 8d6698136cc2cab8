/** Authress: access keys are the id of the client, a short id of the key, `acc_` or `acc-` and the account, and base64 of a private key. */
import { ALPHANUMERIC, LOWER } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const authressRules: readonly Rule[] = [
  {
    id: 'authress-access-key',
    title: 'Authress service client access key',
    provider: 'Authress',
    severity: 'critical',
    confidence: 'high',
    advice: 'Delete the access key of the service client in the Authress console.',
    anchors: ['.acc_', '.acc-'],
    pattern:
      /(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\.[A-Za-z0-9]{4,6}\.acc[_-][A-Za-z0-9-]{10,32}\.(?<body>[A-Za-z0-9+/_=-]{30,120})/,
    bytesBefore: 46,
    maxMatchBytes: 205,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/_=-]/ },
    minBitsPerCharacter: 3.5,
    examples: (random) => {
      const body = random.text(64, ALPHANUMERIC);
      const secret = `sc_${random.text(24, ALPHANUMERIC)}.${random.text(4, LOWER)}.acc-${random.text(12, LOWER)}.${body}`;
      return [{ text: secret, secret, hidden: [body] }];
    },
    lookAlikes: (random) => [
      `sc_${random.text(24, ALPHANUMERIC)}.abcd.acc-${random.text(12, LOWER)}`,
      'this.acc_total',
    ],
  },
];
