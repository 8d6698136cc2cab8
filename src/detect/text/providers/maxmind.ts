/** MaxMind: license keys since 2023 are six base-62 digits, `_`, 29 and `_mmk`. */
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const maxmindRules: readonly Rule[] = [
  {
    id: 'maxmind-license-key',
    title: 'MaxMind license key',
    provider: 'MaxMind',
    severity: 'low',
    confidence: 'high',
    advice: 'Revoke it in the MaxMind account (Manage license keys).',
    anchors: ['_mmk'],
    pattern: /[A-Za-z0-9]{6}_(?<body>[A-Za-z0-9]{29})_mmk/,
    bytesBefore: 36,
    maxMatchBytes: 40,
    admitsStandIns: true,
    minBitsPerCharacter: 3.2,
    examples: (random) => {
      const body = random.text(29, ALPHANUMERIC);
      const secret = `${random.text(6, ALPHANUMERIC)}_${body}_mmk`;
      return [{ text: secret, secret, hidden: [body] }];
    },
    lookAlikes: (random) => [`${random.text(6, ALPHANUMERIC)}_${random.text(28, ALPHANUMERIC)}_mmk`, '_mmk'],
  },
];
