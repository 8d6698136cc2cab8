/**
 * Client secrets of Microsoft Entra ID (Azure AD) as it has made them since 2020: three characters, `7Q~` and 31 more, or
 * `8Q~` and 34 more. The characters are those that RFC 3986 calls unreserved. Their end is no checksum that is public.
 */
import { ALPHANUMERIC, type RandomText } from '../random-text.ts';
import type { Example, Rule } from '../rule.ts';

const UNRESERVED = `${ALPHANUMERIC}-_.~`;

export const entraRules: readonly Rule[] = [
  {
    id: 'entra-client-secret',
    title: 'Client secret of a Microsoft Entra application',
    provider: 'Microsoft Entra ID',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Delete it under Certificates & secrets of the app registration and look for its key id in the sign-in logs of the service principal. A federated credential needs no secret.',
    anchors: ['7Q~', '8Q~'],
    pattern: /[\w~.-]{3}(?:7Q~[\w~.-]{31}|8Q~[\w~.-]{34})/,
    bytesBefore: 3,
    maxMatchBytes: 40,
    // A full stop may end a sentence, and a dash begins an option. In bytecode a length says where it ends, whatever follows.
    edges: { before: /[\w~.]/, after: /[\w~-]/ },
    minBitsPerCharacter: 3.8,
    // Words with dots and dashes between them are names.
    check: ({ secret }) => (/[0-9]/.test(secret.slice(6)) && /[A-Z]/.test(secret.slice(6)) ? {} : undefined),
    examples: (random) => [clientSecret(random, '7Q~', 31), clientSecret(random, '8Q~', 34)],
    lookAlikes: (random) => [
      `${random.text(3, UNRESERVED)}8Q~${random.text(33, ALPHANUMERIC)}`,
      `${random.text(3, UNRESERVED)}8Q~${random.text(35, ALPHANUMERIC)}`,
      `${random.text(3, UNRESERVED)}7Q~${random.text(34, ALPHANUMERIC)}`,
      `${random.text(3, ALPHANUMERIC)}9Q~${random.text(34, ALPHANUMERIC)}`,
      `abc8Q~${'x'.repeat(34)}`,
      `abc8Q~${random.text(34, 'abcdefgh.-')}`,
      'a-8Q~your.client.secret.goes.here.please',
    ],
  },
];

function clientSecret(random: RandomText, mark: string, length: number): Example {
  // The last one is neither a dash nor a full stop, so that the example says where it ends.
  const tail = `A1${random.text(length - 3, UNRESERVED)}${random.text(1, ALPHANUMERIC)}`;
  const secret = `${random.text(3, ALPHANUMERIC)}${mark}${tail}`;
  return { text: `AZURE_CLIENT_SECRET=${secret}`, secret, hidden: [tail] };
}
