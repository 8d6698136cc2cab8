/** Firebase: server keys of Cloud Messaging are 11 characters that begin with `AAAA`, `:APA91b` and 134 base64url characters. */
import { ALPHANUMERIC, BASE64URL } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const firebaseRules: readonly Rule[] = [
  {
    id: 'firebase-server-key',
    title: 'Firebase Cloud Messaging server key',
    provider: 'Firebase',
    severity: 'medium',
    confidence: 'high',
    advice:
      'Delete it in the Firebase console (Cloud Messaging): the interface that took it is gone, an app may still.',
    anchors: [':APA91b'],
    pattern: /(?<prefix>AAAA[A-Za-z0-9_-]{7}:APA91b)(?<body>[A-Za-z0-9_-]{130,140})/,
    bytesBefore: 11,
    maxMatchBytes: 158,
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 4,
    examples: (random) => {
      const body = random.text(133, BASE64URL) + random.text(1, ALPHANUMERIC);
      const secret = `AAAA${random.text(7, ALPHANUMERIC)}:APA91b${body}`;
      return [{ text: secret, secret, hidden: [body] }];
    },
    lookAlikes: (random) => [
      'short:APA91b',
      // A device's registration token: no key.
      `${random.text(11, ALPHANUMERIC.replace('A', ''))}:APA91b${random.text(134, BASE64URL)}`,
    ],
  },
];
