/**
 * Adyen: API keys are base64 that begins alike in all of them but for the number of the credential, base64 of 32 bytes, and 16 characters
 * of which some are punctuation, with dashes between the three.
 */
import { ALPHANUMERIC, BASE64, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const COMMON = 'hmfuXNWTK0Qc+iS';
/** Behind `AQE?hmfx` and eight characters, in which the number is. */
const COMMON_BEHIND_NUMBER = 'w0m/n3Q5qf3V';
const BEFORE_NUMBER = 'hmfx';

export const adyenRules: readonly Rule[] = [
  {
    id: 'adyen-api-key',
    title: 'Adyen API key',
    provider: 'Adyen',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Make a new key for the API credential in the Customer Area (Developers), and look at payments and refunds.',
    anchors: [COMMON, COMMON_BEHIND_NUMBER],
    pattern:
      /AQE[A-Za-z0-9](?:hmfuXNWTK0Qc\+iS|hmfx[A-Za-z0-9+/]{8}w0m\/n3Q5qf3V)(?<body>[A-Za-z0-9+/]{30,100}={0,2}-[A-Za-z0-9+/]{43}=)(?:-[!#-&(-[\]-~]{16})?/,
    bytesBefore: 16,
    maxMatchBytes: 195,
    edges: { before: /[A-Za-z0-9+/_-]/ },
    minBitsPerCharacter: 3.5,
    examples: (random) => {
      const numbered = `${BEFORE_NUMBER}${random.text(8, BASE64)}${COMMON_BEHIND_NUMBER}`;
      return [exampleOf(random, COMMON, 60), exampleOf(random, COMMON, 84), exampleOf(random, numbered, 67)];
    },
    lookAlikes: (random) => [
      `AQE1${COMMON}`,
      `AQE1${COMMON}${random.text(60, ALPHANUMERIC)}-mock-api-key`,
      `AQEy${BEFORE_NUMBER}${random.text(8, ALPHANUMERIC)}${COMMON_BEHIND_NUMBER}${random.text(67, ALPHANUMERIC)}`,
    ],
  },
];

function exampleOf(random: RandomText, start: string, length: number) {
  const body = `${random.text(length, BASE64)}-${random.text(43, BASE64)}=`;
  const secret = `AQE${random.text(1, ALPHANUMERIC)}${start}${body}-${random.text(8, ALPHANUMERIC)}[#~)${random.text(4, ALPHANUMERIC)}`;
  return { text: `client.setXApiKey('${secret}');`, secret, hidden: [body] };
}
