/**
 * Adyen: API keys are base64 that begins alike in all of them, base64 of 32 bytes, and 16 characters of which some are punctuation,
 * with dashes between the three.
 */
import { ALPHANUMERIC, BASE64, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const COMMON = 'hmfuXNWTK0Qc+iS';

export const adyenRules: readonly Rule[] = [
  {
    id: 'adyen-api-key',
    title: 'Adyen API key',
    provider: 'Adyen',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Make a new key for the API credential in the Customer Area (Developers), and look at payments and refunds.',
    anchors: [COMMON],
    pattern:
      /AQE[A-Za-z0-9]hmfuXNWTK0Qc\+iS(?<body>[A-Za-z0-9+/]{30,100}={0,2}-[A-Za-z0-9+/]{43}=)(?:-[!#-&(-[\]-~]{16})?/,
    bytesBefore: 4,
    maxMatchBytes: 190,
    edges: { before: /[A-Za-z0-9+/_-]/ },
    minBitsPerCharacter: 3.5,
    examples: (random) => [exampleOf(random, 60), exampleOf(random, 84)],
    lookAlikes: (random) => [`AQE1${COMMON}`, `AQE1${COMMON}${random.text(60, ALPHANUMERIC)}-mock-api-key`],
  },
];

function exampleOf(random: RandomText, length: number) {
  const body = `${random.text(length, BASE64)}-${random.text(43, BASE64)}=`;
  const secret = `AQE${random.text(1, ALPHANUMERIC)}${COMMON}${body}-${random.text(8, ALPHANUMERIC)}[#~)${random.text(4, ALPHANUMERIC)}`;
  return { text: `client.setXApiKey('${secret}');`, secret, hidden: [body] };
}
