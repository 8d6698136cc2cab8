/**
 * Identities of age (see text/keys/age-identity.ts) whose checksum is wrong, or whose key someone made up: low, if no detector
 * reads them.
 */
import { BECH32_DIGITS } from '../../proof/bech32.ts';
import type { Rule } from '../rule.ts';

const UPPER_DIGITS = BECH32_DIGITS.toUpperCase();

export const damagedAgeRules: readonly Rule[] = [
  {
    id: 'age-identity-damaged',
    title: 'age identity that is mistyped or made up',
    provider: 'age',
    isFallback: true,
    severity: 'high',
    confidence: 'low',
    advice:
      'Its checksum does not hold, or its digits repeat. If an intact copy is in use, make another with age-keygen.',
    anchors: ['AGE-SECRET-KEY-1'],
    pattern: new RegExp(`(?<prefix>AGE-SECRET-KEY-1)(?<body>[${UPPER_DIGITS}]{54,60})`),
    maxMatchBytes: 76,
    admitsStandIns: true,
    minBitsPerCharacter: 3,
    examples: (random) => {
      const body = random.text(58, UPPER_DIGITS);
      return [{ text: `AGE-SECRET-KEY-1${body}`, secret: `AGE-SECRET-KEY-1${body}`, hidden: [body] }];
    },
    lookAlikes: (random) => ['AGE-SECRET-KEY-1', `AGE-SECRET-KEY-1${random.text(40, UPPER_DIGITS)}`],
  },
];
